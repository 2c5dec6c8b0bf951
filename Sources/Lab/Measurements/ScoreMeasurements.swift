import Networks

/// What the discriminator thinks of real and of generated examples, always apart: their mean hides which side it fools.
let scoreMeasurements: [Measurement] = [
    history(
        .realScore,
        summary: "the mean probability that the discriminator gives real examples; the mean score under a critic's loss",
        example: "data ring\ntrain 1\nprint score.real", source: "Goodfellow et al. 2014, section 4: ½ at the optimum"),
    history(
        .fakeScore,
        summary: "the mean probability that the discriminator gives generated ones; the mean score under a critic's loss",
        example: "data ring\ntrain 1\nprint score.fake", source: "Goodfellow et al. 2014, section 4: ½ at the optimum"),
    history(
        .realAccuracy, summary: "the share of real examples that the discriminator takes for real; undecided ones count half",
        example: "data ring\ntrain 1\nexpect accuracy.real <= 1", source: "Arjovsky, Bottou 2017, figure 1",
        unavailable: noSides),
    history(
        .fakeAccuracy, summary: "the share of generated examples that the discriminator takes for generated; undecided ones count half",
        example: "data ring\ntrain 1\nexpect accuracy.fake <= 1", source: "Arjovsky, Bottou 2017, figure 1",
        unavailable: noSides),
    Measurement(
        "distance", summary: "the critic's estimate of how far data and generator lie apart: score.real - score.fake",
        best: .none("a critic that has learned little yet finds a small one too"), isOfTraining: true,
        example: "data ring\nloss wgan-gp\ntrain 1\nprint distance",
        source: "Arjovsky, Chintala, Bottou 2017, Wasserstein GAN, section 4",
        parts: StepQuantity.realScore.parts,
        unavailable: { recipe in
            recipe.loss.estimatesDistance
                ? nil
                : "`loss \(recipe.loss.name)` tells sides apart; a critic's loss such as `wgan-gp` estimates a distance"
        },
        read: { experiment in
            guard let real = experiment.history.latest(.realScore), let fake = experiment.history.latest(.fakeScore) else {
                throw experiment.step > 0 ? MeasurementError.notOfLatestStep(name: "distance") : .beforeFirstStep(name: "distance")
            }
            return Double(real) - Double(fake)
        }),
]

@Sendable private func noSides(_ recipe: Recipe) -> String? {
    guard recipe.loss.decisionThreshold == nil else { return nil }
    return "a critic's score under `loss \(recipe.loss.name)` has no right and no wrong side; see "
        + (recipe.loss.estimatesDistance ? "`distance`" : "`score.real` and `score.fake`")
}
