import Datasets
import Declarations
import Foundation
import Networks
import Testing

@testable import Lab

/// Diffusion, against PyTorch (`Tests/References/diffusion.py`) and as a learner of modes.
@Suite("Denoising diffusion")
struct DenoisingTests {
    struct Reference: Decodable {
        let name: String
        let seed: UInt64
        let T: Int
        /// Loss and length of the gradient, step by step.
        let measured: [Double]
        let samples: [Double]
    }

    private func recipe(_ reference: Reference) throws -> Recipe {
        let layers: [String: (any Dataset, [any Layer])] = [
            "points": (try dataset(RingDataset.self), [Dense(8), Tanh(), Dense(7), Softplus(), Dense(2)]),
            "few": (try dataset(SpiralDataset.self), [Dense(8), Tanh(), Dropout(rate: 0.25), Dense(2)]),
            "images": (
                GreyImages(),
                [
                    Convolution(3, geometry: ImageGeometry(stride: 2)), Tanh(),
                    Deconvolution(1, geometry: ImageGeometry(stride: 2)),
                ]
            ),
        ]
        let (data, own) = try #require(layers[reference.name])
        var recipe = Recipe(dataset: data)
        recipe.seed = reference.seed
        recipe.chosenBatch = 8
        recipe.method = Denoising(steps: reference.T)
        recipe.chosenLayers[Denoising.denoiser] = specify(own)
        recipe.chosenOptimizers[Denoising.denoiser] = Adam(rate: 0.02, beta1: 0.5)
        return recipe
    }

    @Test("training steps and samples equal PyTorch's", arguments: ["points", "few", "images"])
    func reference(name: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../References/diffusion.json")
        let all = try JSONDecoder().decode([Reference].self, from: Data(contentsOf: file))
        let reference = try #require(all.first { $0.name == name })
        let experiment = try Experiment(try recipe(reference))
        try experiment.train(steps: 3)
        for (index, expected) in reference.measured.enumerated() {
            let quantity = index % 2 == 0 ? "loss.denoiser" : "gradient.denoiser"
            let found = try #require(experiment.history.value(quantity, atStep: index / 2 + 1))
            #expect(abs(Double(found) - expected) < 2e-4 * max(abs(expected), 1e-3), "\(quantity) at step \(index / 2 + 1)")
        }
        let latents = (0..<reference.samples.count).map { Float(sin(1.7 * Double($0))) }
        for (found, expected) in zip(try experiment.samples(from: latents), reference.samples) {
            #expect(abs(Double(found) - expected) < 1e-3 * max(1, abs(expected)))
        }
    }

    @Test("a schedule of noise begins with all of the signal and ends with next to none", arguments: [2, 40, 1000])
    func signal(steps: Int) {
        let method = Denoising(steps: steps)
        #expect(method.signal(0) == 1)
        #expect(abs(method.signal(steps) - 4.3e-5) < 1e-6)
        #expect((1...steps).allSatisfy { method.signal($0) < method.signal($0 - 1) })
    }

    @Test("finds every mode of the ring, where no adversary is needed")
    func modes() throws {
        var recipe = Recipe(dataset: try dataset(RingDataset.self))
        recipe.method = Denoising()
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 1000)
        // Evenly from the start, where a duel has collapsed onto one mode by now.
        let coverage = try experiment.modeCoverage()
        #expect(coverage.modes == 8 && coverage.balance < 0.3)
        #expect(experiment.network(.discriminator) == nil)
        #expect(throws: Refusal.self) { try experiment.scores(of: [0, 0]) }
        #expect(measurement(named: "score.real")?.unavailability(in: recipe) == "`method diffusion` has no such quantity")
        #expect(measurement(named: "loss.denoiser")?.unavailability(in: recipe) == nil)
        // What a checkpoint holds goes on bit for bit.
        let saved = experiment.checkpoint(recipeText: "")
        let other = try Experiment(recipe)
        try other.load(saved)
        try experiment.train(steps: 3)
        try other.train(steps: 3)
        #expect(experiment.bits == other.bits)
    }
}
