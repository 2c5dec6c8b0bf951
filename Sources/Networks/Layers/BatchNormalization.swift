import Declarations
import Graphs

/// Normalises every channel with the mean and variance of the batch.
///
/// Formula: `Normalization` over the batch and all places, with running statistics for sampling (`BatchStatistics`).
/// Each application sees one batch: a discriminator that is applied to real and to generated examples apart normalises
/// each with its own statistics, which is what keeps the duel honest (one mixed batch would leak which is which).
/// It couples the examples of a batch, so a penalty on each example's own gradient is not defined through it.
/// Shapes: `[batch, features]` or `[batch, height, width, channels]`, kept.
/// Source: Ioffe, Szegedy 2015, "Batch normalization"; in GANs: Radford, Metz, Chintala 2016.
public struct BatchNormalization: Layer, Hashable {
    public static let declaration = Declaration(
        "batchnorm", summary: "normalises every channel with the mean and variance of the batch",
        options: BatchStatistics.declarations,
        example: "generator\n  layer dense 128\n  layer batchnorm\n  layer relu",
        source: "Ioffe, Szegedy 2015, Batch normalization",
        claims: [
            .cures(
                .modeCollapse, "lets deep generators begin to learn, which otherwise put all samples on one point",
                source: "Radford, Metz, Chintala 2016, section 3"),
            .risks(
                .oscillation, "behind the generator's last layer or before the discriminator's first makes samples oscillate",
                source: "Radford, Metz, Chintala 2016, section 3"),
            BatchStatistics.smallBatch
        ])

    public let statistics: BatchStatistics

    public var momentum: Float { statistics.momentum }
    public var epsilon: Float { statistics.epsilon }

    public init(momentum: Float = 0.1, epsilon: Float = 1e-5) {
        statistics = BatchStatistics(momentum: momentum, epsilon: epsilon)
    }

    public init(_ values: OptionValues) throws(Refusal) { statistics = BatchStatistics(values) }

    public var optionValues: OptionValues { statistics.optionValues }

    public var isBatchCoupled: Bool { true }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { input }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        Normalization.parameters(for: input)
    }

    public func states(for input: [Int]) -> [StateSpecification] { statistics.states(for: input) }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        try statistics.normalize(input, scaleAndShift: parameters, context: &context)
    }

    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        let channels = context.input[context.input.count - 1]
        let order = context.isImage ? FeatureOrder.natural : context.inputOrder
        return [
            PyTorchModule(
                context.isImage ? "BatchNorm2d" : "BatchNorm1d", [.integer(channels)],
                named: ["eps": .number(epsilon), "momentum": .number(momentum)],
                arrays: Normalization.pytorchArrays(channels, order: order) + [
                    .features("running_mean", channels, of: "running-mean", order: order),
                    .features("running_var", channels, of: "running-variance", order: order),
                    PyTorchArray(name: "num_batches_tracked", shape: [], ownName: nil, source: [0]),
                ])
        ]
    }
}
