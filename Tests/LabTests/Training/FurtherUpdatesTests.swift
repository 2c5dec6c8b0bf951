import Networks
import Testing

@testable import Lab

@Suite("A ratio that a condition decides")
struct FurtherUpdatesTests {
    private func experiment(
        _ further: FurtherUpdates, discriminator: Int = 1, generator: Int = 1, _ change: (inout Recipe) -> Void = { _ in }
    ) throws -> Experiment {
        var recipe = try ringRecipe()
        recipe.ratio = .init(discriminator: discriminator, generator: generator, further: further)
        change(&recipe)
        return try Experiment(recipe)
    }

    private func further(_ comparison: StepCondition.Comparison, _ bound: Double, most: Int = 4) -> FurtherUpdates {
        FurtherUpdates(.discriminator, most: most, while: StepCondition(.discriminatorLoss, comparison, bound))
    }

    private func counts(_ experiment: Experiment) -> [Float] {
        (1...experiment.step).compactMap { experiment.history.value("updates.discriminator", atStep: $0) }
    }

    @Test("makes as many updates as a fixed ratio where it always holds, and the fewest where it never does")
    func bounds() throws {
        for (condition, count) in [(further(.greater, -1), 4), (further(.less, -1), 2)] {
            let steered = try experiment(condition, discriminator: 2)
            var recipe = try ringRecipe()
            recipe.ratio = .init(discriminator: count)
            let fixed = try Experiment(recipe)
            try steered.train(steps: 3)
            try fixed.train(steps: 3)
            #expect(steered.bits == fixed.bits)
            #expect(counts(steered) == [Float](repeating: Float(count), count: 3))
            #expect(steered.position == fixed.position)
        }
    }

    @Test("asks after each update about that update's own numbers")
    func each() throws {
        let steered = try experiment(further(.greater, 1.2, most: 20))
        try steered.train(steps: 12)
        let counts = counts(steered)
        #expect(counts.count == 12 && Set(counts).count > 1)
        for (step, count) in zip(1..., counts) {
            let loss = try #require(steered.history.value("loss.discriminator", atStep: step))
            #expect(loss <= 1.2 || count == 20)
        }
    }

    @Test("goes on bit for bit from a snapshot and a checkpoint, and within any number of calls")
    func resumed() throws {
        let (whole, parts) = (try experiment(further(.greater, 1.2)), try experiment(further(.greater, 1.2)))
        try whole.train(steps: 4)
        let (snapshot, bytes) = (whole.snapshot(), whole.checkpoint(recipeText: "").encoded())
        try whole.train(steps: 4)
        for _ in 0..<8 { try parts.train(steps: 1) }
        #expect(parts.bits == whole.bits && parts.history == whole.history)
        try parts.restore(snapshot)
        try parts.train(steps: 4)
        #expect(parts.bits == whole.bits)
        let loaded = try experiment(further(.greater, 1.2))
        try loaded.load(Checkpoint(decoding: bytes))
        try loaded.train(steps: 4)
        #expect(loaded.bits == whole.bits)
    }

    @Test("steers the generator too, with tricks that act at the end of a step")
    func generator() throws {
        let steered = try experiment(
            FurtherUpdates(.generator, most: 3, while: StepCondition(.generatorLoss, .greater, 0))
        ) { $0.tricks = [Lookahead(steps: 2), Average()] }
        try steered.train(steps: 4)
        #expect(steered.history.value("updates.generator", atStep: 4) == 3)
        #expect(steered.memory.kept(by: "lookahead")[0].values == [0])
        #expect(steered.memory.kept(by: "lookahead")[1].values == steered.trained(.discriminator).network.parameters[0].values)
    }

    @Test("a condition about what the network's own updates do not measure is refused, and so is one for all at once")
    func refused() throws {
        for quantity in [StepQuantity.generatorLoss, StepQuantity("modes")] {
            #expect(throws: RecipeError.self) {
                try experiment(FurtherUpdates(.discriminator, most: 3, while: StepCondition(quantity, .less, 1)))
            }
        }
        for rule in [Simultaneous(), Extragradient(), Symplectic()] as [any StepRule] {
            #expect(throws: RecipeError.self) { try experiment(further(.less, 1)) { $0.rule = rule } }
        }
        #expect(throws: RecipeError.self) {
            try experiment(FurtherUpdates(.discriminator, most: 3, while: StepCondition(.realAccuracy, .less, 1))) { $0.loss = Wasserstein() }
        }
    }

    @Test("no number fulfils no condition")
    func notANumber() {
        for comparison in StepCondition.Comparison.allCases {
            #expect(!StepCondition(.generatorLoss, comparison, 1).holds(for: .nan))
        }
        #expect(StepCondition(.generatorLoss, .lessOrEqual, 1).holds(for: 1))
        #expect(!StepCondition(.generatorLoss, .less, 1).holds(for: 1))
        #expect(StepCondition(.generatorLoss, .greaterOrEqual, 1).holds(for: 1))
        #expect(!StepCondition(.generatorLoss, .greater, 1).holds(for: 1))
    }
}
