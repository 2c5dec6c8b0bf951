/// What was asked for is refused: why, and the way out.
///
/// A refusal knows no place: whoever reads a script adds it, and decides whose fault it is. The floors below throw it for
/// values that are right one by one and wrong together, sizes that do not fit, scores that are none, a picture that has
/// nothing to show. An error that says more than this is a `DetailedRefusal`.
public struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// Lower case, no final stop, expected before found.
    public var message: String
    /// The way out; `nil` where none is known.
    public var help: String?

    public init(_ message: String, help: String? = nil) {
        self.message = message
        self.help = help
    }

    public var description: String { help.map { "\(message) (\($0))" } ?? message }
}

/// A refusal that also says what it is about, in the fields of its type or by the type itself: which layer, which part of a
/// recipe, a file.
public protocol DetailedRefusal: Error, CustomStringConvertible {
    /// Why, and the way out.
    var refusal: Refusal { get }
}

extension DetailedRefusal {
    public var message: String { refusal.message }
    public var help: String? { refusal.help }
    public var description: String { refusal.description }
}
