import Declarations
import Graphs

/// The discriminator says whether an example is more real than the average of the other side, and the generator learns to turn
/// that round.
///
/// Formula: with r = s_real − E s_fake and f = s_fake − E s_real,
///
///     L_D = −E log σ(r) − E log(1 − σ(f)) = E softplus(−r) + E softplus(f)
///     L_G = −E log σ(f) − E log(1 − σ(r)) = E softplus(−f) + E softplus(r)
///
/// Gradients go through the means as well. Compared with pairs (`relativistic`) each example is measured against a whole batch:
/// less noise for the same batch.
///
/// What it cures: as `relativistic`, with steadier steps. What it risks: an average of a small batch is a poor one.
/// Shapes: scores `[batch]` or `[batch, 1]`; losses are scalars.
/// Source: Jolicoeur-Martineau 2018, "The relativistic discriminator: a key element missing from standard GAN", RaSGAN.
public struct RelativisticAverage: RelativisticLoss, Hashable {
    public static let declaration = Declaration(
        "relativistic-average", aliases: ["rasgan", "ragan"],
        summary: "the discriminator says what is more real than the other side's average; the generator turns it round",
        example: "loss relativistic-average",
        source: "Jolicoeur-Martineau 2018, The relativistic discriminator: a key element missing from standard GAN",
        published: "`optimizer adam rate 0.0002 beta1 0.5`, one update of each, on photographs",
        claims: [
            .cures(
                .vanishingGradient, "lets a better generator lower the real scores too, so that the discriminator is never sure of both sides at once",
                source: "Jolicoeur-Martineau 2018, section 3"),
            .risks(
                .nonConvergence, "compares with the average of the batch, which is a poor and biased one in a small batch",
                when: .number(.batch, 1...8), help: "a larger `batch`",
                source: "Jolicoeur-Martineau 2019, On relativistic f-divergences"),
        ])

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public func discriminatorTerm(real: Tensor, fake: Tensor) throws -> Tensor {
        try apart(upper: real, lower: fake)
    }

    public func generatorTerm(real: Tensor, fake: Tensor) throws -> Tensor {
        try apart(upper: fake, lower: real)
    }

    /// What it costs that one side does not score above the average of the other, nor that below the average of the first.
    private func apart(upper: Tensor, lower: Tensor) throws -> Tensor {
        let (above, below) = (try upper - lower.mean(), try lower - upper.mean())
        return try crossEntropy(real: above, fake: below)
    }

    /// Nothing to tell apart: −2 log ½ for either.
    public var equilibrium: Equilibrium? {
        Equilibrium(
            discriminator: 2 * Equilibrium.evenGuess, generator: 2 * Equilibrium.evenGuess, source: "Jolicoeur-Martineau 2018")
    }
}
