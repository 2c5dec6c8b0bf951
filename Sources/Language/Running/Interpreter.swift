import Declarations

/// Executes statements: control flow here, everything else by the commands of a catalogue.
///
/// Variables, definitions and the session outlive each call, so that a prompt can feed it line by line.
public final class Interpreter<Session: CommandSession> {
    public typealias AnyCommand = any Command<Session>.Type

    public let session: Session
    public let commands: [AnyCommand]
    /// The variables of the script, over the session's measurements.
    public let variables: Variables
    /// Blocks that `define` made.
    public internal(set) var definitions: [String: Definition] = [:]
    public var limits = Limits()
    /// What a check has found so far; `nil` while a script runs.
    var checking: Checking?
    /// Definitions that a check has not come through yet.
    var neverCalled: [String: Definition] = [:]
    /// True while such a body is read: its commands are bound and not run.
    var isRehearsing = false

    let byWord: [String: AnyCommand]
    /// The scope of the block that runs now.
    var scope: Variables
    /// How many blocks, calls and includes stand around the statement that runs now.
    private var depth = 0
    private(set) var executed = 0
    /// The sources that are being included, outermost first.
    private var including: [String] = []

    /// Variables whose value was set from outside and that the script's own `let` leaves alone.
    private(set) var pinned: Set<String> = []

    public struct Limits: Sendable {
        /// Blocks in blocks, calls in calls, includes in includes.
        public var depth = 64
        /// Statements in one run.
        public var statements = 10_000_000
    }

    public init(commands: [AnyCommand], session: Session) {
        self.session = session
        self.commands = commands
        var byWord: [String: AnyCommand] = [:]
        for command in commands {
            for word in command.declaration.words { byWord[word] = command }
        }
        self.byWord = byWord
        variables = Variables(over: SessionScope(session))
        scope = variables
    }

    /// What scripts have given names to.
    public struct Names {
        fileprivate var values: [String: Value]
        fileprivate var definitions: [String: Definition]

        /// None.
        public init() { (values, definitions) = ([:], [:]) }

        fileprivate init(values: [String: Value], definitions: [String: Definition]) { (self.values, self.definitions) = (values, definitions) }
    }

    /// The variables of the script and its blocks, to come back to.
    public var names: Names {
        get { Names(values: variables.values, definitions: definitions) }
        set { (variables.values, definitions) = (newValue.values, newValue.definitions) }
    }

    /// Every declaration: the commands', then those of the language's own statements.
    public var declarations: [CommandDeclaration] {
        commands.map { $0.declaration } + BuiltInStatement.declarations(scriptExtension: Session.scriptExtension)
            + LessonStatement.declarations.filter { byWord[$0.name] == nil }
    }

    /// Sets a variable from the command line (`--set width=32`).
    ///
    /// A `let` of that name at the top of a script does not change it.
    public func pin(_ name: String, to text: String) throws(Diagnostic) {
        let source = Source(name: "--set \(name)", text: "let \(name) = \(text)")
        guard case .assign(let name, let value)? = try Parser.parse(source).first?.kind else {
            throw Diagnostic("expected `name=value`", at: source.span)
        }
        try checkNew(name, "variable")
        variables[name.text] = try evaluateOrWord(value)
        pinned.insert(name.text)
    }

    /// Parses a whole source, then executes it; stops at the first error.
    public func run(_ source: Source) throws(Diagnostic) {
        if checking != nil { return try run(try read(source), from: source) }
        guard session.isCheckOnly else { return try run(try Parser.parse(source), from: source) }
        try checking { () throws(Diagnostic) in try run(source) }
    }

    /// Executes statements of a source, such as those of one cell.
    public func run(_ statements: [Statement], from source: Source) throws(Diagnostic) {
        let (outerScope, outerDepth, outerIncluding) = (scope, depth, including)
        if depth == 0 { executed = 0 }
        including.append(source.name)
        defer { (scope, depth, including) = (outerScope, outerDepth, outerIncluding) }
        try execute(statements)
    }

    func execute(_ statements: [Statement]) throws(Diagnostic) {
        for statement in statements { try execute(statement) }
    }

    private func execute(_ statement: Statement) throws(Diagnostic) {
        if session.isInterrupted {
            throw Diagnostic("interrupted before this statement", at: statement.header, category: .interruption)
        }
        executed += 1
        guard executed <= limits.statements else {
            throw Diagnostic("the script ran \(limits.statements) statements without an end", at: statement.header)
        }
        session.willRun(statement, depth: depth)
        do throws(Diagnostic) {
            try dispatch(statement)
        } catch {
            session.didNotFinish(statement, depth: depth)
            let error = error.explained(by: Session.topics)
            guard checking != nil else { throw error }
            return try goOn(behind: statement, after: error)
        }
        session.didRun(statement, depth: depth)
    }

    private func dispatch(_ statement: Statement) throws(Diagnostic) {
        switch statement.kind {
        case .command(let call): try perform(call)
        case .assign(let name, let value):
            try checkNew(name, "variable")
            let value = try evaluateOrWord(value)
            assign(value, to: name.text)
        case .forEach(let name, let values, let body):
            try checkNew(name, "variable")
            try loop(name, values, body)
        case .repeatTimes(let count, let body):
            let times = try undecided(or: nil) { () throws(Diagnostic) in try count.whole(in: scope) }
            if let times, times < 0 {
                throw Diagnostic("expected a count of at least 0, found \(times)", at: count.span)
            }
            if checking != nil { return try checkRounds(times, of: body, at: statement.header) }
            var round = 0
            while round < times ?? 0 {
                try tick(count.span)
                try nested(at: statement.header) { () throws(Diagnostic) in try execute(body) }
                round += 1
            }
        case .conditional(let branches, let otherwise): try choose(branches, otherwise)
        case .define(let definition):
            if byWord[definition.name.text] != nil {
                throw Diagnostic(
                    "expected a new name, found the command `\(definition.name.text)`", at: definition.name.span)
            }
            for parameter in definition.parameters { try checkNew(parameter, "parameter") }
            if checking != nil { noteDefinition(definition) }
            definitions[definition.name.text] = definition
        case .include(let path): try include(path)
        case .lesson(let block): try perform(block, in: statement.span)
        }
    }

    // MARK: - Blocks

    private func loop(_ name: Name, _ values: Expression, _ body: [Statement]) throws(Diagnostic) {
        let members = try flattened(try evaluateOrWord(values))
        if checking != nil { return try checkRounds(members, of: body, binding: name) }
        func round(_ value: Value) throws(Diagnostic) {
            try tick(name.span)
            scope[name.text] = value
            try nested(at: name.span) { () throws(Diagnostic) in try execute(body) }
        }
        for member in members {
            if case .range(let range) = member {
                var index = 0
                while index < range.count {
                    try round(.number(Double(range[index])))
                    index += 1
                }
            } else {
                try round(member)
            }
        }
    }

    /// The members of lists within lists; ranges stay as they are.
    private func flattened(_ value: Value) throws(Diagnostic) -> [Value] {
        guard case .list(let list) = value else { return [value] }
        var flat: [Value] = []
        for member in list.members { flat += try flattened(member) }
        return flat
    }

    private func choose(_ branches: [Branch], _ otherwise: [Statement]) throws(Diagnostic) {
        if checking != nil { return try checkBranches(branches, otherwise) }
        for branch in branches {
            try branch.condition.checkNames(in: scope)
            guard try branch.condition.truth(in: scope) else { continue }
            return try nested(at: branch.condition.span) { () throws(Diagnostic) in try execute(branch.body) }
        }
        if let last = branches.last {
            try nested(at: last.condition.span) { () throws(Diagnostic) in try execute(otherwise) }
        }
    }

    private func include(_ path: Expression) throws(Diagnostic) {
        let value = try path.valueOrWord(in: scope)
        let name: String
        switch value {
        case .text(let text), .word(let text): name = text
        default: throw Diagnostic("expected a file name in quotes, found \(value.found)", at: path.span)
        }
        let source: Source
        do throws(Refusal) {
            source = try session.source(at: name, includedFrom: path.span.source)
        } catch {
            if checking != nil, session.mayExistLater(name) { throw Diagnostic(unknownValue: "`\(name)`", at: path.span) }
            throw Diagnostic(error, at: path.span, category: .failure)
        }
        guard !including.contains(source.name) else {
            throw Diagnostic(
                "`\(source.name)` includes itself", at: path.span,
                notes: ["includes: \((including + [source.name]).joined(separator: " → "))"])
        }
        try nested(at: path.span) { () throws(Diagnostic) in try run(source) }
    }

    // MARK: - Limits and values

    func nested(at span: Span, _ body: () throws(Diagnostic) -> Void) throws(Diagnostic) {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else {
            throw Diagnostic(
                "blocks call each other more than \(limits.depth) deep", at: span,
                help: ["a block that calls itself needs an `if` that ends it"])
        }
        try body()
    }

    /// Empty bodies loop too: they count, and Ctrl-C stops them.
    func tick(_ span: Span) throws(Diagnostic) {
        executed += 1
        guard executed <= limits.statements else {
            throw Diagnostic("the script ran \(limits.statements) statements without an end", at: span)
        }
        if session.isInterrupted { throw Diagnostic("interrupted in this loop", at: span, category: .interruption) }
    }

    /// Gives a variable a value, unless the command line gave it one.
    func assign(_ value: Value, to name: String) {
        if scope !== variables || !pinned.contains(name) { scope[name] = value }
    }

    /// What a check takes in place of a value that only a run knows.
    private func undecided<Found>(
        or standIn: Found?, _ find: () throws(Diagnostic) -> Found
    ) throws(Diagnostic) -> Found? {
        do throws(Diagnostic) { return try find() } catch  where error.category == .unknown { return standIn }
    }

    /// A variable with a measurement's name would hide it, and `expect` would look at the wrong one.
    func checkNew(_ name: Name, _ noun: String) throws(Diagnostic) {
        guard session.measurementNames.contains(name.text) else { return }
        throw Diagnostic(
            "expected the name of a \(noun), found the measurement `\(name.text)`", at: name.span,
            help: ["another name, such as `my-\(name.text)`"])
    }

    /// In `let` and `for`, an unknown bare name is a word: `for kind in wgan, hinge`.
    private func evaluateOrWord(_ expression: Expression) throws(Diagnostic) -> Value {
        func value(_ expression: Expression) throws(Diagnostic) -> Value {
            try undecided(or: nil) { () throws(Diagnostic) in try expression.valueOrWord(in: scope) } ?? .unknown
        }
        guard case .list(let members, let span) = expression else { return try value(expression) }
        var values: [Value] = []
        for member in members { values.append(try value(member)) }
        return .list(try ValueList(values, at: span))
    }
}
