import Declarations

/// Every weight 0.
///
/// Right for biases and shifts. For the weights of a hidden layer it is the classic mistake: all units compute the
/// same, receive the same gradient and stay the same for ever, because nothing breaks their symmetry.
/// Source: Goodfellow, Bengio, Courville 2016, Deep Learning, section 8.4.
public struct ZerosInitializer: Initializer, Hashable {
    public static let declaration = Declaration(
        "zeros", summary: "every weight 0: right for biases, and for weights the symmetry that training cannot break",
        example: "generator\n  layer dense 128 relu initializer zeros",
        source: "Goodfellow, Bengio, Courville 2016, Deep Learning, section 8.4")

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public func values(shape: [Int], fan: Fan, draws: StartDraws) -> [Float] {
        [Float](repeating: 0, count: shape.saturatingCount)
    }
}
