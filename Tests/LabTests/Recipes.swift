import Datasets
import Declarations
import Networks

@testable import Lab

/// A ring that a tiny network can be trained on in no time.
func ringRecipe(modes: Int = 8, seed: UInt64 = 7) throws -> Recipe {
    var recipe = Recipe(dataset: try dataset(RingDataset.self, ["modes": .number(Double(modes))]))
    recipe.seed = seed
    recipe.chosenLatent = NormalLatent(4)
    recipe.chosenBatch = 16
    recipe.chosenLayers[.generator] = specify([Dense(8), Relu(), Dense(2)])
    recipe.chosenLayers[.discriminator] = specify([Dense(8), LeakyRelu(), Dense(1)])
    return recipe
}

/// Layers tagged by their place.
func specify(_ layers: [any Layer]) -> [LayerSpecification] {
    layers.enumerated().map { LayerSpecification($1, tag: $0) }
}

func dataset<Set: Dataset>(_ type: Set.Type, _ given: [String: OptionValue] = [:]) throws -> Set {
    try Set(OptionValues(Set.declaration, given))
}

/// Four images of 4×4, each of one grey.
struct GreyImages: Dataset {
    static let declaration = Declaration("greys", summary: "four grey images", example: "data greys", source: "none")
    static let greys: [Float] = [-1, -0.5, 0.5, 1]

    init() {}
    init(_ values: OptionValues) throws(Refusal) {}

    var size: [Int] { [4, 4, 1] }

    func source(in folders: DataFolders) throws(DatasetError) -> any DataSource {
        Examples(training: .init(values: Self.greys.flatMap { [Float](repeating: $0, count: 16) }, size: size))
    }
}

/// Two bumps of unequal weight on a line.
struct UnevenBumps: Dataset {
    static let declaration = Declaration("bumps", summary: "uneven bumps", example: "data bumps", source: "none")
    static let mixture = Mixture(centres: [[-3], [0], [5]], deviation: 0.1, weights: [0.2, 0.5, 0.3])

    init() {}
    init(_ values: OptionValues) throws(Refusal) {}

    var size: [Int] { [1] }

    func source(in folders: DataFolders) throws(DatasetError) -> any DataSource { Self.mixture }
}

extension Experiment {
    /// All bits that training decides.
    var bits: [[UInt32]] { variables.map { $0.values.map(\.bitPattern) } }
}

extension Experiment {
    /// A network that the recipe is known to have.
    func trained(_ id: NetworkID) -> TrainedNetwork {
        guard let network = memory.network(id) else { preconditionFailure("no `\(id)` in this recipe") }
        return network
    }

    /// The programs of a step as they are planned, one for each turn whatever the ratio.
    func plannedTurns() throws -> (game: Game, turns: [Movement]) {
        let game = Game(recipe, data: source, start: memory.state, trainingStep: .constant(0))
        return (game, try game.turns.map { try game.moved($0, from: Movement(state: game.start)) })
    }
}

/// The same four images, each a class of its own.
struct LabelledGreys: Dataset {
    static let declaration = Declaration("labelled-greys", summary: "four classes of grey images", example: "data greys", source: "none")
    static let names = ["black", "dark", "light", "white"]

    init() {}
    init(_ values: OptionValues) throws(Refusal) {}

    var size: [Int] { [4, 4, 1] }
    var classCount: Int? { 4 }

    func source(in folders: DataFolders) throws(DatasetError) -> any DataSource {
        Examples(
            training: .init(
                values: GreyImages.greys.flatMap { [Float](repeating: $0, count: 16) }, size: size, labels: [0, 1, 2, 3]),
            classNames: Self.names)
    }
}
