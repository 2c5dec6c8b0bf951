import Declarations
import Graphs

/// In training, sets a random share of the numbers to 0; when sampling, does nothing.
///
/// Formula: y = x · [u ≥ rate] / (1 − rate), u ~ U[0, 1). The division keeps the mean, so that nothing has to change
/// when sampling. A discriminator with dropout is less sure of itself and remembers the training examples less.
/// Shapes: any, kept. Random stream: `dropout` below the layer's, one u for each number of the batch.
/// Source: Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting".
public struct Dropout: Layer, Hashable {
    public static let declaration = Declaration(
        "dropout", summary: "sets a random share of the numbers to 0 while training",
        arguments: [
            OptionDeclaration(
                "rate", .number(0...0.99), default: .number(0.5), summary: "share of the numbers that become 0")
        ],
        example: "discriminator\n  layer dense 128 leaky-relu\n  layer dropout 0.3",
        source: "Srivastava et al. 2014, Dropout")

    public let rate: Float

    public init(rate: Float = 0.5) {
        self.rate = rate
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(rate: Float(values.number("rate")))
    }

    public var optionValues: OptionValues {
        OptionValues(["rate": .number(of: rate)])
    }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { input }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        guard context.mode == .training, rate > 0 else { return input }
        let draws = Tensor.randomUniform(input.shape, stream: context.stream.appending("dropout"))
        let kept = try draws.isGreaterOrEqual(to: Tensor.constant(rate))
        return try input * (kept * (1 / (1 - rate)))
    }

    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        [PyTorchModule("Dropout", [.number(rate)])]
    }
}
