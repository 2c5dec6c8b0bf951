import Datasets
import Figures
import Foundation
import Language

/// What the person who starts a session decides: where files go, what the terminal can show, what a script may touch.
public struct SessionOptions: Sendable {
    /// Every file a script writes lies below it.
    public var outputFolder: URL
    public var terminal: Terminal
    /// Shows results of `print`, `expect` failures and errors, and little else.
    public var isQuiet = false
    /// Lets a script read and write anywhere.
    public var isTrusted = false
    /// Overrides the script's `seed`.
    public var seed: UInt64?
    /// Overrides the script's `threads`.
    public var threads: Int?
    public var dataFolders: DataFolders
    /// Checks the recipe where it would be trained; trains and writes nothing.
    public var isCheckOnly = false
    /// A person types the statements one by one.
    public var runsInteractively = false
    /// A script with words in Markdown cells is told as a lesson: words, statements, results.
    public var tellsWords = false
    /// The folder of the script, from which it may read.
    public var scriptFolder: URL?

    public init(
        outputFolder: URL = URL(fileURLWithPath: "out", isDirectory: true),
        terminal: Terminal = Terminal(mode: .none), dataFolders: DataFolders = DataFolders()
    ) {
        self.outputFolder = outputFolder
        self.terminal = terminal
        self.dataFolders = dataFolders
    }
}

/// Where a session's words and pictures go.
///
/// Words come from scripts and files too, so an output that is a terminal writes out whatever would steer it. What the
/// program itself draws, with its escape sequences, comes by `draw` and `redraw`, and nothing else does.
public protocol SessionOutput: AnyObject {
    /// Results, as whole lines.
    func write(_ text: String)
    /// What the program drew itself: colours and graphics reach the terminal as they are.
    func draw(_ picture: String)
    /// Words and statements of a lesson.
    func tell(_ passage: Narration.Passage)
    /// Remarks beside the results: warnings, what was started anew.
    func note(_ text: String)
    /// A warning, with its place.
    func warn(_ warning: Diagnostic)
    /// The line that shows a running training; `nil` ends it and leaves the last one standing.
    func progress(_ line: String?)
    /// True where a line can be redrawn in place.
    var hasLiveLine: Bool { get }
    /// True where the terminal has no letters beyond ASCII.
    var isPlain: Bool { get }
    /// Shows a block in place of the block before it, while training runs.
    func redraw(_ block: String)
    /// False while a block would come too soon after the one before it to be shown.
    var isReadyToRedraw: Bool { get }
}

extension SessionOutput {
    public func draw(_ picture: String) { write(picture) }
    public func tell(_ passage: Narration.Passage) {}
    public func warn(_ warning: Diagnostic) { note(warning.render(color: false) + "\n") }
    public var isPlain: Bool { false }
    public var isReadyToRedraw: Bool { true }
}

/// Keeps everything, for tests and for runs that show nothing.
public final class RecordedOutput: SessionOutput {
    public private(set) var text = ""
    public private(set) var notes = ""
    private var narration = NarrationText(prompts: GanSession.prompts)
    public var hasLiveLine: Bool { false }

    public init() {}

    public func write(_ text: String) { self.text += text }
    public func tell(_ passage: Narration.Passage) { text += narration.text(of: passage, by: ProseRenderer()) }
    public func note(_ text: String) { notes += text }
    public func progress(_ line: String?) {}
    public func redraw(_ block: String) {}
}
