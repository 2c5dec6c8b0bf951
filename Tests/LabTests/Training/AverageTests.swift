import Graphs
import Networks
import Testing

@testable import Lab

@Suite("The averaged generator")
struct AverageTests {
    private func experiment(decay: Float = 0.75, averaging: Bool = true) throws -> Experiment {
        var recipe = try ringRecipe()
        recipe.tricks = averaging ? [Average(decay: decay)] : []
        return try Experiment(recipe)
    }

    @Test("follows each update by the formula, from the weights at the start")
    func formula() throws {
        let experiment = try experiment()
        let weights = experiment.trained(.generator).network.parameters
        let means = experiment.memory.kept(by: "average")
        #expect(means.map(\.name) == weights.map { "average.\($0.name)" })
        #expect(means.map(\.values) == weights.map(\.values))
        for _ in 0..<3 {
            let before = means.map(\.values)
            try experiment.train(steps: 1)
            for (index, mean) in means.enumerated() {
                for (place, value) in mean.values.enumerated() {
                    let expected = 0.75 * before[index][place] + 0.25 * weights[index].values[place]
                    #expect(abs(value - expected) <= 1e-6 * max(1, abs(expected)), "\(mean.name)")
                }
            }
        }
        #expect(means.map(\.values) != weights.map(\.values))
    }

    @Test("moves once for each update of the generator, and in no other turn")
    func ratio() throws {
        var recipe = try ringRecipe()
        recipe.tricks = [Average(decay: 0)]
        recipe.ratio = .init(discriminator: 3, generator: 2)
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 2)
        // Nothing stays of the mean, so it is the latest weights.
        let weights = experiment.trained(.generator).network.parameters
        #expect(experiment.memory.kept(by: "average").map(\.values) == weights.map(\.values))
    }

    @Test("samples are those of the averaged weights, training is as without")
    func samples() throws {
        let averaged = try experiment()
        let plain = try experiment(averaging: false)
        try averaged.train(steps: 20)
        try plain.train(steps: 20)
        #expect(averaged.trained(.generator).network.parameters.map(\.values) == plain.trained(.generator).network.parameters.map(\.values))
        #expect(averaged.history == plain.history)
        #expect(try averaged.samples(count: 8) != plain.samples(count: 8))
        for (weight, mean) in zip(plain.trained(.generator).network.parameters, averaged.memory.kept(by: "average")) {
            weight.values = mean.values
        }
        plain.views = ViewCache()
        #expect(try averaged.samples(count: 8) == plain.samples(count: 8))
    }

    @Test("that begins later begins with the weights of then")
    func later() throws {
        let experiment = try experiment(averaging: false)
        try experiment.train(steps: 5)
        var next = experiment.recipe
        next.tricks = [Average()]
        try experiment.change(to: next)
        let weights = experiment.trained(.generator).network.parameters
        #expect(experiment.memory.kept(by: "average").map(\.values) == weights.map(\.values))
    }
}
