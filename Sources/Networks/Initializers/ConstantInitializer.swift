import Declarations

/// Every weight the same number.
///
/// For games so small that their start is part of the experiment, such as the Dirac-GAN: all weights of a wider layer would
/// learn the same and stay alike.
/// Source: Mescheder et al. 2018, "Which training methods for GANs do actually converge?", section 2.
public struct ConstantInitializer: Initializer, Hashable {
    public static let declaration = Declaration(
        "constant", summary: "every weight the same number, for games that start at a chosen place",
        options: [
            OptionDeclaration("value", .number(-1e6...1e6), default: .number(0), summary: "the number")
        ],
        example: "discriminator\n  layer dense 1 no-bias initializer constant value -1",
        source: "Mescheder et al. 2018, Which training methods for GANs do actually converge?, section 2")

    public let value: Float

    public init(_ value: Float) { self.value = value }

    public init(_ values: OptionValues) throws(Refusal) { self.init(Float(values.number("value"))) }

    public var optionValues: OptionValues { OptionValues(["value": .number(of: value)]) }

    public func values(shape: [Int], fan: Fan, draws: StartDraws) -> [Float] {
        [Float](repeating: value, count: shape.saturatingCount)
    }
}
