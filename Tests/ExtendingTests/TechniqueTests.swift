import Declarations
import Lab
import Networks
import Testing

/// Whoever adds a technique needs nothing but what the floors show: one of each kind, written here, trains like those of the catalogues.
@Suite("A technique from outside")
struct TechniqueTests {
    @Test("is checked, trains, and makes a difference", arguments: Technique.all)
    func trains(_ technique: Technique) throws {
        let recipe = try recipe(with: technique)
        #expect(try RecipeCheck(recipe).networks.map(\.id) == recipe.networks)
        #expect(try recipe != plainRecipe())
        let (experiment, plain) = (try Experiment(recipe), try Experiment(plainRecipe()))
        for experiment in [experiment, plain] { try experiment.train(steps: 3) }
        #expect(experiment.step == 3)
        #expect(try experiment.samples(count: 5).allSatisfy { $0.isFinite })
        #expect(try experiment.samples(count: 5) != plain.samples(count: 5))
    }

    @Test("goes on bit for bit from a snapshot, whatever was done in between", arguments: Technique.all)
    func snapshot(_ technique: Technique) throws {
        let experiment = try Experiment(recipe(with: technique))
        try experiment.train(steps: 3)
        let snapshot = experiment.snapshot()
        try experiment.train(steps: 2)
        let later = experiment.bits
        try experiment.change(to: plainRecipe())
        try experiment.train(steps: 1)
        try experiment.restore(snapshot)
        #expect(experiment.bits != later)
        try experiment.train(steps: 2)
        #expect(experiment.bits == later)
    }

    @Test("goes on bit for bit from a checkpoint, which holds what it keeps", arguments: Technique.all)
    func checkpoint(_ technique: Technique) throws {
        let whole = try Experiment(recipe(with: technique))
        try whole.train(steps: 3)
        let checkpoint = try Checkpoint(decoding: whole.checkpoint(recipeText: "").encoded())
        #expect(try Set(technique.keeps).subtracting(arrayNames(of: checkpoint)).isEmpty)
        try whole.train(steps: 2)
        let resumed = try Experiment(recipe(with: technique))
        try resumed.load(checkpoint)
        try resumed.train(steps: 2)
        #expect(resumed.bits == whole.bits)
    }

    @Test("trains under every step rule", arguments: Technique.all)
    func rules(_ technique: Technique) throws {
        for type in ruleCatalogue {
            var recipe = try recipe(with: technique)
            recipe.rule = try type.init(OptionValues(type.declaration))
            let experiment = try Experiment(recipe)
            let start = experiment.bits
            try experiment.train(steps: 2)
            #expect(experiment.step == 2 && experiment.bits != start, "\(type.declaration.name)")
        }
    }

    @Test("trains beside all the others")
    func together() throws {
        var recipe = try plainRecipe()
        for technique in Technique.ofDuels { technique.put(&recipe) }
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 5)
        let checkpoint = experiment.checkpoint(recipeText: "")
        #expect(try Set(Technique.ofDuels.flatMap(\.keeps)).subtracting(arrayNames(of: checkpoint)).isEmpty)
        #expect(try experiment.samples(count: 5).allSatisfy { $0.isFinite })
    }
}
