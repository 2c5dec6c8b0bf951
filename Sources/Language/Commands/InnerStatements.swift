// Statements within a statement. They stay tokens until somebody runs them: their own commands know how to read them, and
// their mistakes have their own places.

extension Binder {
    /// Everything up to the end of the line, as one statement.
    mutating func takeStatement() throws(Diagnostic) -> CommandCall {
        let name = try innerName()
        defer { reader.position = reader.tokens.count - 1 }
        return CommandCall(name: name, tokens: Array(reader.tokens[(reader.position + 1)...]))
    }

    /// A statement for each alternative, all of one command.
    ///
    /// - Parameter words: those of the outer command's options, which end them.
    mutating func takeAlternatives(until words: [String]) throws(Diagnostic) -> [CommandCall] {
        let name = try innerName()
        reader.position += 1
        let end = reader.tokens.alternativesEnd(from: reader.position, words)
        defer { reader.position = end }
        return reader.tokens[reader.position..<end].alternatives.map { tokens in
            let last = tokens.last?.span ?? (end > 0 ? reader.tokens[end - 1].span : name.span)
            return CommandCall(name: name, tokens: tokens + [Token(kind: .lineEnd, span: last.end, touchesPrevious: false)])
        }
    }

    private func innerName() throws(Diagnostic) -> Name {
        guard let word = reader.current.word else {
            throw Diagnostic("expected a statement, found \(reader.current.found)", at: reader.current.span)
        }
        return Name(text: word, span: reader.current.span)
    }
}

extension CommandCall {
    /// - Parameter tokens: closed by a `lineEnd`.
    init(name: Name, tokens: [Token]) {
        self.init(name: name, tokens: tokens, span: tokens.dropLast().last.map { name.span.through($0.span) } ?? name.span)
    }
}

extension [Token] {
    /// Where alternatives end: at one of these words outside of brackets, or at the end of the line.
    func alternativesEnd(from start: Int, _ words: [String]) -> Int {
        var depth = 0
        for index in start..<count {
            if self[index].kind == .lineEnd { return index }
            if depth == 0, let word = self[index].word, words.contains(word) { return index }
            depth += self[index].bracketDepth
        }
        return count
    }
}

extension ArraySlice<Token> {
    /// What stands between the commas that are in no brackets.
    var alternatives: [[Token]] {
        var (all, depth): ([[Token]], Int) = ([[]], 0)
        for token in self {
            depth += token.bracketDepth
            if depth == 0, token.isSymbol(.comma) { all.append([]) } else { all[all.count - 1].append(token) }
        }
        return all
    }
}

extension Token {
    /// How much deeper in brackets one is behind it.
    fileprivate var bracketDepth: Int {
        if isSymbol(.openParenthesis) || isSymbol(.openBracket) { return 1 }
        return isSymbol(.closeParenthesis) || isSymbol(.closeBracket) ? -1 : 0
    }
}
