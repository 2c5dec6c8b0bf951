import Declarations
import Networks
import Testing

@testable import Lab

@Suite("The way of a training")
struct TimelineTests {
    private static let recipes: [(name: String, change: @Sendable (inout Recipe) -> Void)] = [
        ("plain", { _ in }),
        ("looking ahead, with what tricks keep", { $0.tricks = [Unroll(steps: 2), Average(), InstanceNoise()] }),
        ("two updates to one, dropout and lookahead", {
            $0.ratio = Recipe.Ratio(discriminator: 2)
            $0.chosenLayers[.discriminator] = specify([Dense(8), LeakyRelu(), Dropout(rate: 0.25), Dense(1)])
            $0.tricks = [Lookahead(steps: 3, alpha: 0.5)]
        }),
        ("a penalty at every third step", { $0.chosenPenalties = [RealSlopePenalty(gamma: 1, interval: 3)] }),
    ]

    /// The bits of an experiment that went straight to a step.
    private func straight(_ recipe: Recipe, to step: Int) throws -> [[UInt32]] {
        let experiment = try Experiment(recipe)
        try experiment.train(steps: step)
        return experiment.bits
    }

    @Test("any step is reached again, back and forth, with the bits that it had", arguments: recipes.map(\.name))
    func everywhere(name: String) throws {
        var recipe = try ringRecipe()
        try #require(Self.recipes.first { $0.name == name }).change(&recipe)
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 130)
        try experiment.train(steps: 127)
        let (end, history) = (experiment.bits, experiment.history)
        for step in [250, 7, 199, 100, 0, 130, 131, 257] {
            #expect(try experiment.rewind(to: step))
            #expect(experiment.step == step && experiment.history.count == step)
            #expect(experiment.bits == (try straight(recipe, to: step)), "step \(step)")
        }
        #expect(experiment.bits == end && experiment.history == history)
        #expect(try experiment.rewind(to: 64))
        try experiment.train(steps: 193)
        #expect(experiment.bits == end && experiment.history == history)
    }

    @Test("a step comes back with the recipe that it was made under")
    func changes() throws {
        let first = try ringRecipe()
        var second = first
        second.loss = WassersteinGradientPenalty()
        second.chosenOptimizers[.generator] = RootMeanSquare(rate: 0.001)
        let experiment = try Experiment(first)
        try experiment.train(steps: 150)
        let middle = experiment.bits
        try experiment.change(to: second)
        try experiment.train(steps: 150)
        let end = experiment.bits
        #expect(try experiment.rewind(to: 140))
        #expect(experiment.recipe == first)
        #expect(experiment.bits == (try straight(first, to: 140)))
        #expect(try experiment.rewind(to: 300))
        #expect(experiment.recipe == second && experiment.bits == end)
        #expect(try experiment.rewind(to: 220))
        try experiment.train(steps: 80)
        #expect(experiment.bits == end)
        // Where both meet, training went on under the second; just before, under the first.
        #expect(try experiment.rewind(to: 149))
        try experiment.train(steps: 1)
        #expect(experiment.recipe == first && experiment.bits == middle)
    }

    @Test("where training went on under another recipe, the step is also found as it was made")
    func asMade() throws {
        let first = try ringRecipe()
        var second = first
        second.chosenLayers[.generator] = specify([Dense(8), Relu(), Dense(8), Relu(), Dense(2)])
        let experiment = try Experiment(first)
        try experiment.train(steps: 120)
        try experiment.change(to: second, growing: [.generator])
        try experiment.train(steps: 20)
        #expect(try experiment.rewind(to: 120))
        #expect(experiment.recipe == second)
        #expect(try experiment.rewind(to: 120, asMade: true))
        #expect(experiment.recipe == first)
        #expect(experiment.bits == (try straight(first, to: 120)))
        #expect(try experiment.rewind(to: 0, asMade: true) && experiment.rewind(to: 140, asMade: true))
        #expect(experiment.recipe == second && experiment.step == 140)
    }

    @Test("what was changed by hand is on the way")
    func loaded() throws {
        let recipe = try ringRecipe()
        let (experiment, other) = (try Experiment(recipe), try Experiment(try ringRecipe(seed: 8)))
        try experiment.train(steps: 30)
        try experiment.load(NetworkWeights(of: [other.trained(.generator)], layout: .gan), into: [.generator])
        try experiment.train(steps: 30)
        let end = experiment.bits
        #expect(try experiment.rewind(to: 29))
        #expect(experiment.bits == (try straight(recipe, to: 29)))
        #expect(try experiment.rewind(to: 60))
        #expect(experiment.bits == end)
    }

    @Test("a network that has grown is small again where it was small")
    func grown() throws {
        var recipe = try ringRecipe()
        let small = recipe
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 20)
        recipe.chosenLayers[.generator] = specify([Dense(8), Relu(), Dense(8), Relu(), Dense(2)])
        try experiment.change(to: recipe, growing: [.generator])
        try experiment.train(steps: 20)
        let end = experiment.bits
        #expect(try experiment.rewind(to: 10))
        #expect(experiment.recipe == small)
        #expect(experiment.bits == (try straight(small, to: 10)))
        #expect(try experiment.rewind(to: 40))
        #expect(experiment.bits == end)
    }

    @Test("copies are thinned to the memory that they may take, and every step is still reached")
    func thinning() throws {
        let recipe = try ringRecipe()
        let experiment = try Experiment(recipe)
        let bytes = TrainingState(of: experiment).byteCount
        experiment.timeline = Timeline(memoryLimit: 6 * bytes)
        for _ in 0..<5 {
            try experiment.train(steps: 400)
            #expect(experiment.timeline.memory <= 6 * bytes)
        }
        let kept = experiment.timeline.keptSteps
        #expect(kept.count >= 3 && kept.first == 0)
        let gaps = zip(kept.dropFirst(), kept).map { $0 - $1 }
        #expect((gaps.max() ?? 0) <= 2 * (gaps.min() ?? 0), "\(kept)")
        for step in [1999, 733, 2000, 1] {
            #expect(try experiment.rewind(to: step))
            #expect(experiment.bits == (try straight(recipe, to: step)), "step \(step)")
        }
    }

    @Test("many changes by hand stay within the memory too, and what is lost says what is kept")
    func lost() throws {
        var recipe = try ringRecipe()
        let experiment = try Experiment(recipe)
        let bytes = TrainingState(of: experiment).byteCount
        experiment.timeline = Timeline(memoryLimit: 4 * bytes)
        for change in 1...12 {
            recipe.chosenOptimizers[.generator] = Adam(rate: Schedule(0.001 * Double(change)))
            try experiment.change(to: recipe)
            try experiment.train(steps: 10)
            #expect(experiment.timeline.memory <= 4 * bytes)
        }
        let (kept, bits) = (experiment.timeline.keptSteps, experiment.bits)
        #expect(kept.contains(110) && !kept.contains(50), "\(kept)")
        #expect { try experiment.rewind(to: 55) } throws: { error in
            "\(error)".contains("step 55 cannot be reached again") && kept.contains { "\(error)".contains("`rewind \($0)`") }
        }
        #expect(experiment.step == 120 && experiment.bits == bits)
        #expect(try experiment.rewind(to: 115))
        #expect(try experiment.rewind(to: 120))
        #expect(experiment.bits == bits)
    }

    @Test("what was never made is refused with the last step that was")
    func future() throws {
        let experiment = try Experiment(try ringRecipe())
        #expect(throws: Refusal.self) { try experiment.rewind(to: 1) }
        try experiment.train(steps: 50)
        #expect { try experiment.rewind(to: 51) } throws: { error in
            "\(error)".contains("expected a step up to 50, the last that was made, found 51") && "\(error)".contains("`train 1` makes it")
        }
        #expect(try experiment.rewind(to: 20))
        #expect(experiment.lastKnownStep == 50)
        // Another way: what lay ahead is gone.
        try experiment.train(steps: 5)
        #expect(experiment.lastKnownStep == 25)
        #expect(throws: Refusal.self) { try experiment.rewind(to: 50) }
    }

    @Test("a training that fails back to where it began leaves the way as it was, with the steps ahead")
    func failed() throws {
        let first = try ringRecipe()
        var broken = first
        broken.loss = LeastSquares()
        for network in Adversarial.networks { broken.chosenOptimizers[network] = GradientDescent(rate: 1e30) }
        let experiment = try Experiment(first)
        try experiment.train(steps: 150)
        let (end, history) = (experiment.bits, experiment.history)
        #expect(try experiment.rewind(to: 120))
        try experiment.change(to: broken)
        #expect(throws: TrainingError.self) { try experiment.train(steps: 20) }
        #expect(experiment.step == 120 && experiment.lastKnownStep == 150)
        #expect(try experiment.rewind(to: 150))
        #expect(experiment.recipe == first && experiment.bits == end && experiment.history == history)
    }

    @Test("what was changed by hand is on the way though a training without steps came between")
    func loadedAhead() throws {
        let recipe = try ringRecipe()
        let (experiment, other) = (try Experiment(recipe), try Experiment(try ringRecipe(seed: 8)))
        try experiment.train(steps: 30)
        try experiment.load(NetworkWeights(of: [other.trained(.generator)], layout: .gan), into: [.generator])
        try experiment.train(steps: 0)
        try experiment.train(steps: 15)
        let middle = experiment.bits
        try experiment.train(steps: 15)
        #expect(try experiment.rewind(to: 45))
        #expect(experiment.bits == middle)
    }

    @Test("an interrupt on the way leaves everything as it was")
    func interrupted() throws {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: 190)
        let (bits, history, kept) = (experiment.bits, experiment.history, experiment.timeline.keptSteps)
        var asked = 0
        #expect(try !experiment.rewind(to: 80) {
            asked += 1
            return asked > 10
        })
        #expect(experiment.bits == bits && experiment.history == history && experiment.timeline.keptSteps == kept)
    }

    @Test("fresh weights have no way behind them, and a snapshot brings its own")
    func fresh() throws {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: 120)
        let snapshot = experiment.snapshot()
        experiment.reset()
        #expect(experiment.timeline.keptSteps.isEmpty && experiment.lastKnownStep == 0)
        try experiment.train(steps: 10)
        try experiment.restore(snapshot)
        #expect(try experiment.rewind(to: 30))
        #expect(experiment.bits == (try straight(try ringRecipe(), to: 30)))
    }
}
