import Networks
import Testing

@testable import Lab

@Suite("What layers make, and what they are made of")
struct ActivationTests {
    @Test("units that are 0 on every example are dead; one example in hundreds keeps a unit alive")
    func dead() throws {
        var recipe = try ringRecipe()
        recipe.chosenBatch = 4
        let experiment = try Experiment(recipe)
        #expect(try experiment.activations(of: .generator).deadShare == 0)
        let (weight, bias) = (experiment.network(.generator)?.parameters[0], experiment.network(.generator)?.parameters[1])
        // Units 0 to 2 never answer. Unit 3 does to a normal number above 2.2, 14 times in a thousand: seldom in a batch of 4.
        var weights = [Float](repeating: 0.1, count: 32)
        for row in 0..<4 { weights[8 * row + 3] = row == 0 ? 1 : 0 }
        weight?.values = weights
        bias?.values = [-1000, -1000, -1000, -2.2, 1, 1, 1, 1]
        let layers = try experiment.activations(of: .generator)
        let relu = try #require(layers.first { $0.layer.kind == "relu" })
        #expect(relu.units == .init(count: 8, dead: 3))
        #expect(layers.deadShare == 3.0 / 8)
        #expect(try experiment.activations(of: .discriminator).deadShare == nil)
        #expect(try measurement(named: "dead.generator")?.value(of: experiment) == 3.0 / 8)
        #expect(measurement(named: "dead.discriminator")?.unavailability(in: recipe) == "the discriminator has no `relu`, whose units can die")
    }

    @Test("of images a unit is a channel, also inside of a residual block")
    func channels() throws {
        var recipe = try ringRecipe()
        recipe.dataset = GreyImages()
        recipe.chosenLayers = [
            .generator: specify([Dense([2, 2, 3]), Relu(), Residual(2, .up), Convolution(1, geometry: ImageGeometry(kernel: 3))]),
            .discriminator: specify([Flatten(), Dense(1)]),
        ]
        let experiment = try Experiment(recipe)
        let layers = try experiment.activations(of: .generator)
        let counts = layers.compactMap { layer in layer.units.map { (layer.layer.part, $0.count) } }
        #expect(counts.map(\.0) == [nil, "first-activation", "second-activation"])
        #expect(counts.map(\.1) == [3, 3, 2])
        // A channel that is 0 at each of four places.
        let bias = try #require(experiment.network(.generator)).parameters[1]
        bias.values = (0..<12).map { $0 % 3 == 1 ? -1000 : 1000 }
        let after = try experiment.activations(of: .generator).compactMap(\.units)
        #expect(after[0] == .init(count: 3, dead: 1))
        #expect(after[1].dead == 1)
    }

    @Test("the discriminator's are of real and generated examples, and numbers are those that layers make")
    func values() throws {
        let experiment = try Experiment(try ringRecipe())
        let layers = try experiment.activations(of: .discriminator)
        #expect(layers.map(\.layer.kind) == ["dense", "leaky-relu", "dense"])
        let examples = 2 * max(ActivationLook.examples, 16)
        #expect(layers.map(\.values.count) == [8 * examples, 8 * examples, examples])
        let bent = layers[0].values.map { (value: Float) -> Float in value > 0 ? value : 0.2 * value }
        let differences = zip(bent, layers[1].values).map { (pair: (Float, Float)) -> Float in abs(pair.0 - pair.1) }
        #expect(differences.max() ?? 1 < 1e-5)
    }

    @Test("weights by layers, without biases; the share at the bound counts every parameter")
    func weights() throws {
        var recipe = try ringRecipe()
        recipe.loss = Wasserstein()
        let experiment = try Experiment(recipe)
        let weights = experiment.weights(of: .discriminator)
        #expect(weights.map(\.layer.name) == ["discriminator.0", "discriminator.2"])
        #expect(weights.map(\.values.count) == [16, 8])
        #expect(weights[0].values == experiment.network(.discriminator)?.parameters[0].values)
        #expect(experiment.weights(of: Denoising.denoiser).isEmpty)

        let bound = try #require(recipe.parameterBound)
        let parameters = try #require(experiment.network(.discriminator)).parameters
        for parameter in parameters { parameter.values = parameter.values.map { _ in 0 } }
        #expect(experiment.clippedShare() == 0)
        parameters[0].values = [Float](repeating: bound, count: 4) + [-bound, -bound] + [Float](repeating: 0.5 * bound, count: 10)
        #expect(experiment.clippedShare() == 6.0 / 33)
        recipe.chosenPenalties = []
        try experiment.change(to: recipe)
        #expect(experiment.clippedShare() == nil)
        #expect(measurement(named: "clipped")?.unavailability(in: recipe) == "nothing bounds the discriminator's parameters; `penalty clip` does")
    }

    @Test("a histogram counts every number once, the ends included, and leaves out what is none")
    func histogram() {
        let histogram = Histogram([0, 0.5, 1, 1, 2, .nan, .infinity, 7], bins: 4, over: 0...2)
        let right: [Double] = [0.125, 0.125, 0.25, 0.125]
        #expect(histogram.shares == right)
        #expect(histogram.binWidth == 0.5)
        #expect(Histogram.range(of: [3, 3]) == 2.5...3.5)
        #expect(Histogram.range(of: [.nan]) == 0...1)
        #expect(Histogram.range(of: [-1, .infinity, 4]) == -1...4)
    }
}
