/// Where training stands and how hard it pulls.
let trainingMeasurements: [Measurement] = [
    Measurement(
        "step", summary: "how many training steps were made since the weights were fresh", unit: "steps",
        example: "data ring\ntrain 3\nexpect step == 3", source: "Goodfellow et al. 2014, algorithm 1"
    ) { Double($0.step) },
    history(
        .generatorLoss, summary: "the generator's loss on its latest batch",
        example: "data ring\ntrain 1\nprint loss.generator", source: "Goodfellow et al. 2014, section 3"),
    history(
        .discriminatorLoss, summary: "the discriminator's loss on its latest batches, penalties included",
        example: "data ring\ntrain 1\nprint loss.discriminator", source: "Goodfellow et al. 2014, section 3"),
    history(
        .generatorGradient, summary: "the length of the gradient that moved the generator, over all its weights",
        example: "data ring\ntrain 1\nexpect gradient.generator > 0", source: "Arjovsky, Bottou 2017, section 2.2.1"),
    history(
        .discriminatorGradient, summary: "the length of the gradient that moved the discriminator, over all its weights",
        example: "data ring\ntrain 1\nexpect gradient.discriminator > 0", source: "Arjovsky, Bottou 2017, section 2.2.1"),
]

/// A measurement that training takes on the way.
func history(
    _ quantity: StepQuantity, summary: String, example: String, source: String,
    unavailable: @escaping @Sendable (Recipe) -> String? = { _ in nil }
) -> Measurement {
    let name = quantity.measurement
    return Measurement(
        name, summary: summary, isOfTraining: true, example: example, source: source, parts: quantity.parts,
        unavailable: unavailable
    ) { experiment in
        guard let value = experiment.history.latest(quantity) else {
            throw MeasurementError.beforeFirstStep(name: name)
        }
        return Double(value)
    }
}
