import Datasets
import Declarations
import Graphs
import Networks
import Testing

@testable import Lab

@Suite("Reference batches")
struct ReferenceBatchTests {
    private func recipe() throws -> Recipe {
        var recipe = try ringRecipe()
        recipe.chosenLayers[.generator] = specify([Dense(8), VirtualBatchNormalization(reference: 6), Relu(), Dense(2)])
        recipe.chosenLayers[.discriminator] = specify([Dense(8), VirtualBatchNormalization(reference: 5), LeakyRelu(), Dense(1)])
        return recipe
    }

    private func reference(_ experiment: Experiment, _ id: NetworkID) throws -> [Float] {
        try #require(experiment.network(id)).states[0].values
    }

    @Test("the generator's is noise, the discriminator's real examples, and training leaves both")
    func contents() throws {
        let experiment = try Experiment(try recipe())
        let noise = RandomStream("weights/generator.reference").normals(24, at: RandomPosition(seed: 7, step: 0))
        #expect(try reference(experiment, .generator) == noise)
        let real = try reference(experiment, .discriminator)
        #expect(real.count == 10)
        for point in 0..<5 {
            let length = (real[2 * point] * real[2 * point] + real[2 * point + 1] * real[2 * point + 1]).squareRoot()
            #expect(abs(length - 2) < 0.2)
        }
        try experiment.train(steps: 2)
        #expect(try reference(experiment, .generator) == noise && reference(experiment, .discriminator) == real)
    }

    @Test("coded noise is drawn as the latent says")
    func codes() throws {
        var recipe = try recipe()
        recipe.chosenLatent = CodedLatent(noise: 1, categories: [3])
        let drawn = try reference(try Experiment(recipe), .generator)
        for row in 0..<6 { #expect(drawn[4 * row + 1...4 * row + 3].sorted() == [0, 0, 1]) }
    }

    @Test("a reset draws the same, another seed others, at its reset; other data replace the discriminator's at once")
    func changes() throws {
        let experiment = try Experiment(try recipe())
        let (noise, real) = (try reference(experiment, .generator), try reference(experiment, .discriminator))
        try experiment.train(steps: 1)
        experiment.reset()
        #expect(try reference(experiment, .generator) == noise)

        var other = try recipe()
        other.seed = 8
        try experiment.change(to: other)
        #expect(try reference(experiment, .generator) == noise)
        experiment.reset()
        let fresh = try Experiment(other)
        #expect(try reference(experiment, .generator) == reference(fresh, .generator))
        #expect(try reference(experiment, .generator) != noise)

        other.dataset = try dataset(RingDataset.self, ["modes": .number(3)])
        let before = try reference(experiment, .discriminator)
        try experiment.change(to: other)
        #expect(try reference(experiment, .discriminator) != before && real != before)
    }

    @Test("what the discriminator is shown is noisy from the start")
    func shown() throws {
        var recipe = try recipe()
        let plain = try reference(try Experiment(recipe), .discriminator)
        recipe.tricks = [InstanceNoise(deviation: 0.5)]
        let noisy = try reference(try Experiment(recipe), .discriminator)
        #expect(plain != noisy && plain.count == noisy.count)
    }

    @Test("a network whose input comes about in training alone is refused")
    func refused() throws {
        var recipe = try ringRecipe()
        recipe.method = Denoising()
        recipe.chosenLayers[NetworkID("denoiser")] = specify([Dense(4), VirtualBatchNormalization(), Dense(2)])
        let error = #expect(throws: RecipeError.self) { try RecipeCheck(recipe) }
        #expect(error?.message.hasPrefix("`virtual-batchnorm` compares with a reference batch") == true)
    }

    @Test("two tricks between the same weights are refused, and not on different networks")
    func twoWays() throws {
        var recipe = try ringRecipe()
        recipe.tricks = [SpectralNorm(), WeightNorm()]
        let error = #expect(throws: RecipeError.self) { try RecipeCheck(recipe) }
        #expect(error?.message.hasPrefix("`trick spectral-norm` and `trick weight-norm` would each stand between") == true)
        recipe.tricks = [SpectralNorm(), WeightNorm(of: .generator)]
        _ = try RecipeCheck(recipe)
    }

    @Test("layers that draw in sampling give the same samples at the same step, fewer of them the first of more")
    func drawing() throws {
        var recipe = try ringRecipe()
        recipe.chosenLayers[.generator] = specify([Dense(8), Dropout(always: true), NoiseInjection(), Dense(2)])
        let experiment = try Experiment(recipe)
        let generator = try #require(experiment.network(.generator))
        try #require(generator.parameters.first { $0.name.hasSuffix("strength") }).values = [Float](repeating: 1, count: 8)
        let many = try experiment.samples(count: 6)
        #expect(try experiment.samples(count: 6) == many)
        #expect(try experiment.samples(count: 4) == Array(many.prefix(8)))
        // The same latents elsewhere in the batch meet other numbers.
        let latents = [Float](repeating: 1, count: 8)
        let twice = try experiment.samples(from: latents)
        #expect(twice[0] != twice[2])
        experiment.position.step += 1
        #expect(try experiment.samples(from: latents) != twice)
    }

    @Test("passes over many images draw apart")
    func passes() throws {
        var recipe = Recipe(dataset: GreyImages())
        recipe.chosenLatent = NormalLatent(2)
        recipe.chosenLayers[.generator] = specify([Dense([4, 4, 1]), NoiseInjection()])
        let experiment = try Experiment(recipe)
        let generator = try #require(experiment.network(.generator))
        try #require(generator.parameters.last).values = [1]
        let most = Experiment.imagesInOnePass
        let made = try experiment.samples(from: [Float](repeating: 1, count: 2 * 2 * most))
        #expect(made.count == 2 * most * 16 && made[0] != made[16 * most])
    }
}
