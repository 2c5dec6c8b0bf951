import Declarations
import Graphs

/// R1: the discriminator is asked to be flat at real examples.
///
/// Formula: (γ / 2) E ‖∇ₓ D(x)‖² over the real batch. γ is that of the paper and of StyleGAN, with the half; the program that goes with
/// the paper (GAN_stability) leaves the half out, so that its 10 is `gamma 20` here. With `interval k` the term enters
/// every k-th training step only, from step 0 on, k times as strong: the steps between do not compute it at all, and
/// `loss.discriminator` shows it on the steps that do. The updates that `trick unroll` imagines have it when their own step would.
///
/// Where generated examples are distributed as real ones, the discriminator has nothing to say and should be flat on
/// the data; a slope that is left there pushes the generator away again. The term takes it away, and training converges near
/// that point, where the plain duel circles and a penalty that asks for slope 1 keeps it moving: on the Dirac-GAN the eigenvalues ±i/2
/// become −γ/2 ± √(γ²/4 − 1/4), and γ = 1 is the fastest.
///
/// A γ that nobody chose suits the data: 10 for images, the paper's, and 1 for points.
///
/// What it cures: oscillation and non-convergence, with one update of the discriminator for each of the generator. What it risks: a
/// discriminator so flat that it tells little, for a large γ; a large `interval` comes as a jerk.
/// Shapes: x `[batch] + size`; the term is a scalar.
/// Source: Mescheder, Geiger, Nowozin 2018, "Which training methods for GANs do actually converge?", section 4.1, equation 9; the
/// interval: Karras et al. 2020, "Analyzing and improving the image quality of StyleGAN", *lazy regularization*.
public struct RealSlopePenalty: Penalty, Hashable {
    public static let declaration = Declaration(
        "r1", summary: "asks the discriminator to be flat at real examples", options: ZeroSlope.options("real"),
        example: "loss non-saturating\npenalty r1 gamma 1 interval 4",
        source: "Mescheder, Geiger, Nowozin 2018, Which training methods for GANs do actually converge?, section 4.1; interval: "
            + "Karras et al. 2020, StyleGAN2",
        published: "gamma 10 with the half, as here and in StyleGAN; the paper's own program leaves the half out, its 10 is `gamma 20`; "
            + "interval 16 in StyleGAN2",
        claims: [
            .holdsEachSlope,
            .cures(
                .oscillation, "takes away the slope at the data that keeps the generator circling",
                source: "Mescheder, Geiger, Nowozin 2018, section 4"),
            .cures(
                .nonConvergence, "lets training converge near the point where generated examples are distributed as real ones",
                source: "Mescheder, Geiger, Nowozin 2018, theorem 4.1"),
            .cures(
                .pastItsBest, "keeps training near the point where generated examples are distributed as real ones, once it has come there",
                source: "Mescheder, Geiger, Nowozin 2018, theorem 4.1"),
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

    public func suited(toImages isImage: Bool) -> RealSlopePenalty { RealSlopePenalty(slope: slope.suited(toImages: isImage)) }

    public func term(for network: NetworkID, in duel: Duel, stream: RandomStream) throws -> Tensor? {
        guard network == .discriminator else { return nil }
        return try slope.term(at: duel.real.examples, in: duel, stream: stream)
    }
}
