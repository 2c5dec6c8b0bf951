import Declarations
import Graphs

/// The critic's slope, measured between real and generated examples, is asked to be `target`.
///
/// Formula: weight · E (‖∇_x̂ D(x̂)‖ − target)² with x̂ = ε x + (1 − ε) G(z), ε ~ U[0, 1) drawn once for each
/// example. The gradient of the *sum* of the scores is each example's own gradient in one sweep, since no example's
/// score depends on another's x̂. The norm is √(Σ g² + 10⁻¹²): the small number keeps the derivative of the root
/// finite where a gradient is 0, and training this term needs exactly that derivative, a second-order one. The term
/// is meant for the critic's parameters; x̂ is cut off from the generator.
///
/// A weight that nobody chose suits the data: 10 for images, the paper's, and 1 for points. On eight Gaussians in a ring a
/// weight of 10 holds the critic so flat that the generator finds two of them; the authors' own code for points takes 0.1.
/// Shapes: `real`, `fake` `[batch] + size`; the term is a scalar. Random stream: `mix` below the penalty's, one ε for each example.
/// Source: Gulrajani et al. 2017, "Improved training of Wasserstein GANs", algorithm 1.
public struct GradientPenalty: Penalty, Hashable {
    public static let declaration = Declaration(
        "gradient-penalty", summary: "asks the slope of the discriminator between real and generated examples to be 1",
        options: [
            OptionDeclaration(
                "weight", .nonNegative, isOptional: true,
                summary: "weight of the term in the discriminator's loss; without it 10 for images, 1 for points"),
            OptionDeclaration("target", .nonNegative, default: .number(1), summary: "the slope that costs nothing"),
        ],
        example: "loss non-saturating\npenalty gradient-penalty weight 1",
        source: "Gulrajani et al. 2017, Improved training of Wasserstein GANs, algorithm 1",
        claims: [
            .conflicts(
                "holds each example's slope, and a layer that mixes the batch leaves it none of its own",
                when: .trait(.batchCoupledDiscriminator), help: "`layer layernorm` looks at each example alone",
                source: "Gulrajani et al. 2017, section 4")
        ])

    /// The weight that was asked for; `nil` for one that suits the data.
    public let chosenWeight: Float?
    public let target: Float

    public var weight: Float { chosenWeight ?? 10 }

    public init(weight: Float? = nil, target: Float = 1) {
        chosenWeight = weight
        self.target = target
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(
            weight: values.has("weight") ? Float(values.number("weight")) : nil, target: Float(values.number("target")))
    }

    public func suited(toImages isImage: Bool) -> GradientPenalty {
        GradientPenalty(weight: chosenWeight ?? (isImage ? 10 : 1), target: target)
    }

    public var optionValues: OptionValues {
        var values = OptionValues(["target": .number(of: target)])
        values["weight"] = chosenWeight.map { .number(of: $0) }
        return values
    }

    public var holdsSlopes: Bool { true }

    /// The discriminator forwards, backwards, and backwards through both.
    public var extraApplications: Int { 3 }

    public func term(for network: NetworkID, in duel: Duel, stream: RandomStream) throws -> Tensor? {
        guard network == .discriminator else { return nil }
        let real = duel.real.examples
        let mixShape = [real.shape[0]] + real.shape.dropFirst().map { _ in 1 }
        let mix = Tensor.randomUniform(mixShape, stream: stream.appending("mix"))
        return try term(
            of: { try duel.scores(of: $0, stream: stream) },
            at: interpolated(real: real, fake: duel.fake.examples, mix: mix))
    }

    /// ε x + (1 − ε) G(z), as G(z) + ε (x − G(z)); `mix` is ε, of shape `[batch, 1, …]`.
    public func interpolated(real: Tensor, fake: Tensor, mix: Tensor) throws -> Tensor {
        let generated = fake.stopGradient()
        return try generated + mix * (real - generated)
    }

    /// The weighted penalty on the discriminator's slope at `points` `[batch] + size`.
    public func term(of discriminator: (Tensor) throws -> Tensor, at points: Tensor) throws -> Tensor {
        let scores = try discriminator(points)
        let slope = try gradient(of: scores.sum(), withRespectTo: [points], again: true)[0]
        let squares = try slope.squared().sum(axes: Array(1..<slope.shape.count))
        let norm = (squares + 1e-12).sqrt()
        return try (norm - target).squared().mean() * weight
    }
}
