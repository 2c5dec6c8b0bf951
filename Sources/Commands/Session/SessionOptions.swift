import Datasets
import Foundation

/// What the person who starts a session decides: where files go, what a script may touch.
public struct SessionOptions: Sendable {
    /// Every file a script writes lies below it.
    public var outputFolder: URL
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
    /// A claim that does not hold is noted, and the script goes on: a check of lessons wants the rate of each.
    public var judgesAllClaims = false
    /// Whether everything that can be measured is measured when a run of a sweep has come to its end.
    public var measuresAtEnd = true
    /// Whether a run is diagnosed when it has come to its end.
    public var diagnosesAtEnd = false
    /// Where the lessons are that people name by number; `nil` for the usual places, looked for when somebody asks.
    public var lessonFolder: URL?
    /// The language of lessons, where they are told in it: `ru`.
    public var language: String?
    /// The file that keeps what learners have done.
    public var progressFile: URL?
    /// Frames of watched figures are drawn for a page even where no terminal shows any.
    public var keepsFrames = false
    /// The folder of the script, from which it may read.
    public var scriptFolder: URL?

    public init(
        outputFolder: URL = URL(fileURLWithPath: "out", isDirectory: true),
        dataFolders: DataFolders = DataFolders()
    ) {
        self.outputFolder = outputFolder
        self.dataFolders = dataFolders
    }
}
