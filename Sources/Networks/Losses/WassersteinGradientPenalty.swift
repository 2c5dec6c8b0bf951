import Declarations
import Graphs

/// The Wasserstein duel, with a critic whose slope is asked to be 1 instead of having its weights clipped.
///
/// Formula: L_D = E s_fake − E s_real + weight · E (‖∇_x̂ D(x̂)‖ − target)², L_G = −E s_fake; the last term of L_D is
/// the penalty `gradient-penalty`, which this loss brings along. It is defined for each example apart, so batch
/// normalisation in the critic contradicts it: there one example's score depends on all others.
/// Shapes: scores `[batch]` or `[batch, 1]`; losses are scalars.
/// Source: Gulrajani et al. 2017, "Improved training of Wasserstein GANs", equation 3 and section 4.
public struct WassersteinGradientPenalty: WassersteinLoss, Hashable {
    public static let declaration = Declaration(
        "wgan-gp", summary: "a critic held to slope 1 measures how far apart real and generated examples lie",
        options: GradientPenalty.slopeOptions(),
        example: "loss wgan-gp weight 1",
        source: "Gulrajani et al. 2017, Improved training of Wasserstein GANs",
        published: "weight 10, `ratio discriminator 5`, `optimizer adam rate 0.0001 beta1 0 beta2 0.9`, on photographs; "
            + "weight 0.1 in its code for points",
        claims: GradientPenalty.claimsOfBothSides + Claim.slopedCriticCures + [.boundlessCritic])

    public let penalty: GradientPenalty

    public init(penalty: GradientPenalty = GradientPenalty()) {
        self.penalty = penalty
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(penalty: GradientPenalty(values, isOneSided: false))
    }

    public var optionValues: OptionValues {
        penalty.slopeValues
    }

    public var defaultPenalties: [any Penalty] { [penalty] }

    public func suited(toImages isImage: Bool) -> WassersteinGradientPenalty {
        WassersteinGradientPenalty(penalty: penalty.suited(toImages: isImage))
    }

    /// The distance of two equal distributions; a critic of slope 1 pays no penalty.
    public var equilibrium: Equilibrium? {
        Equilibrium(discriminator: 0, generator: nil, source: "Gulrajani et al. 2017, section 2.3 and equation 3")
    }
}
