import Datasets
import Declarations
import Foundation
import Networks
import Testing

@testable import Lab

/// Tricks about what the discriminator is shown and asked, on digits.
@Suite("Digits shown otherwise")
struct ShownDigitsTests {
    static let tricks: [[any Trick]] = [
        [LabelSmoothing(real: 0.7...1.2)], [FlipLabels(0.2)], [LabelNoise(0.3)], [Pack(2)], [Replay(size: 11)], [Augment()],
        [Augment([.translation, .cutout], strength: .adaptive(target: 0, examples: 64))], [TopK(share: 0.5)], [MixedBatch()],
        [Pack(4), Augment(), Replay(size: 9), TopK(), LabelNoise(), FlipLabels(), LabelSmoothing(), MixedBatch(), Unroll(steps: 1)],
    ]

    private var folders: DataFolders {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return DataFolders(only: [folder.appendingPathComponent("datasets")])
    }

    private func recipe(_ tricks: [any Trick], judge: [any Layer]) throws -> Recipe {
        var recipe = Recipe(dataset: try dataset(DigitsDataset.self))
        recipe.chosenLatent = NormalLatent(4)
        recipe.chosenBatch = 8
        recipe.tricks = tricks
        recipe.chosenLayers[.generator] = specify([Dense(8), Relu(), Dense(recipe.dataset.size), Tanh()])
        recipe.chosenLayers[.discriminator] = specify(judge)
        return recipe
    }

    private let convolutional: [any Layer] = [
        Convolution(3, geometry: ImageGeometry(stride: 2)), BatchNormalization(), LeakyRelu(), Flatten(), Dense(1),
    ]

    @Test("some steps change all weights, to finite numbers, and the same again from a snapshot", arguments: tricks.indices)
    func trains(_ index: Int) throws {
        for judge in [convolutional, [Flatten(), Maxout(6, pieces: 3), Dense(1)]] {
            let experiment = try Experiment(recipe(Self.tricks[index], judge: judge), folders: folders)
            let start = experiment.memory.variables.filter { $0.name.hasSuffix(".weight") }.map { ($0, $0.values) }
            try experiment.train(steps: 5)
            for (weight, values) in start {
                #expect(weight.values != values && weight.values.allSatisfy { $0.isFinite }, "\(weight.name)")
            }
            let snapshot = experiment.snapshot()
            try experiment.train(steps: 3)
            let bits = experiment.bits
            try experiment.restore(snapshot)
            try experiment.train(steps: 3)
            #expect(experiment.bits == bits)
        }
    }

    @Test("a discriminator of packs takes images of as many channels, and single images have no score")
    func packs() throws {
        let experiment = try Experiment(recipe([Pack(2)], judge: convolutional), folders: folders)
        #expect(experiment.check.network(.discriminator)?.plan.inputSize.last == 2)
        try experiment.train(steps: 1)
        let error = #expect(throws: Refusal.self) { try experiment.scores(of: try experiment.samples(count: 1)) }
        #expect(error?.message.contains("at once under `trick pack`, so that a single example has no score") == true)
    }

    @Test("the buffer fills with what the generator made, and is part of the experiment")
    func buffer() throws {
        let experiment = try Experiment(recipe([Replay(size: 11)], judge: convolutional), folders: folders)
        try experiment.train(steps: 2)
        let kept = experiment.kept(by: "replay")
        #expect(kept.map(\.name) == ["replay.examples", "replay.filled"])
        #expect(kept[1].values == [8])
        let length = experiment.recipe.dataset.size.reduce(1, *)
        #expect(kept[0].values.prefix(8 * length).contains { $0 != 0 } && kept[0].values.suffix(3 * length).allSatisfy { $0 == 0 })
    }

    @Test("a probability that follows the discriminator is measured")
    func augmentation() throws {
        let experiment = try Experiment(
            recipe([Augment(strength: .adaptive(target: 0, examples: 64))], judge: convolutional), folders: folders)
        try experiment.train(steps: 12)
        let values = (1...12).compactMap { experiment.history.value("augmentation", atStep: $0) }
        #expect(values.count == 12 && values.prefix(3).allSatisfy { $0 == 0 })
        #expect(values.allSatisfy { (0...1).contains($0) && ($0 * 2) == ($0 * 2).rounded() })
        #expect(Set(values).count > 1)
    }
}
