import Declarations
import Graphs

/// The Wasserstein duel, with a critic that may be as flat as it likes and is only kept from being steeper than 1.
///
/// Formula: L_D = E s_fake − E s_real + weight · E max(0, ‖∇_x̂ D(x̂)‖ − target)², L_G = −E s_fake; the last term of L_D is
/// `penalty gradient-penalty one-sided`, which this loss brings along, and x̂ lies between real and generated examples.
/// The distance asks for slopes of at most 1. The critic that attains it has slope 1 only along the ways on which mass is moved, and
/// x̂ on the line between two examples picked at random need lie on none: `wgan-gp` asks for slope 1 there too, which no best
/// critic has. The one-sided term contradicts no best critic, so that a large weight does not bend it: on eight Gaussians in a ring the
/// default of 10 finds all eight, where `wgan-gp` of that weight finds two.
///
/// What it cures: a penalty that pulls the critic away from its best, and a weight that must be tuned. What it risks: a
/// critic that stays flat gives a weak gradient for a while.
/// Shapes: scores `[batch]` or `[batch, 1]`; losses are scalars.
/// Source: Petzka, Fischer, Lukovnikov 2018, "On the regularization of Wasserstein GANs".
public struct WassersteinLipschitzPenalty: WassersteinLoss, Hashable {
    public static let declaration = Declaration(
        "wgan-lp", summary: "a critic of slope 1 at most measures how far apart real and generated examples lie",
        options: GradientPenalty.slopeOptions(weight: "10"),
        example: "loss wgan-lp weight 1",
        source: "Petzka, Fischer, Lukovnikov 2018, On the regularization of Wasserstein GANs",
        claims: [
            .holdsEachSlope,
            .boundlessCritic,
            .cures(
                .nonConvergence, "asks nothing of the critic that its best would not have, so that a large weight does not bend it",
                source: "Petzka, Fischer, Lukovnikov 2018"),
        ])

    public let penalty: GradientPenalty

    /// - Parameters:
    ///   - weight: `nil` for the usual one, 10.
    ///   - target: the largest slope that costs nothing.
    public init(weight: Float? = nil, target: Float = 1) {
        penalty = GradientPenalty(weight: weight, target: target, isOneSided: true)
    }

    private init(penalty: GradientPenalty) { self.penalty = penalty }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(penalty: GradientPenalty(values, isOneSided: true))
    }

    public var optionValues: OptionValues { penalty.slopeValues }

    public var defaultPenalties: [any Penalty] { [penalty] }

    public func suited(toImages isImage: Bool) -> WassersteinLipschitzPenalty {
        WassersteinLipschitzPenalty(penalty: penalty.suited(toImages: isImage))
    }

    /// The distance of two equal distributions; a flat critic pays no penalty.
    public var equilibrium: Equilibrium? {
        Equilibrium(discriminator: 0, generator: nil, source: "Petzka, Fischer, Lukovnikov 2018")
    }
}
