import Datasets
import Declarations
import Foundation
import Graphs
import Lab
import Networks
import Testing

/// A technique of this folder, as a recipe takes it. Everything here stands outside the floors: it sees what they show to anyone.
struct Technique: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What a checkpoint holds because of it.
    let keeps: [String]
    let put: @Sendable (inout Recipe) -> Void

    init(_ name: String, keeps: [String] = [], put: @escaping @Sendable (inout Recipe) -> Void) {
        testDescription = name
        self.keeps = keeps
        self.put = put
    }

    static let ofDuels: [Technique] = [
        Technique("layer", keeps: ["discriminator.1.size", "discriminator.1.size.first-moment"]) {
            $0.chosenLayers[.discriminator] = layers([Dense(8), Magnitude(), LeakyRelu(), Dense(1)])
        },
        Technique("loss") { $0.loss = WideHinge() },
        Technique("penalty") { $0.chosenPenalties = [ScoreSize()] },
        Technique("trick that keeps arrays", keeps: ["slow-judge.discriminator.0.weight", "slow-judge.discriminator.0.bias"]) {
            $0.tricks.append(SlowJudge())
        },
        Technique("trick with a third network", keeps: ["reader.0.weight", "reader.2.bias.second-moment", "reader.updates"]) {
            $0.tricks.append(Recovery())
        },
        Technique("latent") { $0.chosenLatent = SphereLatent(4) },
        Technique("optimizer", keeps: ["generator.0.weight.mean", "generator.2.bias.mean"]) { $0.chosenOptimizers[.generator] = SignDescent() },
        Technique("initializer") {
            $0.chosenLayers[.generator] = layers([Dense(8, weights: .init(initializer: RampInitializer())), Relu(), Dense(2)])
        },
        Technique("data set") { $0.dataset = BarsDataset() },
        Technique("step rule") { $0.rule = Extrapolated() },
        Technique("reparameterization", keeps: ["discriminator.0.weight.mean"]) { $0.tricks.append(CentredJudge()) },
    ]

    static let all = ofDuels + [Technique("method", keeps: ["generator.0.weight"]) { $0.method = MomentMatching() }]
}

/// A small game on a ring, without any of the techniques.
func plainRecipe() throws -> Recipe {
    var recipe = Recipe(dataset: try RingDataset(OptionValues(RingDataset.declaration)))
    recipe.seed = 7
    recipe.chosenLatent = NormalLatent(4)
    recipe.chosenBatch = 16
    recipe.chosenLayers[.generator] = layers([Dense(8), Relu(), Dense(2)])
    recipe.chosenLayers[.discriminator] = layers([Dense(8), LeakyRelu(), Dense(1)])
    return recipe
}

/// The plain game with a technique, or with some.
func recipe(with techniques: Technique...) throws -> Recipe {
    var recipe = try plainRecipe()
    for technique in techniques { technique.put(&recipe) }
    return recipe
}

func layers(_ layers: [any Layer]) -> [LayerSpecification] { layers.map { LayerSpecification($0) } }

extension Experiment {
    /// The bits of every weight, and of what tricks keep.
    var bits: [[UInt32]] {
        let kept = recipe.tricks.flatMap { self.kept(by: $0.name) }
        return (networks.flatMap { $0.parameters + $0.states } + kept).map { $0.values.map(\.bitPattern) }
    }

    func values(_ name: String) throws -> [Float] {
        try #require(networks.flatMap { $0.parameters + $0.states }.first { $0.name == name }, "\(name)").values
    }

    func column(_ quantity: StepQuantity) throws -> [Float] {
        try #require(history.columns.first { $0.name == quantity.name }, "\(quantity.name)").values
    }
}

/// The names of a checkpoint's arrays, read as another program reads a safetensors file.
func arrayNames(of checkpoint: Checkpoint) throws -> Set<String> {
    let bytes = checkpoint.encoded()
    let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = try JSONSerialization.jsonObject(with: Data(bytes[8..<8 + length])) as? [String: Any]
    return Set(try #require(header).keys)
}
