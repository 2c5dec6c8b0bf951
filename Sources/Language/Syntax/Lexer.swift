/// Cuts a source into tokens. Comments and blanks vanish; a line that ends in `\` or inside an open bracket goes on.
struct Lexer {
    let source: Source
    let characters: [Character]
    let end: Int
    var position: Int
    private var tokens: [Token] = []
    /// Brackets still open, outermost first.
    private(set) var openBrackets: [Token] = []
    /// True when the text ends right behind a `\`.
    private(set) var endsInContinuation = false
    /// Between the braces of a text: as inside brackets, `n-1` is a difference.
    var isCalculation = false

    /// - Parameter openBrackets: those that earlier lines left open.
    init(_ source: Source, range: Range<Int>? = nil, inside openBrackets: [Token] = []) {
        let range = range ?? 0..<source.characters.count
        self.source = source
        self.openBrackets = openBrackets
        characters = source.characters
        position = range.lowerBound
        end = range.upperBound
    }

    /// All tokens; every statement line is closed by a `lineEnd`.
    mutating func run() throws(Diagnostic) -> [Token] {
        while position < end { try step() }
        closeLine()
        return tokens
    }

    /// All tokens, whatever is wrong with some lines: each mistake is told once, with the place where its statement
    /// begins, and the lexer goes on behind its line.
    mutating func run(_ note: (Diagnostic, _ statement: Int) -> Bool) -> [Token] {
        // Between brackets that stay open a mistake may be none: the bracket was meant to end before.
        var waiting: (mistake: Diagnostic, statement: Int)?
        while true {
            while position < end {
                let start = position
                do throws(Diagnostic) { try step() } catch {
                    let statement = giveUpStatement(at: start)
                    waiting = waiting ?? (error, statement)
                }
                if openBrackets.isEmpty, let found = waiting {
                    waiting = nil
                    guard note(found.mistake, found.statement) else { return tokens }
                }
            }
            closeLine()
            guard let open = openBrackets.first else { return tokens }
            waiting = nil
            // Everything behind a bracket that nothing closes is no part of that statement.
            openBrackets = []
            let error = Parser.unclosed(open)
            position = open.span.range.lowerBound
            while let last = tokens.last, last.span.range.lowerBound > position { tokens.removeLast() }
            if tokens.last?.kind == .lineEnd { tokens.removeLast() }
            guard note(error, giveUpStatement(at: position)) else { return tokens }
        }
    }

    /// Steps over the rest of the line, with the brackets that it opened, and closes the statement unless an earlier line
    /// keeps it open; the result is where the statement begins.
    private mutating func giveUpStatement(at place: Int) -> Int {
        let line = source.range(ofLine: source.lineNumber(at: place)).lowerBound
        openBrackets.removeAll { $0.span.range.lowerBound >= line }
        position = max(position, place)
        while position < end, !characters[position].endsLine { position += 1 }
        let first = (tokens.lastIndex { $0.kind == .lineEnd } ?? -1) + 1
        let start = first < tokens.count ? tokens[first].span.range.lowerBound : place
        if openBrackets.isEmpty { closeLine() }
        return start
    }

    private mutating func step() throws(Diagnostic) {
        let character = characters[position]
        endsInContinuation = false
        if character.endsLine {
            if openBrackets.isEmpty { closeLine() }
            position += 1
        } else if character.isWhitespace {
            position += 1
        } else if character == "#" {
            while position < end, !characters[position].endsLine { position += 1 }
        } else if character == "\\" {
            try continuation()
        } else {
            try token(character)
        }
    }

    private mutating func closeLine() {
        if let last = tokens.last, last.kind != .lineEnd { append(.lineEnd, from: position) }
    }

    private mutating func continuation() throws(Diagnostic) {
        let start = position
        position += 1
        while position < end, characters[position].isWhitespace, !characters[position].endsLine { position += 1 }
        if position < end, characters[position] == "#" {
            while position < end, !characters[position].endsLine { position += 1 }
        }
        guard position >= end || characters[position].endsLine else {
            throw Diagnostic("expected the end of the line after `\\`", at: Span(source, start..<start + 1))
        }
        endsInContinuation = position >= end || position + 1 >= end
        if position < end { position += 1 }
    }

    private mutating func token(_ character: Character) throws(Diagnostic) {
        if character == "\"" || character == "“" || character == "”" {
            try text()
        } else if character.isDigit || (character == "." && peek(1)?.isDigit == true && peek(-1) != ".") {
            try number()
        } else if character.startsWord {
            word()
        } else {
            try symbol(character)
        }
    }

    private mutating func word() {
        let start = position
        while position < end {
            let character = characters[position]
            let next = peek(1)
            if character.continuesWord {
                position += 1
            } else if character == "-", let next, next.startsWord || (next.isDigit && openBrackets.isEmpty && !isCalculation) {
                position += 1  // `wgan-gp`; inside brackets `n-1` is a difference
            } else if character == ".", let next, next.startsWord || next.isDigit {
                position += 1
            } else {
                break
            }
        }
        append(.word(String(characters[start..<position])), from: start)
    }

    private mutating func number() throws(Diagnostic) {
        let start = position
        skipDigits()
        if current == "x" || current == "×", peek(1)?.isDigit == true {
            while current == "x" || current == "×", peek(1)?.isDigit == true {
                position += 1
                skipDigits()
            }
            return try finishSize(from: start)
        }
        if current == ".", peek(1)?.isDigit == true {
            position += 1
            skipDigits()
        }
        if current == "e" || current == "E" {
            let signed = peek(1) == "+" || peek(1) == "-"
            if peek(signed ? 2 : 1)?.isDigit == true {
                position += signed ? 2 : 1
                skipDigits()
            }
        }
        try refuseLetters(from: start)
        let digits = String(characters[start..<position].filter { $0 != "_" })
        guard let value = Double(digits), value.isFinite else {
            throw Diagnostic("the number is too large", at: Span(source, start..<position))
        }
        append(.number(value), from: start)
    }

    private mutating func finishSize(from start: Int) throws(Diagnostic) {
        try refuseLetters(from: start)
        var sizes: [Int] = []
        for piece in characters[start..<position].split(whereSeparator: { $0 == "x" || $0 == "×" }) {
            guard let size = Int(String(piece.filter { $0 != "_" })), size <= 1_000_000_000 else {
                throw Diagnostic("the size is too large", at: Span(source, start..<position))
            }
            sizes.append(size)
        }
        append(.size(sizes), from: start)
    }

    /// `3d` or `28x28x` is neither a number nor a word.
    private mutating func refuseLetters(from start: Int) throws(Diagnostic) {
        guard let character = current, character.startsWord else { return }
        while current?.continuesWord == true { position += 1 }
        let piece = String(characters[start..<position])
        throw Diagnostic(
            "expected a number, a size or a word, found `\(piece)`", at: Span(source, start..<position),
            help: ["sizes look like `28x28x1`; a word begins with a letter; a text goes in quotes: \"\(piece)\""])
    }

    private mutating func symbol(_ character: Character) throws(Diagnostic) {
        let start = position
        let sameMeaning: [Character: Token.Symbol] = [
            "≤": .lessOrEqual, "≥": .greaterOrEqual, "≠": .notEqual, "−": .minus, "×": .times, "…": .range,
        ]
        if let next = peek(1), character == next, character == "&" || character == "|" {
            throw unexpected(character, at: Span(source, start..<start + 2))
        }
        if let next = peek(1), let symbol = Token.Symbol(rawValue: String([character, next])) {
            position += 2
            return append(.symbol(symbol), from: start)
        }
        guard let symbol = Token.Symbol(rawValue: String(character)) ?? sameMeaning[character] else {
            position += 1
            throw unexpected(character, at: Span(source, start..<position))
        }
        position += 1
        let closes: [Token.Symbol: Token.Symbol] = [
            .closeParenthesis: .openParenthesis, .closeBracket: .openBracket,
        ]
        if let opener = closes[symbol] {
            guard let open = openBrackets.last, open.isSymbol(opener) else {
                throw Diagnostic(
                    "found `\(symbol.rawValue)` without an open `\(opener.rawValue)`",
                    at: Span(source, start..<position))
            }
            openBrackets.removeLast()
        }
        append(.symbol(symbol), from: start)
        if symbol == .openParenthesis || symbol == .openBracket { openBrackets.append(tokens[tokens.count - 1]) }
    }

    private func unexpected(_ character: Character, at span: Span) -> Diagnostic {
        let help: [Character: String] = [
            "&": "write `and`", "|": "write `or`", "!": "write `not`", "'": "a text goes in double quotes",
            ";": "one statement a line", "{": "a block ends with `end`", "}": "a block ends with `end`",
        ]
        return Diagnostic("unexpected `\(span.text)`", at: span, help: help[character].map { [$0] } ?? [])
    }

    private mutating func skipDigits() {
        while let character = current, character.isDigit || (character == "_" && peek(1)?.isDigit == true) {
            position += 1
        }
    }

    var current: Character? { position < end ? characters[position] : nil }

    private func peek(_ distance: Int) -> Character? {
        let index = position + distance
        return index >= 0 && index < end ? characters[index] : nil
    }

    mutating func append(_ kind: Token.Kind, from start: Int) {
        let touches = tokens.last.map { $0.kind != .lineEnd && $0.span.range.upperBound == start } ?? false
        tokens.append(Token(kind: kind, span: Span(source, start..<position), touchesPrevious: touches))
    }
}

extension Character {
    /// An ASCII digit; other scripts' digits have no place in a number here.
    var isDigit: Bool { asciiValue.map { (48...57).contains($0) } ?? false }
    var startsWord: Bool { isLetter || self == "_" }
    var continuesWord: Bool { isLetter || isDigit || self == "_" }
}
