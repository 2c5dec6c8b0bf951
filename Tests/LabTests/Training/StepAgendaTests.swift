import Datasets
import Graphs
import Networks
import Testing

@testable import Lab

/// A penalty that enters every so many steps only: those steps have it, so many times as strong, and the others nothing of it.
@Suite("Penalties at intervals")
struct StepAgendaTests {
    private func recipe(_ penalties: [any Penalty]) throws -> Recipe {
        var recipe = try ringRecipe()
        recipe.chosenPenalties = penalties
        return recipe
    }

    @Test("each step is bit for bit the step under the whole penalty, so many times as strong, or under none")
    func exact() throws {
        for (ratio, rule) in [(1, Alternating()), (2, Alternating()), (1, Simultaneous()), (1, Consensus(weight: 0.1))] as [(Int, any StepRule)] {
            func experiment(_ penalties: [any Penalty]) throws -> Experiment {
                var recipe = try recipe(penalties)
                recipe.ratio = .init(discriminator: ratio)
                recipe.rule = rule
                return try Experiment(recipe)
            }
            let lazy = try experiment([RealSlopePenalty(gamma: 2, interval: 3)])
            let byHand = try experiment([])
            for step in 0..<7 {
                var next = byHand.recipe
                next.chosenPenalties = step.isMultiple(of: 3) ? [RealSlopePenalty(gamma: 6)] : []
                try byHand.change(to: next)
                try byHand.train(steps: 1)
                try lazy.train(steps: 1)
                #expect(lazy.bits == byHand.bits, "\(rule.name) \(ratio):1 step \(step)")
            }
        }
    }

    @Test("the steps between hold nothing of the term: they are those of a recipe without it")
    func saves() throws {
        func labels(_ penalties: [any Penalty], steps: Int) throws -> [String] {
            let experiment = try Experiment(try recipe(penalties))
            try experiment.train(steps: steps)
            return try experiment.profile(runs: 1).map(\.label)
        }
        let (lazy, whole) = ([RealSlopePenalty(gamma: 2, interval: 3)], [RealSlopePenalty(gamma: 2)])
        #expect(try labels(lazy, steps: 1) == labels([], steps: 1))
        #expect(try labels(lazy, steps: 2) == labels([], steps: 2))
        #expect(try labels(lazy, steps: 3).count >= labels(whole, steps: 3).count)
        #expect(try labels(whole, steps: 3).count > labels([], steps: 3).count)
    }

    @Test("a checkpoint between two of its steps goes on bit for bit, and so does training in pieces")
    func resumed() throws {
        let penalties: [any Penalty] = [RealSlopePenalty(gamma: 1, interval: 3), GeneratedSlopePenalty(gamma: 0.5, interval: 2)]
        let whole = try Experiment(try recipe(penalties))
        try whole.train(steps: 4)
        let bytes = whole.checkpoint(recipeText: "").encoded()
        try whole.train(steps: 7)
        let resumed = try Experiment(try recipe(penalties))
        try resumed.load(Checkpoint(decoding: bytes))
        for _ in 0..<7 { try resumed.train(steps: 1) }
        #expect(resumed.bits == whole.bits)
        resumed.reset()
        try resumed.train(steps: 11)
        #expect(resumed.bits == whole.bits)
    }

    @Test("a step has its agenda from its number alone; tricks that look ahead know those of the updates to come")
    func agendas() throws {
        func entering(_ recipe: Recipe, step: Int, ahead: Int) -> Bool {
            StepAgendas(recipe).agenda(atStep: step).enters(0, later: recipe.stepsAhead(ofImaginedUpdate: ahead))
        }
        var recipe = try recipe([RealSlopePenalty(interval: 4)])
        #expect((0..<9).filter { entering(recipe, step: $0, ahead: 0) } == [0, 4, 8])
        #expect(StepAgendas(recipe).count == 2)
        recipe.tricks = [Unroll(steps: 5)]
        // After its own update of step 2 the discriminator makes those of steps 3, 4, …
        #expect((0...5).filter { entering(recipe, step: 2, ahead: $0) } == [2])
        #expect((0...5).filter { entering(recipe, step: 0, ahead: $0) } == [0, 4])
        #expect(StepAgendas(recipe).count == 4)
        recipe.ratio = .init(discriminator: 2)
        #expect((0...5).filter { entering(recipe, step: 2, ahead: $0) } == [3, 4])
        recipe.ratio = .init()
        // Where the generator faces the discriminator of before, the first imagined update is the step's own.
        for rule in [Simultaneous(), Alternating(first: .generator)] as [any StepRule] {
            recipe.rule = rule
            #expect((0...5).filter { entering(recipe, step: 2, ahead: $0) } == [3])
            #expect((0...5).filter { entering(recipe, step: 0, ahead: $0) } == [0, 1, 5])
        }
        let plain = try self.recipe([RealSlopePenalty(), WeightClipping()])
        #expect(StepAgendas(plain).count == 1)
        #expect(StepAgendas(plain).agenda(atStep: 3) == StepAgendas(plain).agenda(atStep: 7))
    }

    @Test("steps that differ keep values of their own, which the estimate of memory counts")
    func memory() throws {
        let bytes = try [1, 8].map { try RecipeCheck(recipe([RealSlopePenalty(interval: $0)])).memory.bytes }
        #expect(bytes[1] > 1.2 * bytes[0])
    }

    @Test("training that is stopped while a later step is compiled keeps whole weights")
    func stopped() throws {
        var recipe = try recipe([RealSlopePenalty(interval: 2)])
        recipe.tricks = [Unroll(steps: 2)]
        let experiment = try Experiment(recipe)
        var asked = 0
        var isSecond = false
        let outcome = try experiment.train(
            steps: 4,
            interrupted: {
                guard isSecond else { return false }
                // After the first step training asks once; whoever asks next compiles the second.
                asked += 1
                return asked > 1
            }, onProgress: { _ in isSecond = true })
        #expect(outcome == .interrupted(step: 1))
        #expect(asked == 2)
        let plain = try Experiment(recipe)
        try plain.train(steps: 1)
        #expect(experiment.bits == plain.bits)
        try experiment.train(steps: 3)
        try plain.train(steps: 3)
        #expect(experiment.bits == plain.bits)
    }
}
