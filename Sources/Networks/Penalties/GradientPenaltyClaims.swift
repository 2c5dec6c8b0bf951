import Declarations

extension Claim {
    /// What `penalty gradient-penalty weight 0.1 target 0` cured on the project's own runs: a discriminator that is asked to be flat.
    static let zeroCentredCures: [Claim] = [
        // A discriminator that hardly learns is held to the generator's rate first.
        answering(.modeHopping), answering(.discriminatorTooWeak), answering(.misleadingLoss),
        unsaturated(.discriminatorTooStrong), unsaturated(.overconfidentDiscriminator),
        flattening(.discriminatorTooStrong), flattening(.overconfidentDiscriminator), flattening(.modeCollapse), flattening(.missingModes),
        flattening(.oscillation), flattening(.nonConvergence),
        settling(.oscillation), settling(.nonConvergence),
    ]

    private static let flat = "penalty gradient-penalty weight 0.1 target 0"

    private static func flattening(_ failure: Failure) -> Claim {
        .cures(
            failure, "with target 0 keeps the discriminator from becoming steep where the data are",
            when: .not(.any([.trait(.criticLoss), .uses(.loss, ["minimax"])])), by: [flat], source: mescheder)
    }

    private static func unsaturated(_ failure: Failure) -> Claim {
        .cures(
            failure, "with target 0 and the non-saturating loss keeps the discriminator from becoming so steep that all samples lie where it is 0",
            when: .all([.uses(.loss, ["minimax"]), .trait(.points)]), by: ["loss non-saturating", flat], source: mescheder)
    }

    private static func answering(_ failure: Failure) -> Claim {
        .cures(
            failure, "with target 0 lets a discriminator learn as fast as the generator without becoming too steep for it",
            when: .all([.number(.rateRatio, 0...0.5), .not(.trait(.criticLoss))]), by: ["optimizer adam rate 0.001 beta1 0.5", flat],
            source: mescheder)
    }

    private static func settling(_ failure: Failure) -> Claim {
        .cures(
            failure, "with target 0 takes away the slope at the data that keeps a critic and its generator circling",
            when: .trait(.criticLoss), by: ["penalty gradient-penalty weight 0.3 target 0"], source: mescheder)
    }

    private static let mescheder = "Mescheder, Geiger, Nowozin 2018, Which training methods for GANs do actually converge?, section 4.1"

    /// What `loss wgan-gp weight 1` cured on the project's own runs.
    static let slopedCriticCures: [Claim] = [
        measuring(.modeCollapse), measuring(.missingModes), measuring(.vanishingGradient), measuring(.memorising),
        bounding(.explodingGradient), bounding(.weightsAtClip),
    ]

    /// A critic that learns slower than its generator measures nothing either.
    private static let elsewhere = Circumstance.not(.any([.uses(.loss, ["wgan-gp"]), .number(.rateRatio, 0...0.5)]))

    private static func measuring(_ failure: Failure) -> Claim {
        .cures(
            failure, "has a critic that measures a distance, which tells where to go from anywhere and of every part of the data",
            when: elsewhere, by: ["loss wgan-gp weight 1"], source: "Gulrajani et al. 2017, Improved training of Wasserstein GANs, section 4")
    }

    private static func bounding(_ failure: Failure) -> Claim {
        .cures(
            failure, "asks the critic's slope to be 1, so that its weights may be anywhere and its gradients do not grow",
            when: elsewhere, by: ["loss wgan-gp weight 1"], source: "Gulrajani et al. 2017, Improved training of Wasserstein GANs, section 3")
    }
}
