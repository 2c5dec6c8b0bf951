/// What a check reads of a source: the statements that can be read, and every mistake of form.
///
/// Of a block whose first line is wrong the body is read all the same; a value that cannot be read counts as one that only
/// a run knows, so that one mistake does not cause others further down.
struct Reading {
    /// So many mistakes are enough for one look.
    let limit: Int
    var statements: [Statement] = []
    private(set) var mistakes: [Diagnostic] = []
    /// Where statements begin that hold a mistake.
    private var broken: Set<Int> = []
    /// Nothing more is read.
    var isFull = false

    init(limit: Int) { self.limit = limit }

    /// Of several mistakes in one statement the first is told: the others often follow from it.
    mutating func note(_ mistake: Diagnostic, in statement: Int) {
        guard !isFull, broken.insert(statement).inserted else { return }
        mistakes.append(mistake)
        isFull = mistakes.count >= limit
    }

    func isBroken(_ first: Span) -> Bool { broken.contains(first.range.lowerBound) }
}

extension Parser {
    /// All that can be read of a source, and everything that is wrong with the rest.
    static func read(_ source: Source, limit: Int) -> Reading {
        var reading = Reading(limit: limit)
        var lexer = Lexer(source)
        let tokens = lexer.run { mistake, statement in
            reading.note(mistake, in: statement)
            return !reading.isFull
        }
        var parser = Parser()
        parser.lines = Parser.lines(of: tokens)
        parser.reading = reading
        // A parser that reads on throws nothing.
        let statements = (try? parser.script()) ?? []
        reading = parser.reading ?? reading
        reading.statements = statements
        return reading
    }

    /// Ends the parser with a mistake, or takes note of it and goes on.
    mutating func note(_ mistake: Diagnostic, in line: [Token], isLast: Bool = false) throws(Diagnostic) {
        guard reading != nil else { throw mistake }
        reading?.note(mistake, in: line[0].span.range.lowerBound)
        if isLast || reading?.isFull == true {
            reading?.isFull = true
            index = lines.count
        }
    }

    /// Whether the lexer found this line wrong already: what is left of it says nothing.
    func isBroken(_ line: [Token]) -> Bool { reading?.isBroken(line[0].span) ?? false }

    /// In place of a value that could not be read.
    func unreadable(_ line: [Token]) -> Expression { .literal(.unknown, line[0].span) }
}
