import Declarations
import Graphs

/// The critic is content once real examples score above 1 and generated ones below −1.
///
/// Formula: L_D = E relu(1 − s_real) + E relu(1 + s_fake), L_G = −E s_fake. Examples beyond the margin give no
/// gradient, so the critic works on the doubtful ones, as a support vector machine does.
/// Shapes: scores `[batch]` or `[batch, 1]`; losses are scalars.
/// Source: Lim, Ye 2017, "Geometric GAN"; Miyato et al. 2018, spectral normalization, equations 16 and 17.
public struct Hinge: Loss, Hashable {
    public static let declaration = Declaration(
        "hinge", summary: "the critic asks real scores above 1 and generated ones below -1, and no more",
        example: "loss hinge",
        source: "Lim, Ye 2017, Geometric GAN; Miyato et al. 2018, Spectral normalization for GANs",
        claims: [
            .cures(
                .discriminatorTooStrong, "gives the critic nothing for scores beyond the margin, so that it stops pushing them apart",
                source: "Lim, Ye 2017")
        ])

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public func discriminatorTerm(real: Tensor, fake: Tensor) throws -> Tensor {
        try (1 - real).relu().mean() + (1 + fake).relu().mean()
    }

    public func generatorTerm(fake: Tensor) throws -> Tensor {
        try -fake.mean()
    }

    public func generatorExampleTerm(_ scores: Tensor) throws -> Tensor? { -scores }

    public var isCritic: Bool { true }

    /// Whatever one score between −1 and 1 everything has: (1 − s) + (1 + s).
    public var equilibrium: Equilibrium? {
        Equilibrium(discriminator: 2, generator: nil, source: "Lim, Ye 2017")
    }
}
