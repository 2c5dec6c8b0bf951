import Networks
import Testing

@testable import Lab

@Suite("Layers that fade in")
struct FadingTests {
    private func layers(_ layers: [(layer: any Layer, name: String?)]) -> [LayerSpecification] {
        layers.enumerated().map { LayerSpecification($1.layer, tag: $0, name: $1.name) }
    }

    private func network(_ outputs: Int, isGrown: Bool) -> [LayerSpecification] {
        layers([(Dense(8), "body"), (LeakyRelu(), "bent"), (Dense(outputs), "small")] + (isGrown
            ? [(From("bent"), nil), (Dense(8), "wide"), (LeakyRelu(), nil), (Dense(outputs), "large"), (Fade(ReachedLayer(name: "small"), over: 4), "fade")]
            : []))
    }

    /// Trained for five steps, then grown in both networks.
    private func grown(ratio: Recipe.Ratio = .init(), _ change: (inout Recipe) -> Void = { _ in }) throws -> (experiment: Experiment, before: [Float]) {
        var recipe = try ringRecipe()
        recipe.ratio = ratio
        change(&recipe)
        recipe.chosenLayers[.generator] = network(2, isGrown: false)
        recipe.chosenLayers[.discriminator] = network(1, isGrown: false)
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 5)
        let before = try experiment.samples(count: 6)
        recipe.chosenLayers[.generator] = network(2, isGrown: true)
        recipe.chosenLayers[.discriminator] = network(1, isGrown: true)
        #expect(try !experiment.change(to: recipe, growing: [.generator, .discriminator]))
        return (experiment, before)
    }

    private func share(_ experiment: Experiment, _ network: NetworkID) -> Float {
        experiment.trained(network).network.states.first { $0.name.hasSuffix("fade.share") }?.values[0] ?? -1
    }

    @Test("a grown network makes at first what it made before")
    func start() throws {
        let (experiment, before) = try grown()
        #expect(try experiment.samples(count: 6) == before)
        try experiment.train(steps: 1)
        #expect(try experiment.samples(count: 6) != before)
    }

    @Test("both networks fade by training steps, whatever the ratio, the rule and a batch normalisation")
    func pace() throws {
        let ways: [(Recipe.Ratio, any StepRule)] = [
            (.init(), Alternating()), (.init(discriminator: 3), Alternating()), (.init(), Extragradient()), (.init(), Symplectic()),
        ]
        for (ratio, rule) in ways {
            let (experiment, _) = try grown(ratio: ratio) { $0.rule = rule }
            for expected: Float in [0.25, 0.5, 0.75, 1, 1] {
                try experiment.train(steps: 1)
                #expect(share(experiment, .generator) == expected && share(experiment, .discriminator) == expected)
            }
        }
    }

    @Test("at the end the old way counts for nothing")
    func end() throws {
        let (experiment, _) = try grown()
        try experiment.train(steps: 4)
        let samples = try experiment.samples(count: 6)
        for parameter in experiment.trained(.generator).network.parameters where parameter.name.hasPrefix("generator.small") {
            parameter.values = parameter.values.map { $0 + 1 }
        }
        experiment.views = ViewCache()
        #expect(try experiment.samples(count: 6) == samples)
    }

    @Test("the weights of the new way learn from the first step on, through a look-ahead as well")
    func learning() throws {
        let (experiment, _) = try grown { $0.tricks = [Unroll(steps: 2)] }
        let fresh = experiment.trained(.generator).network.parameters.map(\.values)
        try experiment.train(steps: 1)
        for (parameter, before) in zip(experiment.trained(.generator).network.parameters, fresh) {
            #expect(parameter.values != before && parameter.values.allSatisfy { $0.isFinite }, "\(parameter.name)")
        }
    }

    @Test("goes on from a checkpoint where it was, and begins anew after a reset")
    func resumed() throws {
        let (whole, _) = try grown()
        try whole.train(steps: 2)
        let bytes = whole.checkpoint(recipeText: "").encoded()
        try whole.train(steps: 2)
        let resumed = try Experiment(whole.recipe)
        try resumed.load(Checkpoint(decoding: bytes))
        try resumed.train(steps: 2)
        #expect(resumed.bits == whole.bits)
        resumed.reset()
        #expect(share(resumed, .generator) == 0)
        try resumed.train(steps: 1)
        #expect(share(resumed, .generator) == 0.25)
    }

    @Test("both ways must end in one size")
    func sizes() throws {
        var recipe = try ringRecipe()
        recipe.chosenLayers[.generator] = layers([(Dense(3), "small"), (Dense(2), nil), (Fade("small"), nil)])
        let error = #expect(throws: RecipeError.self) { try RecipeCheck(recipe) }
        #expect(error?.message == "`fade small` goes over from the 3 that `small` makes, found 2")
    }
}
