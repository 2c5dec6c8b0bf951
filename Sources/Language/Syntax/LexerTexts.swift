/// Texts in quotes, with escapes and calculations in them: `"only {modes} modes\\n"`.
extension Lexer {
    mutating func text() throws(Diagnostic) {
        let start = position
        position += 1
        var pieces: [Token.Piece] = []
        var value = ""
        while position < end, !characters[position].endsLine {
            let character = characters[position]
            position += 1
            switch character {
            case "\"", "”":
                if !value.isEmpty || pieces.isEmpty { pieces.append(.letters(value)) }
                if pieces.count == 1, case .letters(let letters) = pieces[0] { return append(.text(letters), from: start) }
                return append(.template(pieces), from: start)
            case "\\": value.append(try escape())
            case "{" where current == "{", "}" where current == "}":
                position += 1
                value.append(character)
            case "{":
                if !value.isEmpty { pieces.append(.letters(value)) }
                value = ""
                pieces.append(.calculation(try calculation()))
            default: value.append(character)
            }
        }
        throw Diagnostic(
            "expected a closing `\"` before the end of the line", at: Span(source, start..<position),
            label: "the text begins here")
    }

    /// The tokens up to the closing brace of a text.
    private mutating func calculation() throws(Diagnostic) -> [Token] {
        let open = Span(source, position - 1..<position)
        let brace = ["`{{` is a brace itself"]
        var close = position
        while close < end, characters[close] != "}", characters[close] != "\"", !characters[close].endsLine { close += 1 }
        guard close < end, characters[close] == "}" else {
            throw Diagnostic(
                "expected a closing `}` before the end of the text", at: open, label: "the calculation begins here",
                help: brace)
        }
        var inner = Lexer(source, range: position..<close)
        inner.isCalculation = true
        let tokens = try inner.run()
        if let open = inner.openBrackets.first { throw Parser.unclosed(open, before: "the closing `}`") }
        guard !tokens.isEmpty else {
            throw Diagnostic(
                "expected a value between the braces, found nothing", at: Span(source, position - 1..<close + 1), help: brace)
        }
        position = close + 1
        return tokens
    }

    private mutating func escape() throws(Diagnostic) -> Character {
        let start = position - 1
        guard let character = current else { return "\\" }
        let escapes: [Character: Character] = ["n": "\n", "t": "\t", "\"": "\"", "\\": "\\"]
        guard let value = escapes[character] else {
            throw Diagnostic(
                "unknown escape `\\\(character)`", at: Span(source, start..<position + 1),
                notes: ["escapes: \\n, \\t, \\\", \\\\"])
        }
        position += 1
        return value
    }
}
