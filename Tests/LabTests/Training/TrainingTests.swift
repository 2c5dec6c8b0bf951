import Datasets
import Networks
import Testing

@testable import Lab

@Suite("Training")
struct TrainingTests {
    static let pairs = lossCatalogue.indices.flatMap { loss in optimizerCatalogue.indices.map { (loss, $0) } }

    @Test("every loss under every optimizer stays finite for 20 steps", arguments: pairs)
    func catalogue(_ loss: Int, _ optimizer: Int) throws {
        var recipe = try ringRecipe()
        let lossType = lossCatalogue[loss]
        let optimizerType = optimizerCatalogue[optimizer]
        recipe.loss = try lossType.init(.init(lossType.declaration))
        recipe.chosenOptimizers[.generator] = try optimizerType.init(.init(optimizerType.declaration))
        recipe.chosenOptimizers[.discriminator] = recipe.chosenOptimizers[.generator]
        let experiment = try Experiment(recipe)
        let before = experiment.bits
        try experiment.train(steps: 20)
        #expect(experiment.history.count == 20)
        #expect(experiment.bits != before)
        #expect(experiment.variables.allSatisfy { $0.values.allSatisfy(\.isFinite) })
    }

    @Test("looking ahead trains, through the discriminator's own optimizer and through plain descent")
    func unrolled() throws {
        for rate in [nil, 0.01] as [Double?] {
            var recipe = try ringRecipe()
            recipe.tricks = [Unroll(steps: 3, rate: rate)]
            let ahead = try Experiment(recipe)
            let plain = try Experiment(try ringRecipe())
            try ahead.train(steps: 3)
            try plain.train(steps: 3)
            #expect(ahead.variables.allSatisfy { $0.values.allSatisfy(\.isFinite) })
            #expect(ahead.bits != plain.bits)
        }
    }

    @Test("convolutions with batch normalisation train on images and keep running statistics")
    func images() throws {
        var recipe = Recipe(dataset: GreyImages())
        recipe.chosenBatch = 8
        recipe.chosenLatent = NormalLatent(4)
        recipe.chosenLayers[.generator] = specify([
            Dense([2, 2, 8]), BatchNormalization(), Relu(), Deconvolution(1, geometry: ImageGeometry(stride: 2)), Tanh(),
        ])
        recipe.chosenLayers[.discriminator] = specify([
            Convolution(4, geometry: ImageGeometry(stride: 2)), BatchNormalization(), LeakyRelu(), Flatten(), Dense(1),
        ])
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 5)
        for role in Adversarial.networks {
            let states = experiment.trained(role).network.states
            #expect(states.count == 2)
            #expect(states[0].values.contains { $0 != 0 })
        }
        #expect(try experiment.samples(count: 300).count == 300 * 16)
    }

    @Test("clipping holds every weight of the critic within its limit")
    func clipping() throws {
        var recipe = try ringRecipe()
        recipe.loss = Wasserstein(clip: 0.05)
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 3)
        let weights = experiment.trained(.discriminator).network.parameters.flatMap(\.values)
        #expect(weights.allSatisfy { abs($0) <= 0.05 })
        #expect(weights.contains { abs($0) == 0.05 })
    }

    @Test("a well-matched duel on a line brings the generator to the data")
    func converges() throws {
        var recipe = Recipe(dataset: try dataset(LineDataset.self, ["modes": .number(1), "offset": .number(3)]))
        recipe.chosenLatent = NormalLatent(4)
        recipe.chosenBatch = 64
        recipe.chosenLayers[.generator] = specify([Dense(16), Relu(), Dense(1)])
        recipe.chosenLayers[.discriminator] = specify([Dense(16), LeakyRelu(), Dense(1)])
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 800)
        let samples = try experiment.samples(count: 1000)
        let mean = samples.reduce(0, +) / 1000
        #expect(abs(mean - 3) < 0.6, "mean \(mean)")
    }

    @Test("stops when the condition holds, looked at every so many steps")
    func condition() throws {
        let experiment = try Experiment(try ringRecipe())
        var looked: [Int] = []
        let outcome = try experiment.train(steps: 100, every: 5, until: { experiment in
            looked.append(experiment.step)
            return experiment.step >= 12
        })
        #expect(outcome == .conditionMet(step: 15))
        #expect(looked == [5, 10, 15])
        #expect(try experiment.train(steps: 3, every: 50, until: { _ in false }) == .finished)
    }

    @Test("an interruption ends after a whole step, and going on gives the same bits")
    func interruption() throws {
        let stopped = try Experiment(try ringRecipe())
        let whole = try Experiment(try ringRecipe())
        let outcome = try stopped.train(steps: 20, interrupted: { stopped.step == 8 })
        #expect(outcome == .interrupted(step: 8))
        try stopped.train(steps: 12)
        try whole.train(steps: 20)
        #expect(stopped.bits == whole.bits)
    }

    @Test("stops at the first number that is none, says which, and goes back to the last whole weights")
    func notFinite() throws {
        var recipe = try ringRecipe()
        recipe.loss = LeastSquares()
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 5)
        recipe.chosenOptimizers[.generator] = GradientDescent(rate: 1e30)
        recipe.chosenOptimizers[.discriminator] = GradientDescent(rate: 1e30)
        try experiment.change(to: recipe)
        let (before, history) = (experiment.bits, experiment.history)
        let error = try #require(throws: TrainingError.self) { try experiment.train(steps: 50) }
        #expect(error.restoredStep == 5)
        #expect(error.step > 5)
        #expect(error.description.contains("is not a finite number at step \(error.step)"))
        #expect(experiment.step == 5 && experiment.history.count == 5)
        // Weights and averages, bit for bit; the history says what it said.
        #expect(experiment.bits == before)
        #expect(before.joined().contains { $0 != 0 })
        #expect(experiment.history == history)
    }

    @Test("the way to a failure is kept beside the history, until a step is made or all begins anew")
    func failedStretch() throws {
        var broken = try ringRecipe()
        broken.loss = LeastSquares()
        var gentle = broken
        gentle.chosenOptimizers[.generator] = GradientDescent(rate: 1e-3)
        gentle.chosenOptimizers[.discriminator] = GradientDescent(rate: 1e-3)
        broken.chosenOptimizers[.generator] = GradientDescent(rate: 10)
        broken.chosenOptimizers[.discriminator] = GradientDescent(rate: 10)
        let experiment = try Experiment(gentle)
        try experiment.train(steps: 5)
        #expect(experiment.failedStretch == nil)
        try experiment.change(to: broken)
        let error = try #require(throws: TrainingError.self) { try experiment.train(steps: 90) }
        let failed = try #require(experiment.failedStretch)
        #expect(failed.step == error.step && failed.quantity == error.quantity && failed.restoredStep == 5)
        #expect(experiment.history.count == 5)
        let (steps, losses) = failed.series(.discriminatorLoss)
        #expect(steps.first == 6 && steps.last ?? 0 >= Double(failed.step - 1))
        // Each step on the way was measured, and the loss grew by powers of ten.
        #expect(losses.last ?? 0 > 1e6 * losses[0])
        #expect(failed.value(.discriminatorLoss, atStep: 6).map { Double($0) } == losses[0])
        #expect(failed.value(.discriminatorLoss, atStep: 5) == nil)

        // Looking at it changes nothing; going on does, with a history that has no gap.
        try experiment.change(to: gentle)
        #expect(experiment.failedStretch == failed)
        try experiment.train(steps: 1)
        #expect(experiment.failedStretch == nil && experiment.history.count == 6)

        try experiment.change(to: broken)
        #expect(throws: TrainingError.self) { try experiment.train(steps: 90) }
        #expect(experiment.failedStretch != nil)
        experiment.reset()
        #expect(experiment.failedStretch == nil)
    }

    @Test("an interruption ends the compiling of a step, and nothing is lost")
    func interruptedWhileCompiling() throws {
        var recipe = try ringRecipe()
        recipe.tricks = [Unroll(steps: 3)]
        for allowed in 0..<5 {
            let experiment = try Experiment(recipe)
            let fresh = experiment.bits
            var asked = 0
            let outcome = try experiment.train(steps: 2, interrupted: {
                asked += 1
                return asked > allowed
            })
            #expect(outcome == .interrupted(step: 0))
            #expect(experiment.bits == fresh)
            try experiment.train(steps: 2)
            #expect(experiment.step == 2)
        }
    }
}
