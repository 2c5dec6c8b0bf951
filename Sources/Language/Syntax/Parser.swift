/// Groups tokens into statements. Blocks close with `end`; indentation is free.
public struct Parser {
    /// How deep blocks may stand inside blocks.
    static let depthLimit = 32
    static let blockWords: Set<String> = ["for", "repeat", "if", "define", "exercise", "ask"]
    static let statementWords: Set<String> = ["for", "repeat", "if", "define", "let", "include", "else", "end", "exercise", "ask"]

    var lines: [[Token]] = []
    var index = 0
    private(set) var depth = 0
    /// What went wrong, where the parser goes on behind each mistake; `nil` where the first one ends it.
    var reading: Reading?

    /// The statements of a source, or of the part of it in `range` (a cell).
    public static func parse(_ source: Source, range: Range<Int>? = nil) throws(Diagnostic) -> [Statement] {
        var lexer = Lexer(source, range: range)
        let tokens = try lexer.run()
        if let open = lexer.openBrackets.first { throw unclosed(open) }
        var parser = Parser()
        parser.lines = Parser.lines(of: tokens)
        return try parser.script()
    }

    mutating func script() throws(Diagnostic) -> [Statement] {
        var all: [Statement] = []
        while true {
            let (statements, terminator) = try statements()
            all += statements
            guard let terminator else { return all }
            try note(
                Diagnostic(
                    "found `\(terminator.span.text)` without an open block", at: terminator.span,
                    help: ["`for`, `repeat`, `if`, `define`, `exercise` and `ask` open a block"]), in: lines[index])
            index += 1
        }
    }

    /// An open bracket without its counterpart.
    static func unclosed(_ open: Token, before end: String = "the end of the script") -> Diagnostic {
        let closing = open.isSymbol(.openParenthesis) ? ")" : "]"
        return Diagnostic("expected `\(closing)`, found \(end)", at: open.span, label: "opened here")
    }

    /// The tokens of each statement line, its `lineEnd` included.
    static func lines(of tokens: [Token]) -> [[Token]] {
        var lines: [[Token]] = []
        var line: [Token] = []
        for token in tokens {
            line.append(token)
            if token.kind == .lineEnd {
                lines.append(line)
                line = []
            }
        }
        return lines
    }

    /// Statements up to the end of the text or to an `end` or `else`, which is left for the caller.
    private mutating func statements() throws(Diagnostic) -> ([Statement], terminator: Token?) {
        depth += 1
        defer { depth -= 1 }
        var statements: [Statement] = []
        while index < lines.count {
            let first = lines[index][0]
            if first.word == "end" || first.word == "else" { return (statements, first) }
            guard depth <= Parser.depthLimit else {
                try note(
                    Diagnostic(
                        "blocks are nested too deeply", at: first.span, help: ["give the inner part a name with `define`"]),
                    in: lines[index], isLast: true)
                return (statements, nil)
            }
            let line = lines[index]
            do throws(Diagnostic) { statements.append(try statement()) } catch { try note(error, in: line) }
        }
        return (statements, nil)
    }

    mutating func statement() throws(Diagnostic) -> Statement {
        let line = lines[index]
        let header = line[0].span.through(line[max(0, line.count - 2)].span)
        index += 1
        guard let word = line[0].word else {
            if line[0].isSymbol(.question) { return question(line, header) }
            throw Diagnostic(
                "expected a command, found \(line[0].found)", at: line[0].span, label: "a statement begins with a word")
        }
        if line.count > 2, line[line.count - 2].isSymbol(.question), word != "end", word != "else" {
            return command(word, line, header)
        }
        switch word {
        case "let": return try assignment(line, header)
        case "for": return try loop(line, header)
        case "repeat": return try repetition(line, header)
        case "if": return try conditional(line, header)
        case "define": return try definition(line, header)
        case "exercise", "ask": return try lessonBlock(word, line, header)
        case "include":
            var reader = ExpressionParser(line, at: 1)
            var path = unreadable(line)
            do throws(Diagnostic) {
                let found = try reader.expression()
                try expectEnd(reader)
                if !isBroken(line) { path = found }
            } catch { try note(error, in: line) }
            return Statement(kind: .include(path: path), span: header, header: header)
        default:
            if line[1].isSymbol(.assign) {
                try note(
                    Diagnostic(
                        "expected a command, found `\(word) =`", at: line[0].span.through(line[1].span),
                        help: ["a variable is made with `let \(word) = …`"]), in: line)
                let name = Name(text: word, span: line[0].span)
                return Statement(kind: .assign(name: name, value: unreadable(line)), span: header, header: header)
            }
            return command(word, line, header)
        }
    }

    private func command(_ word: String, _ line: [Token], _ header: Span) -> Statement {
        let call = CommandCall(
            name: Name(text: word, span: line[0].span), tokens: Array(line.dropFirst()), span: header)
        return Statement(kind: .command(call), span: header, header: header)
    }

    /// `? plot` asks the same as `plot ?`.
    private func question(_ line: [Token], _ header: Span) -> Statement {
        let call = CommandCall(
            name: Name(text: "?", span: line[0].span), tokens: Array(line.dropFirst()), span: header)
        return Statement(kind: .command(call), span: header, header: header)
    }

    private mutating func assignment(_ line: [Token], _ header: Span) throws(Diagnostic) -> Statement {
        let name = try newName(line, at: 1, noun: "variable")
        var value = unreadable(line)
        do throws(Diagnostic) {
            guard line[min(2, line.count - 1)].isSymbol(.assign) else {
                let found = line[min(2, line.count - 1)]
                throw Diagnostic("expected `=`, found \(found.found)", at: found.span, help: ["`let width = 64`"])
            }
            var reader = ExpressionParser(line, at: 3)
            let found = try reader.listOrExpression()
            try expectEnd(reader)
            if !isBroken(line) { value = found }
        } catch { try note(error, in: line) }
        return Statement(kind: .assign(name: name, value: value), span: header, header: header)
    }

    private mutating func loop(_ line: [Token], _ header: Span) throws(Diagnostic) -> Statement {
        var name: Name?
        var values = unreadable(line)
        do throws(Diagnostic) {
            name = try newName(line, at: 1, noun: "variable")
            guard line[min(2, line.count - 1)].word == "in" else {
                let found = line[min(2, line.count - 1)]
                throw Diagnostic("expected `in`, found \(found.found)", at: found.span, help: ["`for rate in 1e-4, 1e-3`"])
            }
            var reader = ExpressionParser(line, at: 3)
            let found = try reader.listOrExpression()
            try expectEnd(reader)
            if !isBroken(line) { values = found }
        } catch { try note(error, in: line) }
        let (body, end) = try body(of: line[0])
        return Statement(
            kind: name.map { .forEach(name: $0, values: values, body: body) } ?? .repeatTimes(count: values, body: body),
            span: header.through(end), header: header)
    }

    private mutating func repetition(_ line: [Token], _ header: Span) throws(Diagnostic) -> Statement {
        var reader = ExpressionParser(line, at: 1)
        var count = unreadable(line)
        do throws(Diagnostic) {
            let found = try reader.expression()
            try expectEnd(reader)
            if !isBroken(line) { count = found }
        } catch { try note(error, in: line) }
        let (body, end) = try body(of: line[0])
        return Statement(kind: .repeatTimes(count: count, body: body), span: header.through(end), header: header)
    }

    private mutating func conditional(_ line: [Token], _ header: Span) throws(Diagnostic) -> Statement {
        var branches: [Branch] = []
        var otherwise: [Statement] = []
        var reader = ExpressionParser(line, at: 1)
        var conditionLine = line
        while true {
            var condition = unreadable(conditionLine)
            do throws(Diagnostic) {
                let found = try reader.condition()
                try expectEnd(reader)
                if !isBroken(conditionLine) { condition = found }
            } catch { try note(error, in: conditionLine) }
            let (body, terminator) = try statements()
            branches.append(Branch(condition: condition, body: body))
            guard terminator?.word == "else" else { break }
            let elseLine = lines[index]
            if elseLine[1].word == "if" {
                index += 1
                reader = ExpressionParser(elseLine, at: 2)
                conditionLine = elseLine
                continue
            }
            if elseLine[1].kind != .lineEnd {
                try note(
                    Diagnostic("expected the end of the line or `if`, found \(elseLine[1].found)", at: elseLine[1].span),
                    in: elseLine)
            }
            index += 1
            otherwise = try statements().0
            while index < lines.count, lines[index][0].word == "else" {
                let second = lines[index]
                try note(Diagnostic("expected `end`, found a second `else`", at: second[0].span), in: second)
                index += 1
                otherwise += try statements().0
            }
            break
        }
        let end = try closeBlock(openedBy: line[0])
        return Statement(
            kind: .conditional(branches: branches, otherwise: otherwise), span: header.through(end), header: header)
    }

    private mutating func definition(_ line: [Token], _ header: Span) throws(Diagnostic) -> Statement {
        var name: Name?
        var parameters: [Name] = []
        do throws(Diagnostic) {
            name = try newName(line, at: 1, noun: "block")
            parameters = try newParameters(line)
        } catch { try note(error, in: line) }
        let (body, end) = try body(of: line[0])
        let made = Definition(name: name ?? Name(text: "", span: line[0].span), parameters: parameters, body: body)
        return Statement(kind: .define(made), span: header.through(end), header: header)
    }

    private mutating func newParameters(_ line: [Token]) throws(Diagnostic) -> [Name] {
        var parameters: [Name] = []
        for position in 2..<max(2, line.count - 1) where !line[position].isSymbol(.comma) {
            let parameter = try newName(line, at: position, noun: "parameter")
            if parameters.contains(where: { $0.text == parameter.text }) {
                try note(
                    Diagnostic("the parameter `\(parameter.text)` is named twice", at: parameter.span), in: line)
                continue
            }
            parameters.append(parameter)
        }
        return parameters
    }

    mutating func body(of opener: Token) throws(Diagnostic) -> ([Statement], end: Span) {
        var (body, terminator) = try statements()
        while let stray = terminator, stray.word == "else" {
            try note(
                Diagnostic("expected `end`, found `else`", at: stray.span, help: ["`else` belongs to `if`"]), in: lines[index])
            index += 1
            let more = try statements()
            body += more.0
            terminator = more.terminator
        }
        return (body, try closeBlock(openedBy: opener))
    }

    mutating func closeBlock(openedBy opener: Token) throws(Diagnostic) -> Span {
        guard index < lines.count else {
            try note(
                Diagnostic(
                    "expected `end`, found the end of the script", at: opener.span, label: "this block is still open"),
                in: [opener])
            return opener.span
        }
        let line = lines[index]
        if line[1].kind != .lineEnd {
            try note(Diagnostic("expected the end of the line, found \(line[1].found)", at: line[1].span), in: line)
        }
        index += 1
        return line[0].span
    }

    private func newName(_ line: [Token], at position: Int, noun: String) throws(Diagnostic) -> Name {
        let token = line[min(position, line.count - 1)]
        guard let word = token.word else {
            throw Diagnostic("expected the name of a \(noun), found \(token.found)", at: token.span)
        }
        if ExpressionParser.reservedWords.contains(word) || Parser.statementWords.contains(word) || word == "in" {
            throw Diagnostic("expected the name of a \(noun), found the language's own word `\(word)`", at: token.span)
        }
        if word.contains(".") {
            throw Diagnostic("expected the name of a \(noun), found the dotted `\(word)`", at: token.span)
        }
        return Name(text: word, span: token.span)
    }

    private func expectEnd(_ reader: ExpressionParser) throws(Diagnostic) {
        guard reader.current.kind != .lineEnd else { return }
        throw Diagnostic("expected the end of the line, found \(reader.current.found)", at: reader.current.span)
    }
}
