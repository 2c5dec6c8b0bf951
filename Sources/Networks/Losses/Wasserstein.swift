import Declarations
import Graphs

/// The critic's mean scores lie as far apart as its slope allows: an estimate of the earth mover's distance.
///
/// Formula: L_D = E s_fake − E s_real, L_G = −E s_fake, over critics with slope at most 1. Here the slope is bounded by
/// clipping the weights, which is simple and makes the critic too plain; `wgan-gp` does better.
/// Only differences of scores mean something: there is no score at which the critic calls an example real.
/// Shapes: scores `[batch]` or `[batch, 1]`; losses are scalars.
/// Source: Arjovsky, Chintala, Bottou 2017, "Wasserstein GAN", algorithm 1.
public struct Wasserstein: WassersteinLoss, Hashable {
    public static let declaration = Declaration(
        "wgan", aliases: ["wasserstein"],
        summary: "a critic with clipped weights measures how far apart real and generated examples lie",
        options: [
            OptionDeclaration("clip", .positive, default: .number(0.01), summary: "bound on every weight of the critic")
        ],
        example: "loss wgan\nratio discriminator 5 generator 1",
        source: "Arjovsky, Chintala, Bottou 2017, Wasserstein GAN, algorithm 1",
        published: "clip 0.01, `ratio discriminator 5`, `optimizer rmsprop rate 0.00005`, `batch 64`, on photographs",
        claims: [
            .boundlessCritic,
            .cures(
                .vanishingGradient, "gives the generator a better gradient the better the critic is, which need not be held back",
                source: "Arjovsky, Chintala, Bottou 2017, section 3"),
            .cures(
                .vanishingGradient, "with bounds far enough from 0 lets the gradient through the layers", when: .option("clip", 0...0.05),
                by: ["loss wgan clip 0.1"], source: Claim.ownRuns),
            .cures(
                .weightsAtClip, "with bounds far enough from 0 leaves the weights room", when: .option("clip", 0...0.05),
                by: ["loss wgan clip 0.1"], source: Claim.ownRuns),
            .cures(
                .explodingGradient, "with bounds near enough to 0 keeps the gradient from growing from layer to layer",
                when: .option("clip", 0.3...1e30), by: ["loss wgan clip 0.1"], source: Claim.ownRuns),
            .cures(.modeCollapse, "lets a critic near its best move all mass at once", source: "Arjovsky, Chintala, Bottou 2017, section 3"),
            .risks(
                .vanishingGradient, "clips weights so close to 0 that gradients fade from layer to layer",
                when: .option("clip", 0...0.002), help: "`clip 0.01`, or `loss wgan-gp`", source: "Gulrajani et al. 2017, section 3"),
            .risks(
                .explodingGradient, "clips weights so far out that gradients grow from layer to layer",
                when: .option("clip", 0.5...1e30), help: "`clip 0.1`, or `loss wgan-gp`", source: "Gulrajani et al. 2017, section 3"),
            .risks(
                .oscillation, "wants a critic near its best, and this one has as few updates as the generator",
                when: .number(.criticLead, 0...1), help: "`ratio discriminator 5`",
                source: "Arjovsky, Chintala, Bottou 2017, algorithm 1"),
            .risks(
                .oscillation, "wants a critic without momentum, which carries steps on that a new game has made wrong",
                when: .number(.discriminatorMomentum, 0.001...1), help: "`optimizer rmsprop rate 0.0005`",
                source: "Arjovsky, Chintala, Bottou 2017, section 4"),
        ])

    public let clip: Float

    public init(clip: Float = 0.01) {
        self.clip = clip
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(clip: Float(values.number("clip")))
    }

    public var optionValues: OptionValues {
        OptionValues(["clip": .number(of: clip)])
    }

    public var defaultPenalties: [any Penalty] { [WeightClipping(limit: clip)] }

    /// The distance of two equal distributions.
    public var equilibrium: Equilibrium? {
        Equilibrium(discriminator: 0, generator: nil, source: "Arjovsky, Chintala, Bottou 2017, section 3")
    }
}

extension Claim {
    /// Of the losses that a critic lowers without end unless its slope is bounded.
    static let boundlessCritic = Claim.risks(
        .explodingGradient, "means something only for a critic of bounded slope, and nothing bounds this one's",
        when: .not(.any([.trait(.boundedDiscriminator), .uses(.trick, ["spectral-norm"])])),
        help: "a chosen penalty stands in place of the loss's own: `penalty gradient-penalty` or `penalty clip` beside it, or `trick spectral-norm`",
        source: "Arjovsky, Chintala, Bottou 2017, section 3")
}
