import Datasets
import Graphs
import Networks
import Testing

@testable import Lab

@Suite("An experiment")
struct ExperimentTests {
    @Test("the same seed gives the same bits, another seed other ones")
    func seeds() throws {
        let first = try Experiment(try ringRecipe())
        let second = try Experiment(try ringRecipe())
        let other = try Experiment(try ringRecipe(seed: 8))
        for experiment in [first, second, other] { try experiment.train(steps: 30) }
        #expect(first.bits == second.bits)
        #expect(first.history == second.history)
        #expect(first.bits != other.bits)
    }

    @Test("100 steps twice are 200 steps, bit for bit, however often one looks in between", arguments: [1, 3])
    func resumed(_ ratio: Int) throws {
        var recipe = try ringRecipe()
        recipe.ratio.discriminator = ratio
        let whole = try Experiment(recipe)
        let parts = try Experiment(recipe)
        try whole.train(steps: 200)
        try parts.train(steps: 100)
        _ = try parts.samples(count: 10)
        _ = try parts.modeCoverage()
        _ = try parts.scoreMap(width: 4, height: 4)
        _ = try parts.realExamples(count: 5)
        try parts.train(steps: 100)
        #expect(parts.step == 200 && whole.step == 200)
        #expect(whole.bits == parts.bits)
        #expect(whole.history == parts.history)
    }

    @Test("training moves both networks and counts their updates")
    func moves() throws {
        var recipe = try ringRecipe()
        recipe.loss = WassersteinGradientPenalty()
        recipe.ratio = Recipe.Ratio(discriminator: 5, generator: 1)
        let experiment = try Experiment(recipe)
        let before = experiment.variables.map(\.values)
        try experiment.train(steps: 4)
        #expect(experiment.trained(.discriminator).updateCount.values == [20])
        #expect(experiment.trained(.generator).updateCount.values == [4])
        #expect(experiment.position.step == 24)
        // The last bias of a critic cancels out of the difference of its scores and has no gradient.
        for (variable, old) in zip(experiment.variables, before) where !variable.name.hasPrefix("discriminator.2.bias") {
            #expect(variable.values != old, "\(variable.name)")
        }
    }

    @Test("one run makes a whole step at 1:1")
    func fused() throws {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: 4)
        #expect(experiment.position.step == 4)
        #expect(experiment.trained(.discriminator).updateCount.values == [4])
        #expect(experiment.trained(.generator).updateCount.values == [4])
    }

    @Test("the whole step in one program is the discriminator's update followed by the generator's")
    func fusedEqualsSeparate() throws {
        let fused = try Experiment(try ringRecipe())
        let separate = try Experiment(try ringRecipe())
        try fused.train(steps: 1)

        for turn in try separate.plannedTurns().turns {
            try Program(updates: separate.memory.stores(of: turn)).run(RandomPosition(seed: 7, step: 0))
        }
        for (one, two) in zip(fused.variables, separate.variables) {
            for (a, b) in zip(one.values, two.values) { #expect(abs(a - b) < 1e-6, "\(one.name)") }
        }
    }

    @Test("reset goes back to the first bits")
    func reset() throws {
        let experiment = try Experiment(try ringRecipe())
        let start = experiment.bits
        try experiment.train(steps: 10)
        let trained = experiment.bits
        experiment.reset()
        #expect(experiment.bits == start)
        #expect(experiment.step == 0 && experiment.history.count == 0)
        try experiment.train(steps: 10)
        #expect(experiment.bits == trained)
    }

    @Test("another loss, rate or data set of the same size keeps the weights; other layers start anew")
    func changes() throws {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: 10)
        let weights = experiment.trained(.generator).network.parameters.map(\.values)
        var next = experiment.recipe
        next.loss = Hinge()
        next.chosenOptimizers[.generator] = Adam(rate: 0.01)
        next.dataset = try dataset(GridDataset.self)
        #expect(try experiment.change(to: next) == false)
        #expect(experiment.step == 10)
        #expect(experiment.trained(.generator).network.parameters.map(\.values) == weights)
        #expect(experiment.trained(.generator).updateCount.values == [10], "a new rate keeps Adam's running means")
        try experiment.train(steps: 1)
        next.chosenOptimizers[.generator] = RootMeanSquare()
        try experiment.change(to: next)
        #expect(experiment.trained(.generator).updateCount.values == [0])
        try experiment.train(steps: 1)

        next.chosenLayers[.generator] = specify([Dense(16), Relu(), Dense(2)])
        #expect(try experiment.change(to: next))
        #expect(experiment.step == 0 && experiment.history.count == 0)
        try experiment.train(steps: 2)
        #expect(experiment.step == 2)
    }

    @Test("a change that does not fit changes nothing")
    func refusedChange() throws {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: 3)
        let bits = experiment.bits
        var next = experiment.recipe
        next.chosenLayers[.generator] = specify([Dense(3)])
        #expect(throws: RecipeError.self) { try experiment.change(to: next) }
        #expect(experiment.recipe == (try ringRecipe()))
        #expect(experiment.bits == bits && experiment.step == 3)
    }

    @Test("a snapshot goes back, and on from there as before")
    func snapshots() throws {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: 5)
        let snapshot = experiment.snapshot()
        try experiment.train(steps: 7)
        let later = experiment.bits
        try experiment.restore(snapshot)
        #expect(experiment.step == 5 && experiment.history.count == 5)
        try experiment.train(steps: 7)
        #expect(experiment.bits == later)

        var other = experiment.recipe
        other.chosenLayers[.generator] = specify([Dense(2)])
        try experiment.change(to: other)
        try experiment.train(steps: 2)
        try experiment.restore(snapshot)
        try experiment.train(steps: 7)
        #expect(experiment.bits == later, "a snapshot brings its own recipe back")
    }
}
