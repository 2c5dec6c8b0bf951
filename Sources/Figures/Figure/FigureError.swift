/// A figure that could not be drawn or written.
public struct FigureError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, lower case, without a final stop.
    public let message: String
    /// The way out, if there is one.
    public let help: String?

    public init(_ message: String, help: String? = nil) {
        self.message = message
        self.help = help
    }

    public var description: String { help.map { "\(message) (\($0))" } ?? message }
}
