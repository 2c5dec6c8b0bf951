import Networks
import Testing

@testable import Lab

@Suite("A network that grows")
struct GrowingTests {
    private func layers(_ hidden: [any Layer]) -> [LayerSpecification] {
        specify(hidden) + [LayerSpecification(Dense(2), tag: 9, name: "last")]
    }

    @Test("keeps the weights of every layer that fits by name and shape, and the opponent all of its own")
    func growing() throws {
        var recipe = try ringRecipe()
        recipe.chosenLayers[.generator] = layers([Dense(8), Relu()])
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 5)
        func values() -> [String: [Float]] {
            Dictionary(uniqueKeysWithValues: experiment.variables.map { ($0.name, $0.values) })
        }
        let before = values()

        recipe.chosenLayers[.generator] = layers([Dense(8), Relu(), Dense(8), Relu()])
        #expect(try !experiment.change(to: recipe, growing: [.generator]))
        let after = values()
        for name in ["generator.0.weight", "generator.0.bias", "generator.last.weight", "generator.last.bias"] {
            #expect(after[name] == before[name], "\(name)")
            #expect(after["\(name).first-moment"] == before["\(name).first-moment"], "\(name)")
        }
        for (name, kept) in before where name.hasPrefix("discriminator") { #expect(after[name] == kept, "\(name)") }
        let fresh = try Experiment(recipe)
        #expect(after["generator.2.weight"] == fresh.trained(.generator).network.parameters[2].values)
        #expect(experiment.step == 5)
        try experiment.train(steps: 1)
        #expect(experiment.step == 6)
    }

    @Test("starts anew, with its opponent, where it is described anew without growing")
    func startingAnew() throws {
        var recipe = try ringRecipe()
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 5)
        recipe.chosenLayers[.generator] = layers([Dense(8), Relu(), Dense(8), Relu()])
        #expect(try experiment.change(to: recipe))
        #expect(experiment.step == 0)
        #expect(experiment.bits == (try Experiment(recipe)).bits)
    }

    @Test("goes back to its smaller self by a snapshot")
    func back() throws {
        var recipe = try ringRecipe()
        recipe.chosenLayers[.generator] = layers([Dense(8), Relu()])
        recipe.tricks = [SpectralNorm(), Average()]
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 5)
        let snapshot = experiment.snapshot()
        try experiment.train(steps: 5)
        let later = experiment.bits
        recipe.chosenLayers[.generator] = layers([Dense(8), Relu(), Dense(8), Relu()])
        try experiment.change(to: recipe, growing: [.generator])
        try experiment.train(steps: 5)
        try experiment.restore(snapshot)
        try experiment.train(steps: 5)
        #expect(experiment.bits == later)
    }
}
