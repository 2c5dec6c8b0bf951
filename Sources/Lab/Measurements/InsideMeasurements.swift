import Declarations
import Networks

/// What happens inside the networks: how far a gradient comes, which units are dead, how many weights lie at their bound. Taken
/// where somebody asks: each is a program of its own.
let insideMeasurements: [Measurement] = [
    inside(
        "gradient.scores", summary: "the length of the generator's gradient as the loss gives it to a score, root mean square over a batch",
        best: .none("what is enough depends on the loss"), example: "data ring\ntrain 1\nprint gradient.scores",
        source: "Goodfellow et al. 2014, section 3", parts: StepQuantity.generatorLoss.parts, unavailable: withoutDiscriminator
    ) { try $0.backpropagation().atScores },
    inside(
        "gradient.samples",
        summary: "the length of the generator's gradient as it arrives at a sample, through the discriminator; root mean square over a batch",
        best: .none("what is enough depends on the loss"), example: "data ring\ntrain 1\nprint gradient.samples",
        source: "Arjovsky, Bottou 2017, theorem 2.4", parts: StepQuantity.generatorLoss.parts, unavailable: withoutDiscriminator
    ) { try $0.backpropagation().atSamples },
    Measurement(
        "clipped", summary: "the share of the discriminator's parameters that lie at the bound which `penalty clip` sets them",
        best: .none("a critic with few at their bound may have learned little"), isCostly: true,
        example: "data ring\nloss wgan\ntrain 1\nexpect clipped <= 1",
        source: "Gulrajani et al. 2017, Improved training of Wasserstein GANs, section 3",
        unavailable: { recipe in
            recipe.parameterBound == nil ? "nothing bounds the discriminator's parameters; `penalty clip` does" : nil
        }, read: { $0.clippedShare() ?? 0 }),
] + NetworkID.all.map { network in
    inside(
        "dead.\(network)", summary: "the share of units in the \(network)'s `relu` layers that are 0 on every example of a batch",
        best: .lowest, example: deadExample(of: network), source: "Maas, Hannun, Ng 2013, section 2",
        unavailable: { recipe in
            guard recipe.networks.contains(network) else { return "the game has no \(network)" }
            let layers = recipe.layers(of: network).map(\.layer)
            return layers.contains { $0.hasRectifiers } ? nil : "the \(network) has no `relu`, whose units can die"
        }
    ) { try $0.activations(of: network).deadShare }
} + lossCatalogue.map { loss in
    let name = loss.declaration.name
    return inside(
        "gradient.generator.\(name)",
        summary: "the length of the gradient that `loss \(name)` would give the generator on the weights as they are, without a step",
        best: .none("how long it is depends on the loss"),
        example: "data ring\ntrain 1\nprint gradient.generator.\(name)", source: loss.declaration.source,
        parts: { _ in [.method, .tricks] },
        unavailable: { recipe in
            if let reason = withoutDiscriminator(recipe) { return reason }
            return recipe.loss(named: name).flatMap { recipe.refusal(ofGeneratorLoss: $0)?.message }
        }
    ) { experiment in try experiment.recipe.loss(named: name).map { try experiment.generatorGradient(under: $0) } }
} + [
    inside(
        "probe.error",
        summary: "the share of examples that a fresh discriminator is wrong about at the end of a `probe`; of \(Experiment.updatesToProbe) updates where none was made at this step",
        best: .none("one that learns badly errs as well"), example: "data ring\ntrain 1\nprint probe.error", source: "Arjovsky, Bottou 2017, figure 1",
        parts: probeParts,
        unavailable: { recipe in
            if let reason = withoutDiscriminator(recipe) { return reason }
            return recipe.loss.decisionThreshold == nil ? "a critic's score under `loss \(recipe.loss.name)` has no right and no wrong side" : nil
        }
    ) { try $0.latestProbe().error },
    inside(
        "probe.gradient",
        summary: "the length of the generator's gradient at the end of a `probe`; of \(Experiment.updatesToProbe) updates where none was made at this step",
        best: .none("what is enough depends on the loss"), example: "data ring\ntrain 1\nprint probe.gradient",
        source: "Arjovsky, Bottou 2017, figure 2", parts: probeParts, unavailable: withoutDiscriminator
    ) { try $0.latestProbe().gradient },
]

/// A measurement that is taken where it is asked for, and is not kept while training.
private func inside(
    _ name: String, summary: String, best: BestValue, example: String, source: String,
    parts: @escaping @Sendable (Recipe) -> [RecipePart] = { _ in [] }, unavailable: @escaping @Sendable (Recipe) -> String?, read: @escaping @Sendable (Experiment) throws -> Double?
) -> Measurement {
    Measurement(
        name, summary: summary, best: best, isCostly: true, isKept: false, example: example, source: source, parts: parts,
        unavailable: unavailable
    ) { experiment in
        guard let value = try read(experiment) else {
            throw MeasurementError.unavailable(name: name, reason: "the networks have nothing of the kind")
        }
        return value
    }
}

@Sendable private func probeParts(_ recipe: Recipe) -> [RecipePart] { [.method, .loss, .penalties, .tricks, .data] }

@Sendable private func withoutDiscriminator(_ recipe: Recipe) -> String? {
    recipe.method.isDuel && recipe.networks.contains(.discriminator) ? nil : "`method \(recipe.method.name)` has no discriminator"
}

private func deadExample(of network: NetworkID) -> String {
    let lines = contributedMeasurements.first { $0.name == "gradient.\(network)" }?.declaration.example
        ?? "data ring\ntrain 1\nprint gradient.\(network)"
    return lines.replacingOccurrences(of: "print gradient.", with: "print dead.")
}
