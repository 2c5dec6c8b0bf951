import Figures
import Language

/// What a session has to say, as a value: a terminal, a log and a page show the same events, each in its own way.
///
/// Words come from scripts and files too and are as they were there; whoever shows them writes out what would steer his
/// reader's terminal.
public enum SessionEvent: Sendable {
    // What belongs to a script.
    /// A passage of a lesson, before what it does.
    case passage(Narration.Passage)
    /// A statement of a script that is no lesson, before what it does.
    case statement(String)

    // Results.
    /// Words, as whole lines.
    case text(String)
    /// Statements of the language: a recipe, or what was typed.
    case script(String)
    case table(TextTable)
    case figure(ShownFigure)
    /// A file that was written.
    case file(WrittenFile)
    /// That a statement did its work, where it has nothing else to show.
    case confirmation(String)
    /// An `expect` that held.
    case expectation(HeldExpectation)
    /// A training that came to its end.
    case trained(FinishedTraining)

    // What goes on while a training runs.
    case progress(TrainingProgress)
    /// The watched figures as they look now, in place of those before them. Their files are where they will end.
    case frame([ShownFigure])
    /// What the keys do from here on; `nil` when they do nothing any more.
    case controls(ControlLine?)

    // Beside the results.
    /// What a person should know, as whole lines: what was started anew, what never held.
    case remark(String)
    case diagnostic(Diagnostic)
}

/// A figure as a session shows it.
public struct ShownFigure: Sendable {
    public var figure: Figure
    /// Which plot it is: `samples`.
    public var kind: String
    /// Facts that stand above it, where it belongs to some.
    public var facts: TextTable?
    /// Where it is kept.
    public var file: WrittenFile?
    /// The last of the frames that followed a training: on a terminal it stands there already.
    public var wasWatched = false

    public init(_ figure: Figure, kind: String, facts: TextTable? = nil, file: WrittenFile? = nil, wasWatched: Bool = false) {
        self.figure = figure
        self.kind = kind
        self.facts = facts
        self.file = file
        self.wasWatched = wasWatched
    }
}

/// A condition of `expect` that held, with what was found for each of its names.
public struct HeldExpectation: Sendable {
    public var condition: String
    public var found: [(name: String, value: String)]

    public init(_ condition: String, found: [(name: String, value: String)]) {
        self.condition = condition
        self.found = found
    }
}

extension [(name: String, value: String)] {
    /// What was found, in words: `modes = 2, quality = 0.4`.
    var listed: String { map { "\($0.name) = \($0.value)" }.joined(separator: ", ") }
}
