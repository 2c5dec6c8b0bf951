import Declarations

/// All verdicts. Of two with the same confidence the earlier one is named first: what breaks a training comes before what follows from
/// it.
public let verdictCatalogue: [Verdict] = [
    Verdict(
        .notANumber, "a loss, a gradient or a weight is no finite number any more, and nothing can be learned from it",
        signs: [[.holds(.brokenStep)]], source: "Goodfellow, Bengio, Courville 2016, Deep learning, section 4.1"),
    Verdict(
        .weightsAtClip, "the clipping holds so many of the critic's weights at its bound that it can only express plain functions",
        signs: [
            [.above(.clippedShare, 0.25, certain: 0.4), .below(.generatorGradient, 1e-3, certain: 1e-5)],
            [.above(.clippedShare, 0.25, certain: 0.4), .above(.generatorGradient, 30, certain: 100, source: ganhacks)],
        ],
        equivalents: [.vanishingGradient, .explodingGradient],
        source: "Gulrajani et al. 2017, Improved training of Wasserstein GANs, section 3"),
    Verdict(
        .deadUnits, "nearly all rectified units of a layer are 0 whatever comes: hardly any gradient passes it, and they do not wake again",
        signs: [
            [.above(.deadShare, 0.8, certain: 0.95), .below(.fidelity, 0.5, certain: 0.3)],
            [.above(.deadShare, 0.8, certain: 0.95), .below(.diversity, 0.5, certain: 0.3)],
        ],
        source: "Maas, Hannun, Ng 2013, Rectifier nonlinearities improve neural network acoustic models, section 2"),
    Verdict(
        .checkerboard, "the images carry a pattern of the stride's size: the layer that enlarges them paints some pixels more often than others",
        signs: [[.above(.checkerboard, 0.03, certain: 0.06), .above(.checkerboardOverData, 4, certain: 10)]],
        source: "Odena, Dumoulin, Olah 2016, Deconvolution and checkerboard artifacts"),
    Verdict(
        .batchCoupling, "a layer of the discriminator mixes the examples of a batch: it judges whole batches, and what it learned there does not hold for single samples",
        signs: [[.holds(.mixedDiscriminator), .above(.steps, 400, certain: 1000), .below(.fidelity, 0.35, certain: 0.15)]],
        source: "Salimans et al. 2016, Improved techniques for training GANs, section 3.5"),
    Verdict(
        .explodingGradient, "losses or gradients grow from step to step, each large step making the next one larger",
        signs: [
            [.above(.generatorGradient, 100, certain: 300, source: ganhacks), .above(.generatorGradientGrowth, 3, certain: 10)],
            [.above(.lossGrowth, 15, certain: 40), .above(.largestLoss, 30, certain: 100)],
        ],
        source: ganhacks),
    Verdict(
        .discriminatorTooWeak, "the discriminator takes generated examples for real ones although they are not like them: nothing drives the generator",
        signs: [
            [.above(.fakeScore, 0.75, certain: 0.9), .below(.fakeAccuracy, 0.2, certain: 0.05).whereKnown, .below(.fidelity, 0.35, certain: 0.15)]
        ],
        equivalents: [.misleadingLoss],
        source: "Goodfellow 2016, NIPS tutorial, section 5; Chintala et al. 2016, How to train a GAN, tip 10"),
    Verdict(
        .misleadingLoss, "the generator's loss falls towards nothing while its samples stay bad: it has learned to please a discriminator that knows little",
        signs: [
            [.below(.generatorLoss, 0.2, certain: 0.05), .above(.fakeScore, 0.75, certain: 0.9), .below(.fidelity, 0.35, certain: 0.15)]
        ],
        equivalents: [.discriminatorTooWeak], source: ganhacks),
    Verdict(
        .vanishingGradient, "hardly any gradient reaches the generator, so that it stands still although its samples are bad",
        signs: [
            [
                .fails(.criticLoss), .above(.leastAccuracy, 0.95, certain: 0.99), .below(.generatorGradient, 0.1, certain: 0.02),
                .below(.fidelity, 0.35, certain: 0.15),
            ],
            [.holds(.criticLoss), .below(.generatorGradient, 1e-4, certain: 1e-6), .below(.fidelity, 0.35, certain: 0.2)],
        ],
        equivalents: [.discriminatorTooStrong, .overconfidentDiscriminator, .weightsAtClip],
        source: "Arjovsky, Bottou 2017, Towards principled methods for training generative adversarial networks, section 2"),
    Verdict(
        .overconfidentDiscriminator, "the discriminator's loss is next to nothing: it is sure of every example, and its answer tells no better from worse",
        signs: [
            [.fails(.criticLoss), .below(.discriminatorLoss, 0.05, certain: 0.01), .below(.fidelity, 0.35, certain: 0.15), .above(.steps, 150, certain: 300).whereKnown],
            [.fails(.criticLoss), .below(.discriminatorLoss, 0.02, certain: 0.007), .below(.diversity, 0.55, certain: 0.3), .above(.steps, 150, certain: 300).whereKnown],
        ],
        equivalents: [.discriminatorTooStrong, .vanishingGradient], source: ganhacks),
    Verdict(
        .discriminatorTooStrong, "the discriminator is right about nearly every example on both sides, and the samples do not come nearer",
        signs: [
            [.fails(.criticLoss), .above(.leastAccuracy, 0.93, certain: 0.97), .below(.fidelity, 0.35, certain: 0.15), .above(.steps, 150, certain: 300).whereKnown],
            [.fails(.criticLoss), .above(.certainty, 0.42, certain: 0.47), .below(.fidelity, 0.35, certain: 0.15), .above(.steps, 150, certain: 300).whereKnown],
        ],
        equivalents: [.vanishingGradient, .overconfidentDiscriminator],
        source: "Arjovsky, Bottou 2017, section 2.1"),
    Verdict(
        .oscillation, "the two networks chase each other in circles: both losses swing with a steady period, and more steps change nothing",
        signs: [
            [.above(.rhythm, 0.72, certain: 0.85), .above(.swing, 0.5, certain: 1.5), .above(.wandering, 0.1, certain: 0.3)],
            [.above(.rhythm, 0.85, certain: 0.95), .above(.swing, 0.5, certain: 1.5)],
        ],
        source: "Mescheder, Geiger, Nowozin 2018, Which training methods for GANs do actually converge?, section 2"),
    Verdict(
        .falseEquilibrium, "both sides are scored ½ and the losses rest where the duel should end, but the samples are not like the data: the discriminator is too plain to see it",
        signs: [
            [
                .fails(.mixedDiscriminator).whereKnown, .below(.indecision, 0.05, certain: 0.02), .below(.generatorGradient, 0.3, certain: 0.1),
                .below(.fidelity, 0.35, certain: 0.15),
            ]
        ],
        source: "Arora et al. 2017, Generalization and equilibrium in generative adversarial nets, section 3"),
    Verdict(
        .memorising, "the samples lie much nearer to the training examples than new ones would: they are copies",
        signs: [[.above(.copying, 0.85, certain: 0.95), .above(.fidelity, 0.3, certain: 0.5)]],
        source: "Meehan, Chaudhuri, Dasgupta 2020, A non-parametric test to detect data-copying in generative models"),
    Verdict(
        .modeHopping, "the samples leave one part of the data for another from look to look, and never hold many at once",
        signs: [
            [
                .above(.hopping, 0.6, certain: 0.85), .below(.meanDiversity, 0.55, certain: 0.3), .above(.reachedInTurn, 0.08, certain: 0.12),
                .below(.usualSpread, 0.3, certain: 0.2),
            ],
            [.above(.hopping, 0.6, certain: 0.85), .above(.wandering, 0.6, certain: 1), .below(.usualSpread, 0.3, certain: 0.2)],
        ],
        source: "Metz, Poole, Pfau, Sohl-Dickstein 2017, Unrolled generative adversarial networks, section 3.1"),
    Verdict(
        .modeCollapse, "the samples reach only a small part of the data, and always the same",
        signs: [
            [
                .below(.diversity, 0.55, certain: 0.3), .below(.hopping, 0.55, certain: 0.3).whereKnown, .below(.spread, 0.6, certain: 0.4),
                .above(.steps, 200, certain: 400).whereKnown,
            ],
            [
                .below(.diversity, 0.55, certain: 0.3), .below(.hopping, 0.55, certain: 0.3).whereKnown, .above(.fidelity, 0.4, certain: 0.7),
                .above(.steps, 200, certain: 400).whereKnown,
            ],
        ],
        equivalents: [.missingModes],
        source: "Goodfellow 2016, NIPS tutorial, section 5.1.1"),
    Verdict(
        .missingModes, "many kinds of the data are there, and some are missing",
        signs: [
            [
                .below(.diversity, 0.75, certain: 0.65), .above(.diversity, 0.5, certain: 0.55), .above(.fidelity, 0.4, certain: 0.6),
                .below(.hopping, 0.4, certain: 0.2).whereKnown, .above(.steps, 1000, certain: 2000).whereKnown,
            ]
        ],
        equivalents: [.modeCollapse], source: "Srivastava et al. 2017, VEEGAN"),
    Verdict(
        .pastItsBest, "the samples were better before, and have become worse while training went on",
        signs: [[.above(.best, 0.25, certain: 0.4), .above(.lostSinceBest, 0.5, certain: 0.7)]],
        equivalents: [.nonConvergence, .modeCollapse], isConsequence: true,
        source: "Mescheder, Geiger, Nowozin 2018"),
    Verdict(
        .nonConvergence, "the samples move about and do not become better",
        signs: [
            [
                .above(.wandering, 0.3, certain: 0.5), .below(.gain, 0.05, certain: 0), .below(.fidelity, 0.5, certain: 0.3),
                .above(.steps, 600, certain: 1500).whereKnown,
            ]
        ],
        isConsequence: true,
        source: "Goodfellow 2016, NIPS tutorial, section 5.1"),
    Verdict(
        healthy: "undertrained", "nothing speaks for a failure; the samples are not yet like the data, and more steps may make them so",
        signs: [
            [.below(.fidelity, 0.5, certain: 0.3)], [.below(.diversity, 0.8, certain: 0.6)], [.below(.spread, 0.85, certain: 0.7)],
            [.below(.steps, 20, certain: 5)],
        ],
        source: Criterion.measured),
    Verdict(healthy: "healthy", "nothing speaks for a failure", signs: [[.above(.steps, 1e-3, certain: 1).whereKnown]], source: Criterion.measured),
]

private let ganhacks = "Chintala, Denton, Arjovsky, Mathieu 2016, How to train a GAN, tip 10"
