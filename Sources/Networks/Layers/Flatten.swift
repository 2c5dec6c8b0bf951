import Declarations
import Graphs

/// Lays an image out as one row of numbers, for a `dense` layer after it.
///
/// Shapes: `[batch, height, width, channels]` becomes `[batch, height · width · channels]`; a flat input stays.
/// Source: LeCun et al. 1998, where convolutions end in fully connected layers.
public struct Flatten: Layer, Hashable {
    public static let declaration = Declaration(
        "flatten", summary: "lays an image out as one row of numbers, for a dense layer after it",
        example: "data mnist\ndiscriminator\n  layer flatten\n  layer dense 128 leaky-relu\n  layer dense 1",
        source: "LeCun et al. 1998, Gradient-based learning applied to document recognition")

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { [input.saturatingCount] }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        try input.reshaped(to: [input.shape[0], input.shape.dropFirst().saturatingCount])
    }

    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        context.isImage ? [PyTorchModule("Flatten")] : []
    }
}
