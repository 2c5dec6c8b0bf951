import Datasets

/// What samples say of the generator without known modes: where they lie, how wide, how many there are, what they share.
let sampleMeasurements: [Measurement] = [
    Measurement(
        "spread", summary: "how wide the samples lie beside the data: the root of the ratio of mean squared pair distances; 1 as wide, 0 all the same",
        best: .nearest(1), isCostly: true, isKept: false, example: "data ring\ntrain 1\nexpect spread > 0",
        source: "after Salimans et al. 2016, Improved techniques for training GANs, section 3.2: a collapse is a lack of distances",
        unavailable: onePlace, read: { try $0.sampleSpread() }),
    Measurement(
        "shift", summary: "how far the mean of the samples lies from the data's, in units of the data's own width around theirs",
        best: .lowest, isCostly: true, isKept: false, example: "data ring\ntrain 1\nexpect shift >= 0",
        source: "Mescheder, Geiger, Nowozin 2018, figure 2: the generator's place circles around the data's"
    ) { try $0.sampleMoments().shift(from: $0.dataMoments()) },
    Measurement(
        "checkerboard",
        summary: "the share of the samples' energy that repeats with the stride of the generator's last enlarging layer; digits have 0.003",
        best: .lowest, isCostly: true, isKept: false, example: "data mnist\nmodel dcgan width 4\ntrain 1\nexpect checkerboard < 1",
        source: "Odena, Dumoulin, Olah 2016, Deconvolution and checkerboard artifacts",
        unavailable: { $0.dataset.isImage ? nil : "`data \($0.dataset.name)` has no pixels" },
        read: { try $0.checkerboardEnergy()?.samples ?? 0 }),
    Measurement(
        "support",
        summary: "how many different samples the generator has, by the birthday paradox: 1000 that show so many near-duplicates; 499500 at least, where no two are alike",
        best: .highest, isCostly: true, isKept: false, example: "data ring\ntrain 1\nexpect support >= 1",
        source: "Arora, Risteski, Zhang 2018, Do GANs learn the distribution?, section 3",
        unavailable: onePlace, read: { try $0.birthdayEstimates().generator.support }),
    Measurement(
        "coupling", summary: "the share of the samples' variance in training mode that is due to their batch mates; 0 where no layer ties a batch",
        best: .lowest, isCostly: true, isKept: false,
        example: "data ring\ngenerator\n  layer dense 16 relu\n  layer batchnorm\n  layer dense data\nbatch 4\ntrain 1\nexpect coupling > 0",
        source: "the law of total variance; Salimans et al. 2016, section 3.4"
    ) { try $0.batchCoupling() },
]

/// Nothing lies beside a single point. What a file holds is known when it is read.
@Sendable private func onePlace(_ recipe: Recipe) -> String? {
    recipe.syntheticSource is PointMass ? "all of `data \(recipe.dataset.name)` lies at one place" : nil
}
