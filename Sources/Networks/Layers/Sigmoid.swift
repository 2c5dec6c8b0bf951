import Declarations
import Graphs

/// Logistic sigmoid.
///
/// Formula: y = 1 / (1 + e^−x), between 0 and 1. Do not end a discriminator with it: the losses here take the raw score
/// (the logit) and hold the sigmoid inside, in a form that cannot overflow.
/// Source: Goodfellow et al. 2014, Generative adversarial nets, section 5.
public struct Sigmoid: Activation, Hashable {
    public static let declaration = Declaration(
        "sigmoid",
        summary: "squashes into 0 to 1; not for a discriminator's last layer, whose loss wants the raw score",
        example: "generator\n  layer dense 128 sigmoid",
        source: "Goodfellow et al. 2014, Generative adversarial nets, section 5")

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public var bounds: ClosedRange<Float>? { 0...1 }

    public func activate(_ input: Tensor) -> Tensor {
        input.sigmoid()
    }

    public var pytorchModule: PyTorchModule { PyTorchModule("Sigmoid") }
}
