import Declarations
import Graphs

/// Normalises every channel with the mean and variance of the batch.
///
/// Formula: `Normalization` over the batch and all places. Running statistics follow as
/// running ← (1 − momentum) · running + momentum · batch, the variance unbiased (n / (n − 1)), and serve when sampling.
/// Each application sees one batch: a discriminator that is applied to real and to generated examples apart normalises
/// each with its own statistics, which is what keeps the duel honest (one mixed batch would leak which is which).
/// It couples the examples of a batch, so a penalty on each example's own gradient is not defined through it.
/// Shapes: `[batch, features]` or `[batch, height, width, channels]`, kept.
/// Source: Ioffe, Szegedy 2015, "Batch normalization"; in GANs: Radford, Metz, Chintala 2016.
public struct BatchNormalization: Layer, Hashable {
    public static let declaration = Declaration(
        "batchnorm", summary: "normalises every channel with the mean and variance of the batch",
        options: [
            OptionDeclaration(
                "momentum", .fraction, default: .number(0.1),
                summary: "weight of the newest batch in the running statistics"),
            Normalization.epsilonDeclaration,
        ],
        example: "generator\n  layer dense 128\n  layer batchnorm\n  layer relu",
        source: "Ioffe, Szegedy 2015, Batch normalization")

    public let momentum: Float
    public let epsilon: Float

    public init(momentum: Float = 0.1, epsilon: Float = 1e-5) {
        self.momentum = momentum
        self.epsilon = epsilon
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(momentum: Float(values.number("momentum")), epsilon: Float(values.number("epsilon")))
    }

    public var optionValues: OptionValues {
        OptionValues(["momentum": .number(of: momentum), "epsilon": .number(of: epsilon)])
    }

    public var isBatchCoupled: Bool { true }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { input }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        Normalization.parameters(for: input)
    }

    public func states(for input: [Int]) -> [StateSpecification] {
        let channels = [input[input.count - 1]]
        return [
            StateSpecification("running-mean", shape: channels, axes: ["channels"], initializer: ZerosInitializer()),
            StateSpecification("running-variance", shape: channels, axes: ["channels"], initializer: OnesInitializer()),
        ]
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        if context.mode == .sampling {
            return try Normalization.normalize(
                centred: input - context.states[0], variance: context.states[1], epsilon: epsilon,
                parameters: parameters)
        }
        let axes = Array(0..<input.shape.count - 1)
        let (mean, centred, variance) = try Normalization.moments(input, axes: axes)
        let count = input.shape.dropLast().saturatingCount
        let unbiased = count > 1 ? Float(count) / Float(count - 1) : 1
        context.states = [
            try running(context.states[0], batch: mean),
            try running(context.states[1], batch: variance * unbiased),
        ]
        return try Normalization.normalize(
            centred: centred, variance: variance, epsilon: epsilon, parameters: parameters)
    }

    private func running(_ state: Tensor, batch: Tensor) throws -> Tensor {
        try state * (1 - momentum) + batch.reshaped(to: state.shape) * momentum
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
