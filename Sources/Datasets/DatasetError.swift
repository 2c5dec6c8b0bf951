import Declarations

/// A data file that is missing, damaged, or does not hold what was asked for: the file is at fault and no line of a script.
public struct DatasetError: DetailedRefusal, Sendable, Hashable {
    /// Its help says where the file was looked for and what to put there.
    public var refusal: Refusal

    public init(_ message: String, help: String? = nil) {
        refusal = Refusal(message, help: help)
    }
}
