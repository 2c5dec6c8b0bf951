import Graphs
import Networks

/// The sizes and parameter counts of one network, layer by layer, worked out without allocating anything.
public struct NetworkSummary: Sendable {
    public struct Row: Sendable, Equatable {
        /// The layer's script word.
        public var layer: String
        public var tag: Int
        public var input: [Int]
        public var output: [Int]
        /// How many numbers the layer learns.
        public var parameters: Int
    }

    public let player: Player
    public let plan: NetworkPlan
    public let rows: [Row]

    public var id: NetworkID { player.id }
    public var input: [Int] { plan.inputSize }
    /// The size that the last layer makes.
    public var output: [Int] { plan.outputSize }
    /// How many numbers the network learns; `Int.max` when they are too many to count.
    public var parameterCount: Int { plan.parameterCount }

    /// Follows the sizes through the layers of a player; throws at the first layer that cannot take what reaches it.
    public init(_ player: Player, of recipe: Recipe) throws(RecipeError) {
        try self.init(player, layers: recipe.layers(of: player.id), of: recipe)
    }

    private init(_ player: Player, layers: [LayerSpecification], of recipe: Recipe) throws(RecipeError) {
        let plan: NetworkPlan
        do {
            plan = try layers.plan(
                of: player.id.rawValue, input: player.input, classCount: recipe.dataset.classCount
            ) { parameter in
                recipe.tricks.lazy.compactMap { $0.reparameterization(of: parameter, in: player.id) }.first
            }
        } catch {
            let index = error.layerIndex
            let reaching = try NetworkSummary(player, layers: Array(layers[..<index]), of: recipe).output
            throw RecipeError(
                .network(player.id), error.refusal, tag: layers[index].tag,
                label: "\(reaching.sizeText) reaches it here")
        }
        self.player = player
        self.plan = plan
        rows = layers.indices.map { index in
            Row(
                layer: layers[index].layer.name, tag: layers[index].tag,
                input: plan.inputSize(of: index), output: plan.sizes[index],
                parameters: plan.parameterCount(of: index))
        }
    }

    /// The last layer that changes the size: where a wrong size was made.
    var lastSizeChange: Row? { rows.last { $0.input != $0.output } ?? rows.last }
}
