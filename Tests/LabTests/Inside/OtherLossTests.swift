import Networks
import Testing

@testable import Lab

@Suite("The gradient that another loss would give, and a fresh discriminator")
struct OtherLossTests {
    @Test("the recipe's own gives what is on the way, and another what a recipe with that loss has")
    func sameWeights() throws {
        var recipe = try ringRecipe()
        recipe.loss = Minimax()
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 5)
        for type in lossCatalogue {
            let loss = try #require(recipe.loss(named: type.declaration.name))
            let found = try experiment.generatorGradient(under: loss)
            let other = try experiment.replica()
            var next = recipe
            next.loss = loss
            next.chosenPenalties = []
            try other.change(to: next)
            let right = try other.backpropagation().length
            let error = abs(found - right)
            #expect(error < 1e-5 * right, "\(loss.name): \(found) instead of \(right)")
            let measured = try #require(measurement(named: "gradient.generator.\(loss.name)"))
            #expect(try measured.value(of: experiment) == found)
        }
        #expect(experiment.recipe == recipe)
    }

    @Test("minimax and non-saturating differ by how sure the discriminator is: σ(s) against 1 − σ(s)")
    func saturation() throws {
        var recipe = try ringRecipe()
        recipe.loss = Minimax()
        let experiment = try Experiment(recipe)
        let (weight, bias) = (experiment.network(.discriminator)?.parameters[2], experiment.network(.discriminator)?.parameters[3])
        weight?.values = (weight?.values ?? []).map { $0 * 1e-3 }
        bias?.values = [-8]
        let (minimax, other) = (try experiment.generatorGradient(under: Minimax()), try experiment.generatorGradient(under: NonSaturating()))
        // All scores are near −8, and e⁸ = 2981.
        let error = abs(other / minimax - 2981)
        #expect(error < 60, "\(other) to \(minimax)")
    }

    @Test("a probe starts with a discriminator that nobody trained, the generator stands still, and the error falls where supports lie apart")
    func probe() throws {
        var recipe = try ringRecipe()
        recipe.loss = Minimax()
        recipe.ratio.discriminator = 3
        recipe.chosenOptimizers[.discriminator] = Adam(rate: 0.03, beta1: 0.5)
        let experiment = try Experiment(recipe)
        // Samples in one place, far from the data.
        let generator = try #require(experiment.network(.generator))
        generator.parameters[2].values = generator.parameters[2].values.map { $0 * 0.01 }
        generator.parameters[3].values = [30, 30]
        let before = experiment.bits
        let probe = try experiment.probe(updates: 60, losses: [NonSaturating()])
        #expect(experiment.bits == before)
        #expect(experiment.step == 0)
        #expect(probe.losses == ["minimax", "non-saturating"] && !probe.isCutShort)
        #expect(probe.points.map(\.updates) == Array(0...60))
        #expect(probe.points[0].error == nil)
        #expect(probe.error == 0)
        #expect(try #require(probe.updates(untilError: 0.01)) < 60)
        let left = probe.gradientsLeft
        #expect(left[0] < 0.01, "\(left)")
        #expect(left[1] > 0.1, "\(left)")
        // What measurements read is that probe, and the same step gives the same one.
        #expect(try measurement(named: "probe.gradient")?.value(of: experiment) == probe.gradient)
        #expect(try measurement(named: "probe.error")?.value(of: experiment) == 0)
        #expect(try experiment.probe(updates: 60, losses: [NonSaturating()]) == probe)
    }

    @Test("a probe can be interrupted, and a game without a discriminator has none")
    func edges() throws {
        let experiment = try Experiment(try ringRecipe())
        var updates = 0
        let probe = try experiment.probe(updates: 50, interrupted: { updates >= 4 }, onProgress: { _ in updates += 1 })
        #expect(probe.isCutShort)
        #expect(probe.points.last?.updates == 4)
        var recipe = try ringRecipe()
        recipe.method = Denoising(steps: 4)
        recipe.chosenLatent = nil
        let diffusion = try Experiment(recipe)
        #expect(throws: (any Error).self) { try diffusion.probe() }
        #expect(measurement(named: "probe.error")?.unavailability(in: recipe) == "`method diffusion` has no discriminator")
    }

    @Test("values of steps behind are those that were there")
    func past() throws {
        let measured = try #require(measurement(named: "gradient.samples"))
        let experiment = try Experiment(try ringRecipe())
        var right: [Double] = []
        for steps in [0, 100, 100, 30] {
            try experiment.train(steps: steps)
            right.append(try measured.value(of: experiment))
        }
        let past = try experiment.pastValues(of: measured)
        #expect(past.steps == [0, 100, 200, 230])
        #expect(past.values == right)
        #expect(try experiment.pastValues(of: measured, limit: 2).steps == [0, 200, 230])
        #expect(experiment.step == 230)
    }
}
