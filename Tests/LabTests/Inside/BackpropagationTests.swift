import Datasets
import Graphs
import Networks
import Testing

@testable import Lab

@Suite("A gradient on its way back")
struct BackpropagationTests {
    private struct Figures: Decodable {
        struct Case: Decodable {
            let name: String
            let seed: UInt64
            let lengths: [Double]
            let byParameters: [String: Double]
        }

        let cases: [Case]
    }

    /// `Tests/References/inside.py` made the figures.
    @Test(
        "its length at every layer of both networks is PyTorch's: dense and convolutional, with dropout, normalisations, residual blocks",
        arguments: ["dropout and batchnorm", "convolutions", "residual blocks, spectrally normalised"])
    func againstPyTorch(_ name: String) throws {
        let figures: Figures = try reference("inside")
        let right = try #require(figures.cases.first { $0.name == name })
        let way = try Experiment(try recipe(name, seed: right.seed)).backpropagation()
        #expect(way.stations.count == right.lengths.count)
        for (station, length) in zip(way.stations, right.lengths) {
            #expect(abs(station.gradient - length) < 1e-4 * length, "\(station.layer): \(station.gradient) instead of \(length)")
        }
        let learned = way.stations.filter { $0.byParameters != nil }
        #expect(learned.count == right.byParameters.count)
        for station in learned {
            let (found, length) = (try #require(station.byParameters), try #require(right.byParameters[station.layer.label]))
            #expect(abs(found - length) < 1e-4 * length, "\(station.layer): \(found) instead of \(length)")
        }
    }

    private func recipe(_ name: String, seed: UInt64) throws -> Recipe {
        let halving = ImageGeometry(stride: 2)
        var recipe = try ringRecipe(seed: seed)
        recipe.chosenLatent = NormalLatent(3)
        recipe.chosenBatch = 8
        let networks: (generator: [any Layer], discriminator: [any Layer])
        switch name {
        case "dropout and batchnorm":
            recipe.loss = Minimax()
            networks = (
                [Dense(6), Relu(), Dropout(rate: 0.3), Dense(5), BatchNormalization(), LeakyRelu(), Dense(2)],
                [Dense(6), LeakyRelu(), Dropout(rate: 0.4), Dense(4), Relu(), Dense(1)]
            )
        case "convolutions":
            recipe.dataset = GreyImages()
            recipe.loss = LeastSquares()
            networks = (
                [Dense([2, 2, 4]), BatchNormalization(), Relu(), Deconvolution(1, geometry: halving), Tanh()],
                [Convolution(5, geometry: halving), LeakyRelu(), Flatten(), Dense(1)]
            )
        default:
            recipe.dataset = GreyImages()
            recipe.loss = NonSaturating()
            recipe.tricks = [SpectralNorm(of: .both)]
            networks = (
                [Dense([2, 2, 4]), Residual(3, .up, normalization: .batchnorm), Relu(), Residual(1), Tanh()],
                [Residual(3, .down, isFirst: true), Residual(4, .down), Relu(), Flatten(), Dense(1)]
            )
        }
        recipe.chosenLayers = [.generator: specify(networks.generator), .discriminator: specify(networks.discriminator)]
        return recipe
    }

    @Test("on training's own draws the whole gradient is the one that training measures, of either network, under every loss and trick")
    func sameAsTraining() throws {
        var recipes = try lossCatalogue.map { loss in
            var recipe = try ringRecipe()
            recipe.loss = try loss.init(.init(loss.declaration))
            return recipe
        }
        for trick in trickCatalogue {
            var recipe = try ringRecipe()
            recipe.chosenLatent = CodedLatent(noise: 2, categories: [3], continuous: 1)
            recipe.tricks = [try trick.init(.init(trick.declaration))]
            recipes.append(recipe)
        }
        for var recipe in recipes {
            recipe.rule = Simultaneous()
            recipe.ratio = .init()
            let experiment = try Experiment(recipe)
            let position = experiment.position
            let ways = try Adversarial.networks.map { network in
                let looked = try LookedTurn(
                    of: network, recipe, memory: experiment.memory, source: experiment.source, drawingBelow: nil)
                return try BackpropagationLook(looked).value(at: position, step: 0)
            }
            try experiment.train(steps: 1)
            for way in ways {
                let measured = Double(try #require(experiment.history.latest(.gradient(of: way.mover))))
                let what = "\(way.mover) under \(recipe.loss.name) \(recipe.tricks.map(\.name))"
                let error = abs(way.length - measured)
                #expect(error <= 1e-4 * measured + 1e-7, "\(what): \(way.length) instead of \(measured)")
                #expect(way.stations.allSatisfy { $0.gradient.isFinite }, "\(what)")
            }
        }
    }

    @Test("the same batch gives the same way, and no look changes what training does")
    func changesNothing() throws {
        let (looked, plain) = (try Experiment(try ringRecipe()), try Experiment(try ringRecipe()))
        for experiment in [looked, plain] { try experiment.train(steps: 3) }
        for network in Adversarial.networks {
            #expect(try looked.backpropagation(of: network) == looked.backpropagation(of: network))
            _ = try looked.activations(of: network)
            _ = looked.weights(of: network)
        }
        _ = try looked.generatorGradient(under: Minimax())
        _ = try looked.probe(updates: 3)
        _ = try looked.pastValues(of: try #require(measurement(named: "gradient.samples")))
        #expect(looked.history == plain.history)
        #expect(looked.position == plain.position)
        for experiment in [looked, plain] { try experiment.train(steps: 3) }
        #expect(looked.bits == plain.bits)
    }

    @Test("lengths far below what a square can be are lengths still")
    func tiny() throws {
        var recipe = try ringRecipe()
        recipe.loss = Wasserstein()
        let experiment = try Experiment(recipe)
        let before = try experiment.backpropagation()
        let last = try #require(experiment.network(.discriminator)).parameters[2]
        last.values = last.values.map { $0 * 1e-25 }
        let after = try experiment.backpropagation()
        #expect(after.atScores == 1)
        #expect(before.atScores == 1)
        let (small, large) = (try #require(after.atSamples), try #require(before.atSamples))
        let error = abs(small / large - 1e-25)
        #expect(error < 1e-28, "\(small) of \(large)")
    }

    @Test("names the loss that gives nothing, the layer that lets nothing through, the layer that blows it up, and no sound network")
    func breaks() throws {
        var recipe = try ringRecipe()
        recipe.loss = Minimax()
        let experiment = try Experiment(recipe)
        #expect(try experiment.backpropagation().worstBreak == nil)
        let discriminator = try #require(experiment.network(.discriminator))
        let (weight, bias) = (discriminator.parameters[2], discriminator.parameters[3])
        let (oldWeight, oldBias) = (weight.values, bias.values)

        // A discriminator that is sure: σ(−12) = 6·10⁻⁶.
        bias.values = [-12]
        weight.values = oldWeight.map { $0 * 0.1 }
        let sure = try #require(experiment.backpropagation().worstBreak)
        #expect(sure.kind == .vanishes)
        #expect(sure.place == .loss)
        let (least, most) = (3e-6, 9e-6)
        #expect(sure.factor > least)
        #expect(sure.factor < most)

        bias.values = oldBias
        for (factor, kind) in [(Float(1e-4), Backpropagation.Break.Kind.vanishes), (1e4, .explodes)] {
            recipe.loss = Wasserstein()
            recipe.chosenPenalties = []
            try experiment.change(to: recipe)
            let weight = try #require(experiment.network(.discriminator)).parameters[2]
            weight.values = oldWeight.map { $0 * factor }
            let found = try #require(experiment.backpropagation().worstBreak)
            guard case .layer(let layer) = found.place else {
                Issue.record("no layer: \(found)")
                continue
            }
            #expect(found.kind == kind)
            #expect(layer.name == "discriminator.2")
            #expect(layer.kind == "dense")
            let quotient = found.factor / Double(factor)
            #expect(quotient > 0.1)
            #expect(quotient < 10)
        }
    }

    @Test("what is matched in a hidden layer asks nothing of the score, which is no fault of the loss")
    func hidden() throws {
        var recipe = try ringRecipe()
        recipe.tricks = [FeatureMatching()]
        let way = try Experiment(recipe).backpropagation()
        #expect(way.atScores == 0)
        #expect(way.atSamples ?? 0 > 0)
        #expect(way.worstBreak == nil)
    }

    @Test("many layers that each leave a little too little are named together")
    func together() throws {
        var recipe = try ringRecipe()
        recipe.loss = Wasserstein()
        recipe.chosenPenalties = []
        recipe.chosenLayers[.discriminator] = specify([Dense(8), Dense(8), Dense(8), Dense(8), Dense(1)])
        let experiment = try Experiment(recipe)
        let discriminator = try #require(experiment.network(.discriminator))
        for weight in discriminator.parameters where weight.shape.count == 2 { weight.values = weight.values.map { $0 * 0.05 } }
        let found = try #require(experiment.backpropagation().worstBreak)
        #expect(found.kind == .vanishes)
        #expect(found.place == .network(.discriminator))
        #expect(found.factor < 1e-4)
    }

    @Test("a rectifier says what share of its numbers let nothing through")
    func closed() throws {
        let experiment = try Experiment(try ringRecipe())
        let bias = try #require(experiment.network(.generator)).parameters[1]
        // Three of eight units are shut for any noise, five are open.
        bias.values = [-1000, -1000, -1000, 1000, 1000, 1000, 1000, 1000]
        let stations = try experiment.backpropagation().stations
        let relu = try #require(stations.first { $0.layer.kind == "relu" })
        #expect(relu.closed == 3.0 / 8)
        #expect(stations.filter { $0.layer.kind != "relu" }.allSatisfy { $0.closed == nil })
    }

    @Test("a game without a duel has the way of its own network, and a network that no game has is refused")
    func others() throws {
        var recipe = try ringRecipe()
        recipe.method = Denoising(steps: 4)
        recipe.chosenLatent = nil
        let experiment = try Experiment(recipe)
        let way = try experiment.backpropagation(of: Denoising.denoiser)
        #expect(way.stations.allSatisfy { $0.layer.network == Denoising.denoiser && $0.gradient > 0 })
        #expect(way.atSamples == nil)
        #expect(way.atScores == nil)
        #expect(throws: (any Error).self) { try experiment.backpropagation(of: .generator) }
    }
}
