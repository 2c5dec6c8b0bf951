import Declarations

/// One command of a language: its declaration, and what it does to a session. One type a file; a catalogue is an
/// array of these types.
public protocol Command<Session>: Sendable {
    associatedtype Session: CommandSession

    static var declaration: CommandDeclaration { get }

    /// Acts.
    ///
    /// Thrown errors that are no `Diagnostic` get the statement's place from `CommandSession.diagnostic(for:at:)`.
    static func run(_ arguments: BoundArguments, in session: Session) throws
}

/// What the interpreter needs of the thing that commands act upon.
public protocol CommandSession: AnyObject {
    /// What script files end in, without the dot.
    static var scriptExtension: String { get }
    /// What people ask about, or type in place of the language's words.
    static var topics: [Topic] { get }
    /// The live quantities that expressions may name.
    var measurementNames: [String] { get }
    /// Settings that expressions may name; a variable of the same name hides one.
    var settingNames: [String] { get }
    /// The value of a measurement or setting now; `nil` for any other name; throws for one that has no value yet.
    func measurement(_ name: String) throws(Refusal) -> Value?
    /// What a function makes of the values that were recorded of a measurement over the latest steps; see `Scope`.
    func value(of function: SeriesFunction, over name: String, steps: Int?) throws(Refusal) -> SeriesValue?
    /// Words that stand for a size.
    var sizeWords: [String] { get }
    /// What such a word means now; `nil` for any other word.
    func size(named word: String) throws(Refusal) -> OptionValue?
    /// Set by Ctrl-C; the interpreter stops before the next statement.
    var isInterrupted: Bool { get }
    /// True while a script is only checked; commands then change nothing outside.
    var isCheckOnly: Bool { get }
    /// What the command would have changed is unknown from here on, as the check left it out or took stand-ins for its values:
    /// only a run knows what it asks for, or it is wrong.
    func markEffectsUnknown(of call: CommandCall)
    /// What a check knows of the session here, to look into several branches from one beginning.
    associatedtype Knowledge = Void
    var knowledge: Knowledge { get set }
    /// What holds on all of several possible ways through a script.
    func common(_ ways: [Knowledge]) -> Knowledge
    /// Whether the run of a checked script may have written a file of that name by now.
    func mayExistLater(_ path: String) -> Bool
    /// Reads an included script; refuses what may not be read.
    func source(at path: String, includedFrom includer: Source) throws(Refusal) -> Source
    /// An exercise comes up. True where a person does it: its solution is not run then.
    func meet(_ exercise: Exercise) throws(Diagnostic) -> Bool
    /// The solution of an exercise was run: what it checks must hold.
    func settle(_ exercise: Exercise) throws(Diagnostic)
    /// A question comes up.
    func meet(_ question: Question) throws(Diagnostic)
    /// Called before each statement is executed; depth 0 is the script itself, deeper are blocks and includes.
    func willRun(_ statement: Statement, depth: Int)
    /// Called after each statement that succeeded, for the record of what was typed.
    func didRun(_ statement: Statement, depth: Int)
    /// Called after each statement that an error or Ctrl-C ended, which may have done a part of its work.
    func didNotFinish(_ statement: Statement, depth: Int)
    /// Words an error that came from below the language.
    func diagnostic(for error: any Error, at span: Span) -> Diagnostic
}

extension CommandSession {
    public static var scriptExtension: String { "script" }
    public var settingNames: [String] { [] }
    public static var topics: [Topic] { [] }
    public func value(of function: SeriesFunction, over name: String, steps: Int?) throws(Refusal) -> SeriesValue? { nil }
    public var sizeWords: [String] { [] }
    public func size(named word: String) throws(Refusal) -> OptionValue? { nil }
    public var isInterrupted: Bool { false }
    public var isCheckOnly: Bool { false }
    public func source(at path: String, includedFrom includer: Source) throws(Refusal) -> Source {
        throw Refusal("`include` is not possible here")
    }
    public func markEffectsUnknown(of call: CommandCall) {}
    public func mayExistLater(_ path: String) -> Bool { false }
    public func meet(_ exercise: Exercise) throws(Diagnostic) -> Bool { false }
    public func settle(_ exercise: Exercise) throws(Diagnostic) {}
    public func meet(_ question: Question) throws(Diagnostic) {}
    public func willRun(_ statement: Statement, depth: Int) {}
    public func didRun(_ statement: Statement, depth: Int) {}
    public func didNotFinish(_ statement: Statement, depth: Int) {}
    public func diagnostic(for error: any Error, at span: Span) -> Diagnostic {
        Diagnostic("\(error)", at: span, category: .failure)
    }
}

extension CommandSession where Knowledge == Void {
    public var knowledge: Void {
        get {}
        set {}
    }
    public func common(_ ways: [Void]) {}
}

/// The outermost scope: the measurements and settings of the session.
final class SessionScope<Session: CommandSession>: Scope {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func value(of name: String) throws(Refusal) -> Value? { try session.measurement(name) }
    func value(of function: SeriesFunction, over name: String, steps: Int?) throws(Refusal) -> SeriesValue? {
        try session.value(of: function, over: name, steps: steps)
    }
    var names: [String] { session.measurementNames + session.settingNames }
    func isQuantity(_ name: String) -> Bool { session.measurementNames.contains(name) }
    func size(named word: String) throws(Refusal) -> OptionValue? { try session.size(named: word) }
    var sizeWords: [String] { session.sizeWords }
    var isCheckOnly: Bool { session.isCheckOnly }
}
