import Declarations
import Graphs

/// R2: the discriminator is asked to be flat at generated examples.
///
/// Formula: (γ / 2) E ‖∇ₓ D(x)‖² over the generated batch, through which no gradient reaches the generator; γ and `interval`
/// as for `r1`. Near the end of the duel, where generated examples lie on the data, both penalties come to the same; far
/// from it this one flattens the discriminator where the generator stands, and so the very gradient that it moves by.
/// Both together hold the slope on either side.
///
/// What it cures: oscillation and non-convergence, as `r1`. What it risks: early in training, where generated examples lie far from
/// the data, it dampens the generator's gradient.
/// Shapes: x `[batch] + size`; the term is a scalar.
/// Source: Mescheder, Geiger, Nowozin 2018, "Which training methods for GANs do actually converge?", section 4.1, equation 10; the
/// interval: Karras et al. 2020, "Analyzing and improving the image quality of StyleGAN", *lazy regularization*.
public struct GeneratedSlopePenalty: Penalty, Hashable {
    public static let declaration = Declaration(
        "r2", summary: "asks the discriminator to be flat at generated examples", options: ZeroSlope.options("generated"),
        example: "loss non-saturating\npenalty r1\npenalty r2 gamma 1",
        source: "Mescheder, Geiger, Nowozin 2018, Which training methods for GANs do actually converge?, section 4.1; interval: "
            + "Karras et al. 2020, StyleGAN2",
        published: "gamma 10 with the half, as here; the paper's own program leaves the half out, its 10 is `gamma 20`",
        claims: [
            .holdsEachSlope,
            .cures(
                .oscillation, "takes away the slope at generated examples that keeps the generator circling",
                source: "Mescheder, Geiger, Nowozin 2018, section 4"),
            .risks(
                .vanishingGradient, "flattens the discriminator where the generator stands, and with it the gradient that it moves by",
                source: "Mescheder, Geiger, Nowozin 2018, section 4"),
            ZeroSlope.longInterval,
        ])

    private let slope: ZeroSlope

    public init(gamma: Schedule? = nil, interval: Int = 1) { slope = ZeroSlope(gamma: gamma, interval: interval) }

    private init(slope: ZeroSlope) { self.slope = slope }

    public init(_ values: OptionValues) throws(Refusal) { slope = ZeroSlope(values) }

    public var optionValues: OptionValues { slope.optionValues }
    public var interval: Int { slope.interval }
    public var holdsSlopes: Bool { true }
    public var keepsEquilibrium: Bool { true }
    public var extraApplications: Int { 3 }

    public func suited(toImages isImage: Bool) -> GeneratedSlopePenalty {
        GeneratedSlopePenalty(slope: slope.suited(toImages: isImage))
    }

    public func term(for network: NetworkID, in duel: Duel, stream: RandomStream) throws -> Tensor? {
        guard network == .discriminator else { return nil }
        return try slope.term(at: duel.fake.examples, in: duel, stream: stream)
    }
}
