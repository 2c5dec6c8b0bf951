import Graphs
import Networks
import Testing

@testable import Lab

/// What a trick keeps is part of an experiment like its weights: copies of the experiment go on bit for bit.
@Suite("An experiment under each trick")
struct TrickMemoryTests {
    /// Every trick of the catalogue as a script makes it.
    private func recipe(_ index: Int) throws -> Recipe {
        let type = trickCatalogue[index]
        var recipe = try ringRecipe()
        // Some tricks read codes.
        recipe.chosenLatent = CodedLatent(noise: 2, categories: [3], continuous: 1)
        recipe.tricks = [try type.init(.init(type.declaration))]
        recipe.chosenLayers[.generator] = specify([Dense(8), BatchNormalization(), Relu(), Dropout(), Dense(2)])
        return recipe
    }

    @Test("a snapshot brings back all of it, whatever was done in between", arguments: trickCatalogue.indices)
    func snapshot(_ index: Int) throws {
        let recipe = try recipe(index)
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 4)
        let snapshot = experiment.snapshot()
        try experiment.train(steps: 3)
        let (later, samples) = (experiment.bits, try experiment.samples(count: 5))

        var other = recipe
        other.tricks = []
        try experiment.change(to: other)
        try experiment.train(steps: 2)
        try experiment.restore(snapshot)
        try experiment.train(steps: 3)
        #expect(experiment.bits == later)
        #expect(try experiment.samples(count: 5) == samples)
        #expect(experiment.recipe == recipe)
    }

    @Test("a checkpoint keeps all of it, with the axes of every array", arguments: trickCatalogue.indices)
    func checkpoint(_ index: Int) throws {
        let whole = try Experiment(try recipe(index))
        try whole.train(steps: 4)
        let bytes = whole.checkpoint(recipeText: "").encoded()
        try whole.train(steps: 3)
        let checkpoint = try Checkpoint(decoding: bytes)
        for entry in checkpoint.file.entries {
            #expect(checkpoint.file.metadata["layout.\(entry.name)"] != nil, "\(entry.name)")
        }
        let resumed = try Experiment(try recipe(index))
        try resumed.load(checkpoint)
        try resumed.train(steps: 3)
        #expect(resumed.bits == whole.bits)
        #expect(try resumed.samples(count: 5) == whole.samples(count: 5))
    }

    @Test("every step rule trains with it", arguments: trickCatalogue.indices)
    func rules(_ index: Int) throws {
        for rule in ruleCatalogue {
            var recipe = try recipe(index)
            recipe.rule = try rule.init(.init(rule.declaration))
            let experiment = try Experiment(recipe)
            let start = experiment.memory.variables.map(\.values)
            // As many as `trick lookahead` lets pass before its slow weights move.
            try experiment.train(steps: 5)
            #expect(experiment.step == 5, "\(rule.declaration.name)")
            for (variable, before) in zip(experiment.memory.variables, start) where variable.name.hasSuffix(".0.weight") {
                #expect(variable.values != before && variable.values.allSatisfy { $0.isFinite }, "\(rule.declaration.name) \(variable.name)")
            }
        }
    }

    @Test("reset begins anew with all of it", arguments: trickCatalogue.indices)
    func reset(_ index: Int) throws {
        let experiment = try Experiment(try recipe(index))
        let start = experiment.bits
        try experiment.train(steps: 4)
        experiment.reset()
        #expect(experiment.bits == start)
    }
}
