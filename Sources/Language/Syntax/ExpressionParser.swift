/// Reads expressions from the tokens of one line, by precedence climbing.
///
/// From loose to tight: `or`, `and`, `not`, comparisons, `..`, `+ -`, `* / %`, unary minus, `^`.
struct ExpressionParser {
    /// Deep enough for any person, shallow enough for any stack.
    static let depthLimit = 60
    static let reservedWords: Set<String> = ["and", "or", "not", "true", "false"]

    let tokens: [Token]
    var position: Int
    /// Where blanks stand between values: `3 -1` is two of them, `3 - 1` and `3-1` are one.
    var separatesByBlanks = false
    private var depth = 0
    /// Operators so far; a long chain is as deep a tree as nested brackets.
    private var operators = 0
    private static let operatorLimit = 100

    /// `tokens` ends with a `lineEnd`.
    init(_ tokens: [Token], at position: Int = 0) {
        self.tokens = tokens
        self.position = position
    }

    /// The token here; the last one (`lineEnd`) for ever after.
    var current: Token { tokens[min(position, tokens.count - 1)] }
    var next: Token { tokens[min(position + 1, tokens.count - 1)] }

    /// A condition, where a single `=` is a slip for `==`.
    mutating func condition() throws(Diagnostic) -> Expression {
        guard current.kind != .lineEnd else {
            throw Diagnostic("expected a condition, found the end of the line", at: current.span)
        }
        let expression = try expression()
        if current.isSymbol(.assign) {
            let reversed = next.touchesPrevious && (next.isSymbol(.greater) || next.isSymbol(.less))
            let meant = reversed ? next.span.text + "=" : "=="
            throw Diagnostic(
                "expected a comparison, found `=`", at: reversed ? current.span.through(next.span) : current.span,
                label: "write `\(meant)` to compare")
        }
        return expression
    }

    /// One expression, or several with commas between, which make a list.
    mutating func listOrExpression() throws(Diagnostic) -> Expression {
        let first = try expression()
        guard current.isSymbol(.comma) else { return first }
        var members = [first]
        while current.isSymbol(.comma) {
            position += 1
            members.append(try expression())
        }
        return .list(members, first.span.through(members[members.count - 1].span))
    }

    mutating func expression(atLeast precedence: Int = 0) throws(Diagnostic) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw tooDeep }
        let start = current.span
        var left = try operand()
        while let found = binaryOperator(), found.precedence >= precedence {
            position += 1
            operators += 1
            guard operators <= Self.operatorLimit else { throw tooDeep }
            // The right side of `^` may hold another `^`: powers group from the right.
            let right = try expression(atLeast: found == .power ? found.precedence : found.precedence + 1)
            left = .binary(found, left, right, span(from: start))
            if !found.chains, let another = binaryOperator(), another.precedence == found.precedence {
                throw Diagnostic(
                    "`\(another.rawValue)` cannot follow `\(found.rawValue)`", at: current.span,
                    help: found.precedence == 4 ? ["write `a < b and b < c`"] : [])
            }
        }
        return left
    }

    /// All that was read since a place, the brackets around the first and the last value included.
    private func span(from start: Span) -> Span { start.through(tokens[position - 1].span) }

    private var tooDeep: Diagnostic {
        Diagnostic("the expression is nested too deeply", at: current.span, help: ["name a part of it with `let`"])
    }

    private func binaryOperator() -> BinaryOperator? {
        switch current.kind {
        case .symbol(.minus) where beginsValue, .symbol(.plus) where beginsValue: nil
        case .symbol(let symbol): BinaryOperator(rawValue: symbol.rawValue)
        case .word("and"): .and
        case .word("or"): .or
        default: nil
        }
    }

    /// A sign with a blank before it and none behind belongs to the next value.
    private var beginsValue: Bool { separatesByBlanks && !current.touchesPrevious && next.touchesPrevious }

    private mutating func operand() throws(Diagnostic) -> Expression {
        let start = current.span
        if current.isSymbol(.minus) {
            position += 1
            let value = try expression(atLeast: 8)
            return .unary(.negate, value, span(from: start))
        }
        if current.isSymbol(.plus) {
            position += 1
            return try expression(atLeast: 8)
        }
        if current.word == "not" {
            position += 1
            let value = try expression(atLeast: 3)
            return .unary(.not, value, span(from: start))
        }
        return try primary()
    }

    /// A literal, a name, a call, or something in brackets.
    mutating func primary() throws(Diagnostic) -> Expression {
        let token = current
        switch token.kind {
        case .number(let number):
            position += 1
            return .literal(.number(number), token.span)
        case .size(let sizes):
            position += 1
            return .literal(.size(sizes), token.span)
        case .text(let text):
            position += 1
            return .literal(.text(text), token.span)
        case .template(let pieces):
            position += 1
            return .text(try parts(of: pieces), token.span)
        case .word("true"), .word("false"):
            position += 1
            return .literal(.boolean(token.word == "true"), token.span)
        case .word(let word) where !Self.reservedWords.contains(word):
            position += 1
            if current.isSymbol(.openParenthesis), current.touchesPrevious || Function.named(word) != nil || SeriesFunction(rawValue: word) != nil {
                return try call(word, from: token)
            }
            return .name(word, token.span)
        case .symbol(.openParenthesis):
            position += 1
            let separates = separatesByBlanks
            separatesByBlanks = false
            defer { separatesByBlanks = separates }
            let inner = try listOrExpression()
            try close(.closeParenthesis, openedAt: token)
            return inner
        case .symbol(.openBracket):
            position += 1
            let members = try members(until: .closeBracket)
            let end = current.span
            try close(.closeBracket, openedAt: token)
            return .list(members, token.span.through(end))
        default:
            throw Diagnostic("expected a value, found \(token.found)", at: token.span)
        }
    }

    /// The calculations between the letters of a text, each read by itself.
    private func parts(of pieces: [Token.Piece]) throws(Diagnostic) -> [TextPart] {
        var parts: [TextPart] = []
        for piece in pieces {
            switch piece {
            case .letters(let letters): parts.append(.letters(letters))
            case .calculation(let tokens):
                var inner = ExpressionParser(tokens)
                parts.append(.value(try inner.expression()))
                guard inner.current.kind == .lineEnd else {
                    throw Diagnostic("expected `}`, found \(inner.current.found)", at: inner.current.span)
                }
            }
        }
        return parts
    }

    private mutating func call(_ name: String, from token: Token) throws(Diagnostic) -> Expression {
        let open = current
        position += 1
        let arguments = try members(until: .closeParenthesis)
        let end = current.span
        try close(.closeParenthesis, openedAt: open)
        return .call(name, arguments, token.span.through(end))
    }

    private mutating func members(until closing: Token.Symbol) throws(Diagnostic) -> [Expression] {
        var members: [Expression] = []
        let separates = separatesByBlanks
        separatesByBlanks = false
        defer { separatesByBlanks = separates }
        if current.isSymbol(closing) { return members }
        members.append(try expression())
        while current.isSymbol(.comma) {
            position += 1
            members.append(try expression())
        }
        return members
    }

    private mutating func close(_ symbol: Token.Symbol, openedAt open: Token) throws(Diagnostic) {
        guard current.isSymbol(symbol) else {
            throw Diagnostic(
                "expected `\(symbol.rawValue)`, found \(current.found)",
                at: current.kind == .lineEnd ? open.span : current.span,
                label: current.kind == .lineEnd ? "opened here" : nil)
        }
        position += 1
    }
}
