import Declarations
import Graphs

/// What the normalisations by the batch share: mean and variance of each channel over the batch in training, and over many batches in
/// sampling.
///
/// Formula: running ← (1 − momentum) · running + momentum · batch, the variance unbiased (n / (n − 1)); training divides by the
/// batch's own biased one.
public struct BatchStatistics: Sendable, Hashable {
    public let momentum: Float
    public let epsilon: Float

    init(momentum: Float, epsilon: Float) {
        self.momentum = momentum
        self.epsilon = epsilon
    }

    static let declarations = [
        OptionDeclaration(
            "momentum", .fraction, default: .number(0.1), summary: "weight of the newest batch in the running statistics"),
        Normalization.epsilonDeclaration,
    ]

    /// What a layer that takes statistics of the batch risks where the batch is small.
    static let smallBatch = Claim.risks(
        .poorSamples, "takes mean and variance of so few examples that both are mostly chance", when: .number(.batch, 2...3),
        help: "`batch 16` or more, or `layer layernorm`", source: "Wu, He 2018, Group normalization, section 1")

    init(_ values: OptionValues) {
        self.init(momentum: Float(values.number("momentum")), epsilon: Float(values.number("epsilon")))
    }

    var optionValues: OptionValues { OptionValues(["momentum": .number(of: momentum), "epsilon": .number(of: epsilon)]) }

    func states(for input: [Int]) -> [StateSpecification] {
        let channels = [input[input.count - 1]]
        return [
            StateSpecification("running-mean", shape: channels, axes: ["channels"], initializer: ZerosInitializer()),
            StateSpecification("running-variance", shape: channels, axes: ["channels"], initializer: OnesInitializer()),
        ]
    }

    /// The normalised input, and in training the running statistics after this batch among the context's states.
    func normalize(_ input: Tensor, scaleAndShift: [Tensor], context: inout LayerContext) throws -> Tensor {
        if context.mode == .sampling {
            return try Normalization.normalize(
                centred: input - context.states[0], variance: context.states[1], epsilon: epsilon,
                parameters: scaleAndShift)
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
            centred: centred, variance: variance, epsilon: epsilon, parameters: scaleAndShift)
    }

    private func running(_ state: Tensor, batch: Tensor) throws -> Tensor {
        try state * (1 - momentum) + batch.reshaped(to: state.shape) * momentum
    }
}
