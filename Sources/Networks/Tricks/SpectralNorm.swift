import Declarations
import Graphs

/// Each weight of the discriminator is divided by its largest singular value: a dense layer then stretches no difference of
/// its inputs, and a convolution with a kernel of k×k stretches one by k at most.
///
/// Formula: the layer uses W / σ(W), where W `[outputs, everything else]` is the stored weight and σ its largest singular
/// value, estimated by one step of the power iteration for each application to a training batch:
///
///     v ← Wᵀu / ‖Wᵀu‖,  u ← W v / ‖W v‖,  σ = uᵀ W v
///
/// The vector u is kept from step to step: a weight hardly moves in one, so one iteration a step follows it. It starts as
/// normal numbers of length 1, from the random stream of its name, and the first few steps underestimate σ. The gradient
/// takes σ as a function of W alone, with u and v held: ∂σ/∂W = u vᵀ, the derivative of the true singular value where they
/// are its vectors. The stored W is what an optimizer moves and what a clip bounds; its length no longer matters, only its
/// direction. Sampling uses the u that training left and iterates no further. As with running statistics, only a
/// network's own turn moves its u on; in the other's turn it iterates from the one that is stored.
///
/// What it cures: a discriminator that grows so steep that its gradients fail, without the second derivatives that a penalty
/// on the slope costs. What it risks: a small network of such layers is a coarse critic, and its scores stay small.
/// Biases and the scales of normalisations are left alone.
/// Shapes: u `[outputs]`; a kernel `[height, width, inputs, outputs]` is read as `[outputs, height · width · inputs]`, wherever its
/// output axis stands.
/// Source: Miyato, Kataoka, Koyama, Yoshida 2018, "Spectral normalization for generative adversarial networks", section 2.1 and
/// algorithm 1; for the generator as well: Zhang et al. 2019, "Self-attention GAN", section 4.1.
public struct SpectralNorm: Trick, Hashable {
    public static let declaration = Declaration(
        "spectral-norm", summary: "divides each weight of the discriminator by its largest singular value",
        options: [
            NetworkScope.declaration(default: .discriminator, summary: "whose weights are divided")
        ],
        example: "loss hinge\ntrick spectral-norm",
        source: "Miyato, Kataoka, Koyama, Yoshida 2018, Spectral normalization for generative adversarial networks",
        claims: [
            .cures(
                .explodingGradient, "bounds the discriminator's slope at every example",
                source: "Miyato, Kataoka, Koyama, Yoshida 2018, section 2.1"),
            .cures(
                .discriminatorTooStrong, "leaves the generator a gradient however long the discriminator trains, whose slope is bounded",
                source: "Miyato, Kataoka, Koyama, Yoshida 2018, section 1"),
            .conflicts(
                "bounds the slope of each layer, and a batch normalisation divides by a deviation that may be small",
                when: .all([
                    .word("network", ["discriminator", "both"]),
                    .uses(.layer, ["batchnorm", "conditional-batchnorm"], in: "discriminator"),
                ]), help: "no normalisation in the discriminator beside it",
                source: "Gouk, Frank, Pfahringer, Cree 2021, Regularisation of neural networks by enforcing Lipschitz continuity"),
            UsedWeights.clipped
        ])

    public let scope: NetworkScope

    public init(of scope: NetworkScope = .discriminator) {
        self.scope = scope
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(of: NetworkScope(values))
    }

    public var optionValues: OptionValues { OptionValues(["network": scope.optionValue]) }

    public var entersDiscriminatorLoss: Bool { true }

    public func reparameterization(
        of parameter: ParameterSpecification, in network: NetworkID
    ) -> (any Reparameterization)? {
        guard scope.contains(network), let outputAxis = parameter.outputAxis else { return nil }
        return LargestSingularValue(outputAxis: outputAxis)
    }
}

/// W / σ(W), with u as a state; see `SpectralNorm`.
struct LargestSingularValue: Reparameterization {
    /// The axis of the rows of W.
    let outputAxis: Int

    func states(for parameter: ParameterSpecification) -> [StateSpecification] {
        [
            StateSpecification(
                "left-singular-vector", shape: [parameter.shape[outputAxis]], axes: ["outputs"], initializer: UnitVector())
        ]
    }

    func used(
        _ stored: Tensor, learned: [Tensor], of parameter: ParameterSpecification, states: inout [Tensor], mode: ForwardMode
    ) throws -> Tensor {
        let outputs = stored.shape[outputAxis]
        // Rows as columns: Wᵀ is what most layers store.
        let others = stored.shape.indices.filter { $0 != outputAxis }
        let transposed = try (outputAxis == stored.shape.count - 1 ? stored : stored.transposed(others + [outputAxis]))
            .reshaped(to: [-1, outputs])
        let still = transposed.stopGradient()
        var u = try states[0].reshaped(to: [outputs, 1])
        let v = try unit(still.matrixProduct(u)).stopGradient()
        if mode == .training {
            u = try unit(still.matrixProduct(v, transposeLeft: true)).stopGradient()
            states[0] = try u.reshaped(to: [outputs])
        }
        let largest = try v.matrixProduct(transposed.matrixProduct(u), transposeLeft: true).reshaped(to: [])
        return try stored / maximum(largest, .constant(Self.smallestLength))
    }

    /// The direction of a vector; one of no length stays as it is.
    private func unit(_ vector: Tensor) throws -> Tensor {
        try vector / maximum(vector.squared().sum().sqrt(), .constant(Self.smallestLength))
    }

    /// What is shorter has no direction.
    private static let smallestLength: Float = 1e-12
}

/// A direction drawn uniformly: normal numbers, divided by their length.
struct UnitVector: Initializer, Hashable {
    static let declaration = Declaration(
        "unit-vector", summary: "normal numbers divided by their length", example: "trick spectral-norm",
        source: "Miyato, Kataoka, Koyama, Yoshida 2018, Spectral normalization, algorithm 1")

    init() {}

    init(_ values: OptionValues) throws(Refusal) {}

    func values(shape: [Int], fan: Fan, draws: StartDraws) -> [Float] {
        let numbers = draws.normals(shape.saturatingCount).map(Double.init)
        let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return numbers.map { Float($0 / max(length, 1e-12)) }
    }
}
