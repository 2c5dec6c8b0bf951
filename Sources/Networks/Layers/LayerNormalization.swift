import Declarations
import Graphs

/// Normalises every example with its own mean and variance.
///
/// Formula: `Normalization` over all numbers of one example; scale and shift for each channel. Examples stay
/// independent of each other, so it may stand in a critic with a gradient penalty, where batch normalisation may not.
/// Shapes: `[batch, features]` or `[batch, height, width, channels]`, kept.
/// Source: Ba, Kiros, Hinton 2016, "Layer normalization"; in critics: Gulrajani et al. 2017, section 4.
public struct LayerNormalization: Layer, Hashable {
    public static let declaration = Declaration(
        "layernorm", summary: "normalises every example with its own mean and variance; safe beside a gradient penalty",
        options: [Normalization.epsilonDeclaration],
        example: "discriminator\n  layer dense 128\n  layer layernorm\n  layer leaky-relu",
        source: "Ba, Kiros, Hinton 2016, Layer normalization",
        claims: [
            .cures(
                .nonConvergence, "normalises a critic whose slope at each example is held, where batch normalisation would not do",
                source: "Gulrajani et al. 2017, section 4"),
            .cures(.batchCoupling, "normalises each example by itself", source: "Ba, Kiros, Hinton 2016, Layer normalization, section 3"),
        ])

    public let epsilon: Float

    public init(epsilon: Float = 1e-5) {
        self.epsilon = epsilon
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(epsilon: Float(values.number("epsilon")))
    }

    public var optionValues: OptionValues {
        OptionValues(["epsilon": .number(of: epsilon)])
    }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { input }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        Normalization.parameters(for: input)
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let axes = Array(1..<input.shape.count)
        let (_, centred, variance) = try Normalization.moments(input, axes: axes)
        return try Normalization.normalize(
            centred: centred, variance: variance, epsilon: epsilon, parameters: parameters)
    }

    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        let channels = context.input[context.input.count - 1]
        let order = context.isImage ? FeatureOrder.natural : context.inputOrder
        let arrays = Normalization.pytorchArrays(channels, order: order)
        // PyTorch's own learns a scale for each pixel of an image; one group of all channels learns one for each channel.
        return context.isImage
            ? [PyTorchModule("GroupNorm", [.integer(1), .integer(channels)], named: ["eps": .number(epsilon)], arrays: arrays)]
            : [PyTorchModule("LayerNorm", [.integer(channels)], named: ["eps": .number(epsilon)], arrays: arrays)]
    }
}
