import Declarations

/// What a check has found in a script, and how sure it is of the place it looks at.
struct Checking {
    /// So many mistakes are enough for one look.
    let limit: Int
    private(set) var mistakes: [Diagnostic] = []
    private var places: Set<Span> = []
    /// What was read of each source.
    private var readings: [ObjectIdentifier: Reading] = [:]
    /// Conditions around this place that only a run can decide.
    var undecided = 0
    /// Blocks of `define` that are being called, outermost first.
    var calls: [String] = []
    /// Blocks with several possible bodies.
    var opaque: Set<String> = []

    /// Rounds of a loop that are looked at with their own values; what further ones do counts as unknown.
    static let rounds = 32
    /// Statements after which loops are looked at once, and calls not any more.
    static let patience = 5_000

    init(limit: Int) { self.limit = limit }

    var isFull: Bool { mistakes.count >= limit }

    /// Takes note of a mistake, once for each place.
    mutating func note(_ mistake: Diagnostic) {
        guard !isFull else { return }
        if let span = mistake.span, !places.insert(span).inserted { return }
        mistakes.append(mistake)
    }

    mutating func note(_ reading: Reading, of source: Source) {
        readings[ObjectIdentifier(source)] = reading
        reading.mistakes.forEach { note($0) }
    }

    func isBroken(_ first: Span) -> Bool { readings[ObjectIdentifier(first.source)]?.isBroken(first) ?? false }
}

extension Interpreter {
    /// Everything that is wrong with a script, without running it: in the order of its lines, at most `limit` mistakes.
    ///
    /// A check goes on behind each mistake, and takes what the wrong statement would have done for unknown, so that one
    /// slip is told once. It refuses nothing that a run would accept: what only a run knows it leaves open. It ends
    /// soon, however long the script would run.
    ///
    /// - Parameter finish: what the session looks at when the whole script was read.
    public func check(_ source: Source, limit: Int, finish: () throws(Diagnostic) -> Void = {}) -> [Diagnostic] {
        checking = Checking(limit: limit)
        defer { checking = nil }
        do throws(Diagnostic) {
            try run(source)
            try rehearseDefinitions()
            try finish()
        } catch {
            if error.category != .ending { checking?.note(error) }
        }
        let found = checking?.mistakes ?? []
        let own = found.filter { $0.span?.source === source }
        let others = found.filter { $0.span?.source !== source }
        return own.sorted { ($0.span?.range.lowerBound ?? 0) < ($1.span?.range.lowerBound ?? 0) } + others
    }

    /// Looks at something up to its first mistake.
    func checking(_ look: () throws(Diagnostic) -> Void) throws(Diagnostic) {
        checking = Checking(limit: 1)
        defer { checking = nil }
        do throws(Diagnostic) { try look() } catch where error.category == .ending && checking?.isFull == true {}
        if let first = checking?.mistakes.first { throw first }
    }

    /// The statements of a source that can be read; what is wrong with the others is noted.
    func read(_ source: Source) throws(Diagnostic) -> [Statement] {
        let reading = Parser.read(source, limit: checking.map { $0.limit - $0.mistakes.count } ?? 1)
        checking?.note(reading, of: source)
        try stopWhenFull()
        return reading.statements
    }

    /// Takes note of what is wrong with a statement, and goes on as if its effect were unknown.
    func goOn(behind statement: Statement, after error: Diagnostic) throws(Diagnostic) {
        try note(error)
        switch statement.kind {
        case .command(let call): session.markEffectsUnknown(of: call)
        case .assign(let name, _):
            if !session.measurementNames.contains(name.text) { assign(.unknown, to: name.text) }
        case .forEach(let name, _, let body): try checkRounds([.unknown], of: body, binding: name)
        case .repeatTimes(_, let body): try checkRounds(nil, of: body, at: statement.header)
        // What the block itself says wrong changes nothing.
        case .lesson(let block): try execute(block.solution ?? [])
        // A condition's mistake is noted where it is asked.
        case .conditional: break
        case .define(let definition): checking?.opaque.insert(definition.name.text)
        case .include:
            variables.hasUnknownNames = true
            let name = Name(text: "include", span: statement.header)
            session.markEffectsUnknown(of: CommandCall(name: name, tokens: [], span: statement.span))
        }
    }

    /// A mistake is told; what only a run knows is none, and neither is what is missing where nobody knows the way there.
    func note(_ error: Diagnostic) throws(Diagnostic) {
        switch error.category {
        case .ending, .interruption: throw error
        case .unknown: return
        case .unavailable where (checking?.undecided ?? 0) > 0, .early where (checking?.undecided ?? 0) > 0: return
        case .mistake, .expectation, .failure, .unavailable, .early: checking?.note(error)
        }
        try stopWhenFull()
    }

    private func stopWhenFull() throws(Diagnostic) {
        guard checking?.isFull == true else { return }
        throw Diagnostic("enough mistakes were found", category: .ending)
    }

    /// A block that is made where nobody knows whether it is made, or twice, may have either body.
    func noteDefinition(_ definition: Definition) {
        let name = definition.name.text
        let isBroken = checking?.isBroken(Span(definition.name.span.source, lineStart(definition))) == true
        if isBroken || (definitions[name] != nil && (checking?.undecided ?? 0) > 0) { checking?.opaque.insert(name) }
        neverCalled[name] = definition
    }

    /// The place of the word `define`.
    private func lineStart(_ definition: Definition) -> Range<Int> {
        let source = definition.name.span.source
        let line = source.range(ofLine: definition.name.span.line)
        let start = line.first { !source.characters[$0].isWhitespace } ?? line.lowerBound
        return start..<start
    }

    /// Whether a check looks into a call: not when it has seen enough, and not when only a run knows where a block that
    /// calls itself ends.
    func canEnter(_ definition: Definition) -> Bool {
        guard let checking else { return true }
        if executed > Checking.patience { return false }
        return checking.undecided == 0 || !checking.calls.contains(definition.name.text)
    }
}
