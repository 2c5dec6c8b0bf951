/// A data file that is missing, damaged, or does not hold what was asked for.
public struct DatasetError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Lower case, no final stop, expected before found.
    public var message: String
    /// The way out: where the file was looked for and what to put there.
    public var help: String?

    public init(_ message: String, help: String? = nil) {
        self.message = message
        self.help = help
    }

    public var description: String {
        help.map { "\(message) (\($0))" } ?? message
    }
}
