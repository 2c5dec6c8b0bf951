import Datasets
import Declarations
import Foundation
import Networks
import Testing

@testable import Lab

/// Training runs with classes, with a third network and with layers that reach an earlier one equal PyTorch's, through the very
/// programs that `train` compiles. `Tests/References/players.py` made the figures.
@Suite("Runs of games with more players and more ways than the plain duel, against PyTorch")
struct PlayerRunTests {
    static let cases = PlayerRuns.cases

    @Test("what each step measures and where the weights go", arguments: cases.keys.sorted())
    func runs(name: String) throws {
        let reference = try #require(PlayerRuns.read().cases.first { $0.name == name })
        let made = try #require(Self.cases[name])
        var recipe = try made()
        recipe.seed = reference.seed
        let experiment = try Experiment(recipe)
        #expect(recipe.quantities.map(\.name).filter { reference.quantities.contains($0) } == reference.quantities)
        let before = experiment.networks.map { ($0.parameters + $0.states).flatMap(\.values) }
        let steps = try PlayerRuns.read().steps
        try experiment.train(steps: steps)
        var found = try (1...steps).flatMap { step in
            try reference.quantities.map { Double(try #require(experiment.history.value($0, atStep: step))) }
        }
        let measured = found.count
        for (network, old) in zip(experiment.networks, before) {
            found += moves(from: old, to: (network.parameters + network.states).flatMap(\.values))
        }
        #expect(found.count == reference.values.count)
        // As in the training runs: ten times what start weights off by 10⁻⁷ may change.
        for (index, (number, right)) in zip(found, reference.values).enumerated() {
            let scale = index < measured ? max(abs(right), 1e-3) : max(reference.values[index - (index - measured) % 2], 1e-2)
            #expect(abs(number - right) < 2e-4 * scale, "number \(index): expected \(right), found \(number)")
        }
    }

    @Test("every run of the references is tried")
    func complete() throws {
        #expect(try Set(PlayerRuns.read().cases.map(\.name)) == Set(Self.cases.keys))
    }

    @Test("a snapshot and a checkpoint go on with the same bits", arguments: cases.keys.sorted())
    func sameBits(name: String) throws {
        let made = try #require(Self.cases[name])
        let recipe = try made()
        let whole = try Experiment(recipe)
        try whole.train(steps: 3)
        let (snapshot, checkpoint) = (whole.snapshot(), whole.checkpoint(recipeText: ""))
        try whole.train(steps: 4)
        let (bits, history) = (whole.bits, whole.history)
        #expect(bits.count == whole.variables.count && bits.count > 0)

        try whole.restore(snapshot)
        _ = try whole.samples(count: 5)
        try whole.train(steps: 4)
        #expect(whole.bits == bits && whole.history == history)

        let loaded = try Experiment(recipe)
        try loaded.load(try Checkpoint(decoding: checkpoint.encoded()))
        try loaded.train(steps: 4)
        #expect(loaded.bits == bits && loaded.history == history)
    }
}

/// `Tests/References/players.json`, and the recipes of its cases.
private struct PlayerRuns: Decodable {
    struct Case: Decodable {
        let name: String
        let seed: UInt64
        let quantities: [String]
        let values: [Double]
    }

    let steps: Int
    let cases: [Case]

    static func read() throws -> PlayerRuns {
        try reference("players")
    }

    private static let halving = ImageGeometry(stride: 2)

    static let cases: [String: @Sendable () throws -> Recipe] = [
        "label dense": {
            try ring([Label(), Dense(6), Tanh(), Dense(2)], [Label(), Dense(6), LeakyRelu(), Dense(1)])
        },
        "label dense, slopes of a class": {
            var recipe = try ring([Dense(5), Label(), Tanh(), Dense(2)], [Label(), Dense(6), Tanh(), Dense(1)])
            recipe.loss = WassersteinGradientPenalty()
            return recipe
        },
        "label conv": {
            var recipe = greys(
                [Label(), Dense([2, 2, 3]), Label(), LeakyRelu(), Deconvolution(1, geometry: halving), Tanh()],
                [Label(), Convolution(3, geometry: halving), LeakyRelu(), Label(), Flatten(), Dense(1)])
            recipe.loss = LeastSquares()
            return recipe
        },
        "codes": {
            var recipe = try ring([Dense(6), Tanh(), Dense(2)], [Dense(6), LeakyRelu(), Dense(1)])
            recipe.chosenLatent = CodedLatent(noise: 2, categories: [3, 2], continuous: 2)
            recipe.tricks = [MutualInformation(weight: 0.5)]
            recipe.chosenLayers[.recognition] = specify([Dense(6), Tanh(), Dense(7)])
            return recipe
        },
        "codes, batches normalised and dropped out": {
            var recipe = try ring([Dense(6), Tanh(), Dense(2)], [Dense(6), Tanh(), Dense(1)])
            recipe.loss = Hinge()
            recipe.chosenLatent = CodedLatent(noise: 1, categories: [4])
            recipe.tricks = [MutualInformation()]
            recipe.chosenLayers[.recognition] = specify([Dense(6), BatchNormalization(), Tanh(), Dropout(), Dense(4)])
            return recipe
        },
        "codes of classes": {
            var recipe = try ring([Label(), Dense(6), Tanh(), Dense(2)], [Label(), Dense(6), Tanh(), Dense(1)])
            recipe.loss = LeastSquares()
            recipe.chosenLatent = CodedLatent(noise: 1, continuous: 2)
            recipe.tricks = [MutualInformation(weight: 2)]
            recipe.chosenLayers[.recognition] = specify([Label(), Dense(6), Tanh(), Dense(2)])
            return recipe
        },
        "add": {
            try ring(
                [Dense(6), Tanh(), Dense(6), Tanh(), Add("first"), Dense(2)],
                [Dense(6), Tanh(), Dense(6), Add("wide"), Tanh(), Dense(1)], named: [1: "first"], [0: "wide"])
        },
        "concat and add of images, slopes": {
            var recipe = greys(
                [Dense([2, 2, 3]), Tanh(), Concat("small"), Deconvolution(1, geometry: halving), Tanh()],
                [
                    Tanh(), Softplus(), Concat("seen"), Convolution(3, geometry: halving), Tanh(), Elu(), Add("half"),
                    Flatten(), Dense(1),
                ], named: [0: "small"], [0: "seen", 4: "half"])
            recipe.loss = WassersteinGradientPenalty()
            return recipe
        },
    ]

    private static func ring(
        _ generator: [any Layer], _ discriminator: [any Layer], named names: [Int: String]...
    ) throws -> Recipe {
        recipe(try dataset(RingDataset.self), generator, discriminator, names)
    }

    private static func greys(
        _ generator: [any Layer], _ discriminator: [any Layer], named names: [Int: String]...
    ) -> Recipe {
        recipe(LabelledGreys(), generator, discriminator, names)
    }

    private static func recipe(
        _ data: any Dataset, _ generator: [any Layer], _ discriminator: [any Layer], _ names: [[Int: String]]
    ) -> Recipe {
        var recipe = Recipe(dataset: data)
        recipe.chosenLatent = NormalLatent(3)
        recipe.chosenBatch = 8
        for (index, (network, layers)) in [(NetworkID.generator, generator), (.discriminator, discriminator)].enumerated() {
            recipe.chosenLayers[network] = layers.enumerated().map { place, layer in
                LayerSpecification(layer, tag: place, name: names.isEmpty ? nil : names[index][place])
            }
            recipe.chosenOptimizers[network] = Adam(rate: 0.02, beta1: 0.5, beta2: 0.99, epsilon: 1e-2)
        }
        recipe.chosenOptimizers[.recognition] = GradientDescent(rate: 0.01, momentum: 0.9)
        return recipe
    }
}
