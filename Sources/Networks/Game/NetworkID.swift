/// The name of a network in a recipe: what scripts, parameters and files call it.
public struct NetworkID: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public init(_ name: String) { rawValue = name }

    /// Makes examples of noise.
    public static let generator = NetworkID("generator")
    /// Tells real examples from generated ones, or measures how far apart they lie.
    public static let discriminator = NetworkID("discriminator")

    public var description: String { rawValue }
}
