import Datasets
import Graphs
import Networks
import Testing

@testable import Lab

@Suite("Names of random streams")
struct RandomStreamNamesTests {
    private func names(_ recipe: Recipe) throws -> (discriminator: [String], generator: [String]) {
        let experiment = try Experiment(recipe)
        let turns = try experiment.plannedTurns().turns.map { turn in
            RandomStream.all(in: experiment.memory.stores(of: turn).map(\.1)).map(\.name).sorted()
        }
        return (turns[0], turns[1])
    }

    /// The names are part of the format of saved experiments: they are spelled here once more.
    @Test("each draw of a step has the documented name")
    func documented() throws {
        var recipe = try ringRecipe()
        recipe.chosenLayers[.generator] = specify([Dense(8), Dropout(), Dense(2)])
        recipe.chosenLayers[.discriminator] = specify([Dense(8), Dropout(), Softplus(), Dense(1)])
        recipe.chosenPenalties = [GradientPenalty(), GradientPenalty(weight: 1), WeightClipping()]
        recipe.tricks = [Unroll(steps: 1, rate: 0.1)]
        let found = try names(recipe)
        let penalties = ["gradient-penalty", "gradient-penalty-2"].flatMap { name in
            ["penalty/\(name)/discriminator/1/dropout", "penalty/\(name)/mix"]
        }
        let judging = ["discriminator/1/dropout", "real/mode", "real/noise"]
        #expect(
            found.discriminator
                == (judging + penalties + ["generator/1/dropout", "latent"]).map { "discriminator-update/\($0)" }.sorted())
        let imagined = (["discriminator/1/dropout"] + penalties).map { "ahead/1/\($0)" }
        #expect(
            found.generator
                == (imagined + ["ahead/real/mode", "ahead/real/noise", "discriminator/1/dropout", "generator/1/dropout", "latent"])
                .map { "generator-update/\($0)" }.sorted())
    }

    @Test("batches that are normalised apart drop out apart")
    func apart() throws {
        var recipe = try ringRecipe()
        recipe.chosenLayers[.discriminator] = specify([Dense(8), BatchNormalization(), Dropout(), Dense(1)])
        let found = try names(recipe).discriminator
        #expect(found.filter { $0.hasSuffix("dropout") } == ["generated", "real"].map {
            "discriminator-update/discriminator/\($0)/2/dropout"
        })
    }

    @Test("one draw more changes no other draw")
    func oneMore() throws {
        var recipe = try ringRecipe()
        let plain = try Experiment(recipe)
        // A penalty of weight 0 draws its mixtures and changes nothing else.
        recipe.chosenPenalties = [GradientPenalty(weight: 0)]
        let more = try Experiment(recipe)
        try plain.train(steps: 5)
        try more.train(steps: 5)
        for quantity in recipe.quantities {
            for step in 1...5 {
                guard let one = plain.history.value(quantity, atStep: step) else { continue }
                let other = try #require(more.history.value(quantity, atStep: step))
                #expect(abs(one - other) < 1e-4 * max(1, abs(one)), "\(quantity) at step \(step)")
            }
        }
    }

    @Test("samples are the first of more samples, also where images are drawn in passes")
    func samples() throws {
        var recipe = try ringRecipe()
        recipe.dataset = GreyImages()
        recipe.chosenLayers[.generator] = specify([Dense([4, 4, 1])])
        recipe.chosenLayers[.discriminator] = specify([Flatten(), Dense(1)])
        let experiment = try Experiment(recipe)
        let few = try experiment.samples(count: 300)
        let many = try experiment.samples(count: 600)
        #expect(zip(few, many).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(many.count == 600 * 16)
        let latents = try experiment.latents(count: 600)
        #expect(latents == RandomStream("samples/latent").normals(2400, at: experiment.position))
        #expect(try experiment.samples(from: latents) == many)
    }
}
