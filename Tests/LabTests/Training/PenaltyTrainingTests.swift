import Datasets
import Foundation
import Networks
import Testing

@testable import Lab

/// Every loss and every penalty trains on points and on digits, and an experiment under it can be copied.
@Suite("An experiment under each loss and each penalty")
struct PenaltyTrainingTests {
    static let kinds = lossCatalogue.map { "loss \($0.declaration.name)" } + penaltyCatalogue.map { "penalty \($0.declaration.name)" }

    private func recipe(_ kind: String, images: Bool) throws -> Recipe {
        var recipe = images ? Recipe(dataset: try dataset(DigitsDataset.self)) : try ringRecipe()
        if images {
            recipe.chosenLatent = NormalLatent(4)
            recipe.chosenBatch = 8
            let half = ImageGeometry(kernel: 4, stride: 2, padding: 1)
            let side = recipe.dataset.size[0]
            recipe.chosenLayers[.generator] = specify([
                Dense([side / 2, side / 2, 3]), Relu(), Deconvolution(1, geometry: half), Tanh(),
            ])
            recipe.chosenLayers[.discriminator] = specify([Convolution(3, geometry: half), LeakyRelu(), Flatten(), Dense(1)])
        }
        let words = kind.split(separator: " ").map(String.init)
        if words[0] == "loss" {
            let type = try #require(lossCatalogue.first { $0.declaration.name == words[1] })
            recipe.loss = try type.init(.init(type.declaration))
        } else {
            let type = try #require(penaltyCatalogue.first { $0.declaration.name == words[1] })
            recipe.chosenPenalties = [try type.init(.init(type.declaration))]
        }
        return recipe
    }

    @Test("every step rule trains with it, on points and on digits, and a snapshot goes on bit for bit", arguments: kinds)
    func trains(kind: String) throws {
        for images in [false, true] {
            for rule in images ? [Alternating.self] : ruleCatalogue {
                var recipe = try recipe(kind, images: images)
                recipe.rule = try rule.init(.init(rule.declaration))
                let experiment = try Experiment(recipe, folders: packageFolders)
                let start = experiment.memory.variables.map(\.values)
                try experiment.train(steps: 2)
                let snapshot = experiment.snapshot()
                try experiment.train(steps: 2)
                let later = experiment.bits
                try experiment.restore(snapshot)
                try experiment.train(steps: 2)
                #expect(experiment.bits == later)
                for (variable, before) in zip(experiment.memory.variables, start) where variable.name.hasSuffix(".0.weight") {
                    #expect(variable.values != before && variable.values.allSatisfy { $0.isFinite }, "\(rule.declaration.name) \(variable.name)")
                }
            }
        }
    }

    private var packageFolders: DataFolders {
        DataFolders(only: [
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("datasets")
        ])
    }
}
