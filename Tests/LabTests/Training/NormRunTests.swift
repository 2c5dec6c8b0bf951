import Datasets
import Declarations
import Foundation
import Networks
import Testing

@testable import Lab

/// Training runs with normalisations, styles, layers of classes and reparameterized weights equal PyTorch's, through the very
/// programs that `train` compiles. `Tests/References/norms.py` made the figures.
@Suite("Runs with normalisations, styles and reparameterized weights, against PyTorch")
struct NormRunTests {
    static let names = ((try? NormRuns.read().cases) ?? []).map(\.name)

    @Test("what each step measures and where the weights go", arguments: names)
    func runs(name: String) throws {
        let runs = try NormRuns.read()
        let run = try #require(runs.cases.first { $0.name == name })
        let experiment = try Experiment(try run.recipe())
        let before = experiment.networks.map { ($0.parameters + $0.states).flatMap(\.values) }
        try experiment.train(steps: runs.steps)
        var found = try (1...runs.steps).flatMap { step in
            try run.quantities.map { Double(try #require(experiment.history.value($0, atStep: step))) }
        }
        let measured = found.count
        for (network, old) in zip(experiment.networks, before) {
            found += moves(from: old, to: (network.parameters + network.states).flatMap(\.values))
        }
        #expect(found.count == run.values.count)
        // As in the training runs: ten times what start weights off by 10⁻⁷ may change.
        for (index, (number, right)) in zip(found, run.values).enumerated() {
            let scale = index < measured ? max(abs(right), 1e-3) : max(run.values[index - (index - measured) % 2], 1e-2)
            #expect(abs(number - right) < 2e-4 * scale, "number \(index): expected \(right), found \(number)")
        }
    }

    @Test("a snapshot and a checkpoint go on with the same bits, and looking changes nothing", arguments: names)
    func sameBits(name: String) throws {
        let recipe = try #require(NormRuns.read().cases.first { $0.name == name }).recipe()
        let whole = try Experiment(recipe)
        try whole.train(steps: 2)
        let (snapshot, checkpoint) = (whole.snapshot(), whole.checkpoint(recipeText: ""))
        try whole.train(steps: 2)
        let bits = whole.bits
        try whole.restore(snapshot)
        _ = try whole.samples(count: 5)
        try whole.train(steps: 2)
        #expect(whole.bits == bits)
        let loaded = try Experiment(recipe)
        try loaded.load(try Checkpoint(decoding: checkpoint.encoded()))
        try loaded.train(steps: 2)
        #expect(loaded.bits == bits)
    }

    @Test("the references hold every layer and trick of their kind")
    func complete() throws {
        let cases = try NormRuns.read().cases
        let words = Set(cases.flatMap { $0.generator + $0.discriminator }.map { String($0.split(separator: " ")[0]) })
        let layers: [any Layer.Type] = [
            VirtualBatchNormalization.self, ConditionalBatchNormalization.self, Embedding.self, Projection.self,
            AdaptiveInstanceNormalization.self, PixelNormalization.self, NoiseInjection.self, Dropout.self,
        ]
        #expect(words.isSuperset(of: layers.map { $0.declaration.name }))
        #expect(Set(cases.compactMap(\.way?.trick)) == ["spectral-norm", "weight-norm", "equalised-rate"])
    }
}

/// `Tests/References/norms.json`.
private struct NormRuns: Decodable {
    struct Case: Decodable {
        let name: String
        let data: String
        let loss: String
        /// Weight and target.
        let penalty: [Float]?
        let unroll: Int
        let way: Way?
        let generator: [String]
        let discriminator: [String]
        let seed: UInt64
        let quantities: [String]
        let values: [Double]
    }

    /// A trick, its network, and its gain where it has one.
    struct Way: Decodable {
        let trick: String
        let scope: NetworkScope
        let gain: Float?

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            trick = try values.decode(String.self)
            scope = try #require(NetworkScope(rawValue: try values.decode(String.self)))
            gain = try values.decodeIfPresent(Float.self)
        }
    }

    let steps: Int
    let cases: [Case]

    static func read() throws -> NormRuns {
        try reference("norms")
    }
}

extension NormRuns.Case {
    func recipe() throws -> Recipe {
        var recipe = Recipe(dataset: data == "greys" ? LabelledGreys() : try dataset(RingDataset.self))
        recipe.seed = seed
        recipe.chosenLatent = NormalLatent(3)
        recipe.chosenBatch = 8
        let type = try #require(lossCatalogue.first { $0.declaration.name == loss })
        recipe.loss = try type.init(OptionValues(type.declaration))
        recipe.chosenPenalties = penalty.map { [GradientPenalty(weight: $0[0], target: $0[1])] } ?? []
        recipe.tricks = unroll == 0 ? [] : [Unroll(steps: unroll)]
        if let way { recipe.tricks.append(try way.made()) }
        for (network, lines) in [(NetworkID.generator, generator), (.discriminator, discriminator)] {
            recipe.chosenLayers[network] = try lines.enumerated().map { place, line in
                let words = line.components(separatedBy: " as ")
                return LayerSpecification(try layer(words[0]), tag: place, name: words.count > 1 ? words[1] : nil)
            }
            recipe.chosenOptimizers[network] = Adam(rate: 0.02, beta1: 0.5, beta2: 0.99, epsilon: 1e-2)
        }
        return recipe
    }

    private func layer(_ line: String) throws -> any Layer {
        let words = line.components(separatedBy: " ")
        let size = words.count > 1 ? words[1].split(separator: "x").compactMap { Int($0) } : []
        switch words[0] {
        case "dense": return Dense(size)
        case "conv": return Convolution(size[0], geometry: ImageGeometry(stride: 2))
        case "deconv": return Deconvolution(size[0], geometry: ImageGeometry(stride: 2))
        case "virtual-batchnorm": return VirtualBatchNormalization(reference: size[0])
        case "embedding": return Embedding.Way(rawValue: words[1]).map { Embedding(16, $0) } ?? Embedding(size[0])
        case "adain": return AdaptiveInstanceNormalization(words[1])
        case "dropout": return Dropout(always: true)
        default:
            let type = try #require(layerCatalogue.first { $0.declaration.name == words[0] }, "\(words[0])")
            return try type.init(OptionValues(type.declaration))
        }
    }
}

extension NormRuns.Way {
    fileprivate func made() throws -> any Trick {
        switch trick {
        case "weight-norm": WeightNorm(of: scope)
        case "equalised-rate": gain.map { EqualisedRate(gain: $0, of: scope) } ?? EqualisedRate(of: scope)
        default: SpectralNorm(of: scope)
        }
    }
}
