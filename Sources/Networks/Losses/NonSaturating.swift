import Declarations
import Graphs

/// The original duel, with a generator that raises the chance of being called real instead of lowering that of being
/// caught.
///
/// Formula: L_D = E softplus(−s_real) + E softplus(s_fake) as in `minimax`; L_G = −E log σ(s_fake) = E
/// softplus(−s_fake). Its gradient is σ(s) − 1: largest where the discriminator is sure that it is right, which is
/// when the generator must learn most.
/// Shapes: scores `[batch]` or `[batch, 1]`; losses are scalars.
/// Source: Goodfellow et al. 2014, "Generative adversarial nets", section 3.
public struct NonSaturating: Loss, Hashable {
    public static let declaration = Declaration(
        "non-saturating",
        summary: "the generator raises its chance of being called real; its gradient stays when it loses",
        example: "loss non-saturating",
        source: "Goodfellow et al. 2014, Generative adversarial nets, section 3",
        claims: [
            .cures(
                .vanishingGradient, "gives the generator its largest gradient where the discriminator is sure of its examples",
                when: saturates, by: ["loss non-saturating"], keepsWeights: true, source: "Goodfellow et al. 2014, section 3"),
            .cures(
                .discriminatorTooStrong, "lets the generator learn from a discriminator that is always right",
                when: saturates, by: ["loss non-saturating"], keepsWeights: true, source: "Goodfellow et al. 2014, section 3"),
            .cures(
                .overconfidentDiscriminator, "moves the generator most where the discriminator is surest, until it is sure no more",
                when: saturates, by: ["loss non-saturating"], keepsWeights: true, source: "Goodfellow et al. 2014, section 3"),
            .risks(
                .modeCollapse, "makes its generator pay much for samples beside the data and little for modes that it leaves out",
                source: "Arjovsky, Bottou 2017, theorem 2.5"),
            .risks(
                .nonConvergence, "has a gradient that swings ever more widely, the nearer the discriminator is to its best",
                source: "Arjovsky, Bottou 2017, theorem 2.6"),
        ])

    /// Points collapse under this loss alone; images were cured by it.
    private static let saturates = Circumstance.all([.uses(.loss, ["minimax"]), .trait(.images)])

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public func discriminatorTerm(real: Tensor, fake: Tensor) throws -> Tensor {
        try crossEntropy(real: real, fake: fake)
    }

    public func exampleTerm(_ scores: Tensor, target: Tensor) throws -> Tensor? {
        try crossEntropy(scores, target: target)
    }

    public func generatorTerm(fake: Tensor) throws -> Tensor {
        try (-fake).softplus().mean()
    }

    public func generatorExampleTerm(_ scores: Tensor) throws -> Tensor? { (-scores).softplus() }

    public func probability(of score: Tensor) -> Tensor? { score.sigmoid() }

    /// D = ½ everywhere: −2 log ½ for the discriminator, −log ½ for the generator.
    public var equilibrium: Equilibrium? {
        Equilibrium(
            discriminator: 2 * Equilibrium.evenGuess, generator: Equilibrium.evenGuess,
            source: "Goodfellow et al. 2014, proposition 1 and section 3")
    }
}
