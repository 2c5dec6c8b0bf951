import Declarations

/// Every weight 1.
///
/// Right for the scale of a normalisation, which then starts as the identity.
/// Source: Ioffe, Szegedy 2015, Batch normalization, section 3.
public struct OnesInitializer: Initializer, Hashable {
    public static let declaration = Declaration(
        "ones", summary: "every weight 1: the start of a normalisation's scale",
        example: "generator\n  layer dense 128 relu initializer ones",
        source: "Ioffe, Szegedy 2015, Batch normalization, section 3")

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public func values(shape: [Int], fan: Fan, draws: StartDraws) -> [Float] {
        [Float](repeating: 1, count: shape.saturatingCount)
    }
}
