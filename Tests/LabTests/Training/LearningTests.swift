import Datasets
import Networks
import Testing

@testable import Lab

/// What techniques are for, seen in a short training with one seed.
@Suite("Techniques do what they promise")
struct LearningTests {
    private func ring(generator: [any Layer], discriminator: [any Layer]) throws -> Recipe {
        var recipe = Recipe(dataset: try dataset(RingDataset.self))
        recipe.chosenLayers[.generator] = specify(generator)
        recipe.chosenLayers[.discriminator] = specify(discriminator)
        recipe.chosenPenalties = [GradientPenalty(weight: 0.1, target: 0)]
        recipe.chosenBatch = 128
        return recipe
    }

    @Test("a conditional generator puts each class at its own mode")
    func conditional() throws {
        var recipe = try ring(
            generator: [Label(), Dense(64), Relu(), Dense(64), Relu(), Dense(2)],
            discriminator: [Label(), Dense(64), Relu(), Dense(64), Relu(), Dense(1)])
        recipe.chosenLatent = NormalLatent(4)
        let experiment = try Experiment(recipe)
        let mixture = try #require(recipe.dataset as? RingDataset).mixture
        func share() throws -> Double {
            try (0..<8).reduce(0.0) { sum, mode in
                let samples = try experiment.samples(count: 100, ofClass: mode)
                let nearest = (0..<100).map { index in
                    mixture.centres.indices.min {
                        squaredDistance(samples, index, mixture.centres[$0]) < squaredDistance(samples, index, mixture.centres[$1])
                    }
                }
                return sum + Double(nearest.count { $0 == mode }) / 800
            }
        }
        #expect(try share() < 0.4)
        try experiment.train(steps: 400)
        #expect(try share() > 0.95)
    }

    private func squaredDistance(_ samples: [Float], _ index: Int, _ centre: [Float]) -> Float {
        let (x, y) = (samples[2 * index] - centre[0], samples[2 * index + 1] - centre[1])
        return x * x + y * y
    }

    @Test("the bound of mutual information rises towards ln 8 where eight codes stand for eight modes")
    func codes() throws {
        var recipe = try ring(
            generator: [Dense(64), Relu(), Dense(64), Relu(), Dense(2)],
            discriminator: [Dense(64), Relu(), Dense(64), Relu(), Dense(1)])
        recipe.chosenLatent = CodedLatent(noise: 4, categories: [8])
        recipe.tricks = [MutualInformation()]
        recipe.chosenLayers[.recognition] = specify([Dense(64), Relu(), Dense(8)])
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 400)
        func bound(_ step: Int) -> Float { experiment.history.value("mutual-information", atStep: step) ?? .nan }
        #expect(bound(1) < 0.1 && bound(400) > 1.8 && bound(400) < 2.0795)
    }
}
