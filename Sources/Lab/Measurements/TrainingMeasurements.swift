import Networks

/// Where training stands and how hard it pulls.
let trainingMeasurements: [Measurement] = [
    Measurement(
        "step", summary: "how many training steps were made since the weights were fresh", unit: "steps",
        best: .none("it only counts"), example: "data ring\ntrain 3\nexpect step == 3", source: "Goodfellow et al. 2014, algorithm 1"
    ) { Double($0.step) },
    history(
        .generatorLoss, summary: "the generator's loss on its latest batch",
        example: "data ring\ntrain 1\nprint loss.generator", source: "Goodfellow et al. 2014, section 3"),
    history(
        .discriminatorLoss, summary: "the discriminator's loss on its latest batches, penalties included",
        example: "data ring\ntrain 1\nprint loss.discriminator", source: "Goodfellow et al. 2014, section 3"),
    history(
        .generatorGradient, summary: "the length of the gradient that moved the generator, over all its weights, before clipping",
        example: "data ring\ntrain 1\nexpect gradient.generator > 0", source: "Arjovsky, Bottou 2017, section 2.2.1"),
    history(
        .discriminatorGradient, summary: "the length of the gradient that moved the discriminator, over all its weights, before clipping",
        example: "data ring\ntrain 1\nexpect gradient.discriminator > 0", source: "Arjovsky, Bottou 2017, section 2.2.1"),
] + Adversarial.networks.reversed().map { network in
    history(
        .updates(of: network), summary: "how many updates of the \(network) the latest step made, where a condition decides", unit: "updates",
        example: "data ring\nratio \(network) 1..3 while loss.\(network) > 0\ntrain 1\nexpect updates.\(network) >= 1",
        source: "Goodfellow et al. 2014, algorithm 1, with a number that is not fixed",
        unavailable: { $0.ratio.further?.network == network ? nil : "`ratio \(network) 1..5 while …` makes a condition decide" })
}

/// A measurement that training takes on the way.
func history(
    _ quantity: StepQuantity, summary: String, unit: String? = nil, example: String, source: String,
    unavailable: @escaping @Sendable (Recipe) -> String? = { _ in nil }
) -> Measurement {
    let name = quantity.name
    return Measurement(
        name, summary: summary, unit: unit, best: .noneOfBatch, isOfTraining: true, example: example, source: source, parts: quantity.parts,
        unavailable: { recipe in
            if let reason = unavailable(recipe) { return reason }
            return recipe.quantities.contains(quantity) ? nil : quantity.missing(in: recipe)
        }
    ) { experiment in
        guard let value = experiment.history.latest(quantity) else {
            throw experiment.step > 0 ? MeasurementError.notOfLatestStep(name: name) : .beforeFirstStep(name: name)
        }
        return Double(value)
    }
}

extension StepQuantity {
    /// Who would measure it.
    fileprivate func missing(in recipe: Recipe) -> String {
        let tricks = trickCatalogue.filter { trick in
            trick.quantities.contains(self) || trick.networks.contains { [.loss(of: $0), .gradient(of: $0)].contains(self) }
        }
        if let trick = tricks.first { return "`trick \(trick.declaration.name)` measures it" }
        return "`method \(recipe.method.name)` has no such quantity"
    }
}

/// What the methods and tricks of the catalogues measure beyond the duel's own.
let contributedMeasurements: [Measurement] = {
    let duel = Set(Adversarial.networks.flatMap { [StepQuantity.loss(of: $0), .gradient(of: $0)] } + Adversarial.quantities)
    let methods = methodCatalogue.map { (kind: "method", declaration: $0.declaration, networks: $0.networks, quantities: $0.quantities) }
    let tricks = trickCatalogue.map { (kind: "trick", declaration: $0.declaration, networks: $0.networks, quantities: $0.quantities) }
    return (methods + tricks).flatMap { owner in
        let lines = owner.declaration.example
        let trained = lines.contains("train ") ? lines : lines + "\ntrain 1"
        let ofNetworks = owner.networks.flatMap { network in
            [
                history(
                    .loss(of: network), summary: "the loss of the \(network) on its latest batch, under `\(owner.kind) \(owner.declaration.name)`",
                    example: trained + "\nprint loss.\(network)", source: owner.declaration.source),
                history(
                    .gradient(of: network), summary: "the length of the gradient that moved the \(network), over all its weights",
                    example: trained + "\nprint gradient.\(network)", source: owner.declaration.source),
            ].filter { measurement in !duel.contains { $0.name == measurement.name } }
        }
        let own = owner.quantities.filter { !duel.contains($0) }.map {
            history($0, summary: $0.summary, unit: $0.unit, example: trained + "\nprint \($0.name)", source: owner.declaration.source)
        }
        return ofNetworks + own
    }
}()
