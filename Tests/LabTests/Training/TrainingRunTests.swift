import Datasets
import Foundation
import Networks
import Testing

@testable import Lab

/// Whole training runs equal PyTorch's: every loss, ratio, look-ahead, penalty, activation, optimizer and kind of network with every
/// other, through the very programs that `train` compiles. `Tests/References/training_runs.py` made the figures from the seed
/// and the names of the random streams alone.
@Suite("Training runs against PyTorch")
struct TrainingRunTests {
    @Test("what each step measures and where the weights go", arguments: ["dense", "no-bias", "batchnorm", "dropout", "conv"])
    func runs(network: String) throws {
        let reference = try TrainingRuns()
        let cases = reference.cases.filter { $0.words.contains(network) }
        #expect(cases.count > 20)
        for run in cases { try expectSame(run, of: reference) }
    }

    /// - Parameters:
    ///   - tricks: those of the run besides a look-ahead.
    ///   - change: what else of its recipe is not said by the seven words.
    func expectSame(
        _ run: TrainingRuns.Case, of reference: TrainingRuns, tricks: [any Trick] = [],
        change: (inout Recipe) throws -> Void = { _ in }
    ) throws {
        let words = Dictionary(uniqueKeysWithValues: zip(reference.factors, run.words))
        var recipe = try recipe(words, seed: run.seed)
        recipe.tricks += tricks
        try change(&recipe)
        let experiment = try Experiment(recipe)
        // The networks, then what tricks keep.
        let moving = Adversarial.networks.map { experiment.trained($0).network }.map { $0.parameters + $0.states }
            + tricks.map { experiment.memory.kept(by: $0.name) }.filter { !$0.isEmpty }
        let before = moving.map { $0.flatMap(\.values) }
        try experiment.train(steps: reference.steps)
        var found: [Double?] = (1...reference.steps).flatMap { step in
            reference.quantities.map { name in
                experiment.history.value(name, atStep: step).map { Double($0) }
            }
        }
        for (variables, old) in zip(moving, before) { found += moves(from: old, to: variables.flatMap(\.values)) }
        let difference = difference(found, run.values, steps: reference.steps * reference.quantities.count)
        #expect(difference < 1, "\(run.words.joined(separator: ", ")): \(found) instead of \(run.values)")
    }

    /// The largest difference, in parts of what rounding explains: the runs were chosen so that weights off by 10⁻⁷ change no number
    /// by more than 2·10⁻⁵ of its size (or of 0.001); ten times as much is left for 32-bit sums. How far weights went is judged by
    /// the whole way, and by no less than 0.01: a weight of 1 is rounded to 6·10⁻⁸.
    ///
    /// - Parameter steps: how many numbers belong to single steps; the others come in pairs.
    private func difference(_ found: [Double?], _ expected: [Double?], steps: Int) -> Double {
        guard found.count == expected.count else { return .infinity }
        var worst = 0.0
        for (index, (number, right)) in zip(found, expected).enumerated() {
            guard let number, let right else {
                if number != nil || right != nil { return .infinity }
                continue
            }
            let scale: Double =
                if index < steps { Swift.max(abs(right), 1e-3) } else { Swift.max((expected[index - index % 2] ?? 0), 1e-2) }
            let parts = abs(number - right) / (2e-4 * scale)
            worst = parts.isNaN ? .infinity : Swift.max(worst, parts)
        }
        return worst
    }

    private func recipe(_ words: [String: String], seed: UInt64) throws -> Recipe {
        func word(_ factor: String) throws -> String { try #require(words[factor]) }
        let network = try word("network")
        var recipe = Recipe(dataset: try data(for: network))
        recipe.seed = seed
        recipe.chosenLatent = NormalLatent(3)
        recipe.chosenBatch = 8
        let loss = try word("loss")
        let type = try #require(lossCatalogue.first { $0.declaration.name == loss })
        recipe.loss = try type.init(.init(type.declaration))
        let ratio = try word("ratio").split(separator: ":").compactMap { Int($0) }
        recipe.ratio = .init(discriminator: ratio[0], generator: ratio[1])
        recipe.tricks = try unroll(word("unroll"))
        recipe.chosenPenalties = try penalties(word("penalty"))
        let activation = try word("activation")
        let layer = try #require(layerCatalogue.first { $0.declaration.name == activation })
        let activate = try layer.init(.init(layer.declaration))
        (recipe.chosenLayers[.generator], recipe.chosenLayers[.discriminator]) = layers(network, activate)
        recipe.chosenOptimizers[.generator] = try optimizer(word("optimizer"))
        recipe.chosenOptimizers[.discriminator] = recipe.chosenOptimizers[.generator]
        return recipe
    }

    private func data(for network: String) throws -> any Dataset {
        switch network {
        case "conv": GreyImages()
        case "no-bias": UnevenBumps()
        case "dropout": try dataset(SpiralDataset.self)
        default: try dataset(RingDataset.self)
        }
    }

    private func unroll(_ words: String) throws -> [any Trick] {
        guard let steps = Int(words.prefix(1)) else { return [] }
        return [Unroll(steps: steps, rate: words.hasSuffix("sgd") ? 0.02 : nil)]
    }

    private func penalties(_ words: String) throws -> [any Penalty]? {
        switch words {
        case "own": nil
        case "none": []
        case "slope 10 to 1": [GradientPenalty(weight: 10, target: 1)]
        case "slope 0.5 to 0": [GradientPenalty(weight: 0.5, target: 0)]
        case "clip 0.1": [WeightClipping(limit: 0.1)]
        default: [GradientPenalty(weight: 2, target: 1), WeightClipping(limit: 0.2)]
        }
    }

    private func optimizer(_ word: String) throws -> any Optimizer {
        switch word {
        case "sgd": GradientDescent(rate: 0.02)
        case "momentum": GradientDescent(rate: 0.01, momentum: 0.9)
        case "rmsprop": RootMeanSquare(rate: 0.01, decay: 0.9, epsilon: 1e-2)
        default: Adam(rate: 0.02, beta1: 0.5, beta2: 0.99, epsilon: 1e-2)
        }
    }

    private func layers(
        _ network: String, _ activation: any Layer
    ) -> (generator: [LayerSpecification], discriminator: [LayerSpecification]) {
        if network == "conv" {
            let halving = ImageGeometry(stride: 2)
            return (
                specify([Dense([2, 2, 3]), activation, Deconvolution(1, geometry: halving), Tanh()]),
                specify([Convolution(3, geometry: halving), activation, Flatten(), Dense(1)])
            )
        }
        let isPlain = network == "no-bias"
        func dense(_ units: Int) -> Dense {
            Dense(units, weights: isPlain ? WeightOptions(initializer: XavierInitializer(), hasBias: false) : WeightOptions())
        }
        let between: [any Layer] =
            switch network {
            case "batchnorm": [BatchNormalization()]
            case "dropout": [Dropout(rate: 0.25)]
            default: []
            }
        func chain(_ end: Int) -> [LayerSpecification] {
            specify([dense(6)] + between + [activation, dense(5), activation, dense(end)])
        }
        let maxouts = specify([Maxout(6, pieces: 3), Maxout(5, pieces: 2), Dense(1)])
        return (chain(isPlain ? 1 : 2), network == "maxout" ? maxouts : chain(1))
    }
}

/// `Tests/References/training_runs.json`, or another file of runs.
struct TrainingRuns: Decodable {
    struct Case: Decodable {
        let seed: UInt64
        let words: [String]
        let values: [Double?]

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            seed = try container.decode(UInt64.self)
            words = try container.decode([String].self)
            values = try container.decode([Double?].self)
        }
    }

    let factors: [String]
    let quantities: [String]
    let steps: Int
    let cases: [Case]

    init(_ name: String = "training_runs") throws {
        self = try reference(name)
    }
}
