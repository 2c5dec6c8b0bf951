/// Groups tokens into statements. Blocks close with `end`; indentation is free.
public struct Parser {
    /// How deep blocks may stand inside blocks.
    static let depthLimit = 32
    static let blockWords: Set<String> = ["for", "repeat", "if", "define"]
    static let statementWords: Set<String> = ["for", "repeat", "if", "define", "let", "include", "else", "end"]

    private var lines: [[Token]] = []
    private var index = 0
    private var depth = 0

    /// The statements of a source, or of the part of it in `range` (a cell).
    public static func parse(_ source: Source, range: Range<Int>? = nil) throws(Diagnostic) -> [Statement] {
        var lexer = Lexer(source, range: range)
        let tokens = try lexer.run()
        if let open = lexer.openBrackets.first, case .symbol(let symbol) = open.kind {
            let closing = symbol == .openParenthesis ? ")" : "]"
            throw Diagnostic("expected `\(closing)`, found the end of the script", at: open.span, label: "opened here")
        }
        var parser = Parser()
        parser.lines = Parser.lines(of: tokens)
        let (statements, terminator) = try parser.statements()
        if let terminator {
            throw Diagnostic(
                "found `\(terminator.span.text)` without an open block", at: terminator.span,
                help: ["`for`, `repeat`, `if` and `define` open a block"])
        }
        return statements
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
                throw Diagnostic(
                    "blocks are nested too deeply", at: first.span, help: ["give the inner part a name with `define`"])
            }
            statements.append(try statement())
        }
        return (statements, nil)
    }

    private mutating func statement() throws(Diagnostic) -> Statement {
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
        case "include":
            var reader = ExpressionParser(line, at: 1)
            let path = try reader.expression()
            try expectEnd(reader)
            return Statement(kind: .include(path: path), span: header, header: header)
        default:
            if line[1].isSymbol(.assign) {
                throw Diagnostic(
                    "expected a command, found `\(word) =`", at: line[0].span.through(line[1].span),
                    help: ["a variable is made with `let \(word) = …`"])
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

    private func assignment(_ line: [Token], _ header: Span) throws(Diagnostic) -> Statement {
        let name = try newName(line, at: 1, noun: "variable")
        guard line[min(2, line.count - 1)].isSymbol(.assign) else {
            let found = line[min(2, line.count - 1)]
            throw Diagnostic("expected `=`, found \(found.found)", at: found.span, help: ["`let width = 64`"])
        }
        var reader = ExpressionParser(line, at: 3)
        let value = try reader.listOrExpression()
        try expectEnd(reader)
        return Statement(kind: .assign(name: name, value: value), span: header, header: header)
    }

    private mutating func loop(_ line: [Token], _ header: Span) throws(Diagnostic) -> Statement {
        let name = try newName(line, at: 1, noun: "variable")
        guard line[min(2, line.count - 1)].word == "in" else {
            let found = line[min(2, line.count - 1)]
            throw Diagnostic("expected `in`, found \(found.found)", at: found.span, help: ["`for rate in 1e-4, 1e-3`"])
        }
        var reader = ExpressionParser(line, at: 3)
        let values = try reader.listOrExpression()
        try expectEnd(reader)
        let (body, end) = try body(of: line[0])
        return Statement(
            kind: .forEach(name: name, values: values, body: body), span: header.through(end), header: header)
    }

    private mutating func repetition(_ line: [Token], _ header: Span) throws(Diagnostic) -> Statement {
        var reader = ExpressionParser(line, at: 1)
        let count = try reader.expression()
        try expectEnd(reader)
        let (body, end) = try body(of: line[0])
        return Statement(kind: .repeatTimes(count: count, body: body), span: header.through(end), header: header)
    }

    private mutating func conditional(_ line: [Token], _ header: Span) throws(Diagnostic) -> Statement {
        var branches: [Branch] = []
        var otherwise: [Statement] = []
        var reader = ExpressionParser(line, at: 1)
        while true {
            let condition = try reader.condition()
            try expectEnd(reader)
            let (body, terminator) = try statements()
            branches.append(Branch(condition: condition, body: body))
            guard terminator?.word == "else" else { break }
            let elseLine = lines[index]
            if elseLine[1].word == "if" {
                index += 1
                reader = ExpressionParser(elseLine, at: 2)
                continue
            }
            guard elseLine[1].kind == .lineEnd else {
                throw Diagnostic(
                    "expected the end of the line or `if`, found \(elseLine[1].found)", at: elseLine[1].span)
            }
            index += 1
            otherwise = try statements().0
            if index < lines.count, lines[index][0].word == "else" {
                throw Diagnostic("expected `end`, found a second `else`", at: lines[index][0].span)
            }
            break
        }
        let end = try closeBlock(openedBy: line[0])
        return Statement(
            kind: .conditional(branches: branches, otherwise: otherwise), span: header.through(end), header: header)
    }

    private mutating func definition(_ line: [Token], _ header: Span) throws(Diagnostic) -> Statement {
        let name = try newName(line, at: 1, noun: "block")
        var parameters: [Name] = []
        var position = 2
        while line[position].kind != .lineEnd {
            if line[position].isSymbol(.comma) {
                position += 1
                continue
            }
            let parameter = try newName(line, at: position, noun: "parameter")
            if parameters.contains(where: { $0.text == parameter.text }) {
                throw Diagnostic("the parameter `\(parameter.text)` is named twice", at: parameter.span)
            }
            parameters.append(parameter)
            position += 1
        }
        let (body, end) = try body(of: line[0])
        return Statement(
            kind: .define(Definition(name: name, parameters: parameters, body: body)), span: header.through(end),
            header: header)
    }

    private mutating func body(of opener: Token) throws(Diagnostic) -> ([Statement], end: Span) {
        let (body, terminator) = try statements()
        if let terminator, terminator.word == "else" {
            throw Diagnostic("expected `end`, found `else`", at: terminator.span, help: ["`else` belongs to `if`"])
        }
        return (body, try closeBlock(openedBy: opener))
    }

    private mutating func closeBlock(openedBy opener: Token) throws(Diagnostic) -> Span {
        guard index < lines.count else {
            throw Diagnostic(
                "expected `end`, found the end of the script", at: opener.span, label: "this block is still open")
        }
        let line = lines[index]
        guard line[1].kind == .lineEnd else {
            throw Diagnostic("expected the end of the line, found \(line[1].found)", at: line[1].span)
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
