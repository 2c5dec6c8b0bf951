/// What samples say beside the examples that were trained on and others that were not.
let memorisationMeasurements: [Measurement] = [
    memorisation(
        "copying", best: .nearest(0.5),
        summary: "in how many pairs of a sample and an unseen example the sample lies nearer to the training examples: ½ as new, 1 copies",
        source: "Meehan, Chaudhuri, Dasgupta 2020, A non-parametric test to detect data-copying in generative models, section 3"
    ) { $0.copying },
    memorisation(
        "nearest.unseen", best: .nearest(1),
        summary: "the median distance of samples to the nearest training example over that of unseen examples: 1 as new, near 0 copies",
        source: "after Meehan, Chaudhuri, Dasgupta 2020, section 3; Lopez-Paz, Oquab 2017, Revisiting classifier two-sample tests"
    ) { $0.ratio },
]

private func memorisation(
    _ name: String, best: BestValue, summary: String, source: String, value: @escaping @Sendable (Memorisation) -> Double
) -> Measurement {
    Measurement(
        name, summary: summary, best: best, isCostly: true, isKept: false, example: "data digits examples 100\ntrain 1\nexpect \(name) >= 0",
        source: source, unavailable: { $0.memorisationUnavailability }, read: { value(try $0.memorisation()) })
}
