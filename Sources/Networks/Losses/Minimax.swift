import Declarations
import Graphs

/// The original duel: one value function, which the discriminator raises and the generator lowers.
///
/// Formula: V = E log σ(s_real) + E log(1 − σ(s_fake)); the discriminator minimises −V, the generator V's second term.
/// In scores: L_D = E softplus(−s_real) + E softplus(s_fake), L_G = −E softplus(s_fake); see `crossEntropy`.
/// The generator's gradient by a score is −σ(s): it vanishes just where the discriminator is sure, early in training.
/// Shapes: scores `[batch]` or `[batch, 1]`; losses are scalars.
/// Source: Goodfellow et al. 2014, "Generative adversarial nets", equation 1.
public struct Minimax: Loss, Hashable {
    public static let declaration = Declaration(
        "minimax", aliases: ["saturating"],
        summary: "the original duel over one value function; the generator's gradient fades when it loses",
        example: "loss minimax",
        source: "Goodfellow et al. 2014, Generative adversarial nets, equation 1",
        claims: [
            .risks(
                .vanishingGradient, "lets the generator's gradient fade where the discriminator is sure of its examples",
                source: "Goodfellow et al. 2014, section 3; Arjovsky, Bottou 2017, theorem 2.4"),
            .risks(
                .vanishingGradient, "loses the generator's gradient to a discriminator that leads",
                when: .number(.criticLead, 2...1e30), help: "`loss non-saturating`, or `ratio discriminator 1`",
                source: "Arjovsky, Bottou 2017, theorem 2.4"),
        ])

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public func discriminatorTerm(real: Tensor, fake: Tensor) throws -> Tensor {
        try crossEntropy(real: real, fake: fake)
    }

    public func exampleTerm(_ scores: Tensor, target: Tensor) throws -> Tensor? {
        try crossEntropy(scores, target: target)
    }

    public func generatorTerm(fake: Tensor) throws -> Tensor {
        try -fake.softplus().mean()
    }

    public func generatorExampleTerm(_ scores: Tensor) throws -> Tensor? { -scores.softplus() }

    public func probability(of score: Tensor) -> Tensor? { score.sigmoid() }

    /// D = ½ everywhere: −2 log ½ for the discriminator, log ½ for the generator.
    public var equilibrium: Equilibrium? {
        Equilibrium(
            discriminator: 2 * Equilibrium.evenGuess, generator: -Equilibrium.evenGuess,
            source: "Goodfellow et al. 2014, theorem 1")
    }
}
