import Declarations
import Graphs

/// The discriminator says of a pair which of the two is real, and the generator learns to turn that verdict round.
///
/// Formula: L_D = −E log σ(s_real − s_fake) = E softplus(s_fake − s_real), L_G = E softplus(s_real − s_fake), over the pairs that the
/// batches make, first with first. In the plain duel a generator that gains leaves the score of real examples alone; here it must
/// also lower them relative to its own, and gradients by real scores reach the discriminator in both turns. Softplus neither
/// overflows nor takes the logarithm of a rounded 0.
///
/// Only differences of scores mean something: a constant added to all scores changes nothing.
///
/// What it cures: a discriminator that is sure of everything leaves the generator without a gradient, as it can be sure of
/// both sides alone; of a difference it is the less sure the better the generator gets. What it risks: pairs are drawn by chance,
/// so its gradient is noisier than that of `relativistic-average`.
/// Shapes: scores `[batch]` or `[batch, 1]`, both batches of one size; losses are scalars.
/// Source: Jolicoeur-Martineau 2018, "The relativistic discriminator: a key element missing from standard GAN", RSGAN.
public struct Relativistic: RelativisticLoss, Hashable {
    public static let declaration = Declaration(
        "relativistic", aliases: ["rsgan"],
        summary: "the discriminator says which of a pair is real, the generator turns its verdict round",
        example: "loss relativistic",
        source: "Jolicoeur-Martineau 2018, The relativistic discriminator: a key element missing from standard GAN",
        published: "`optimizer adam rate 0.0002 beta1 0.5`, one update of each, on photographs",
        claims: [
            .cures(
                .vanishingGradient, "lets a better generator lower the real scores too, so that the discriminator is never sure of both sides at once",
                source: "Jolicoeur-Martineau 2018, section 3"),
            .risks(
                .nonConvergence, "compares pairs that chance has put together, so that its gradient is noisy in a small batch",
                when: .number(.batch, 1...8), help: "a larger `batch`, or `loss relativistic-average`",
                source: "Jolicoeur-Martineau 2018"),
        ])

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public func discriminatorTerm(real: Tensor, fake: Tensor) throws -> Tensor {
        try (fake - real).softplus().mean()
    }

    public func generatorTerm(real: Tensor, fake: Tensor) throws -> Tensor {
        try (real - fake).softplus().mean()
    }

    /// Of a pair nobody can tell apart: −log ½ for either.
    public var equilibrium: Equilibrium? {
        Equilibrium(
            discriminator: Equilibrium.evenGuess, generator: Equilibrium.evenGuess, source: "Jolicoeur-Martineau 2018")
    }
}
