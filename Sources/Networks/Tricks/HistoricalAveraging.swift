import Declarations
import Graphs

/// Each network pays for being far from where it was on average.
///
/// Formula: a network minimises its loss and weight · ‖θ − θ̄‖² on top, with θ̄ = (1/t) Σ θ[i] over its weights at the start and
/// after each of its t − 1 updates since. The mean is kept as arrays: θ̄ ← θ̄ + (θ − θ̄) / t after each update.
///
/// What it cures: circling. The mean of a circle is its middle, so the term pulls inwards; in small games with continuous moves
/// it finds equilibria that plain gradient descent circles around. What it risks: the mean of a long run hardly moves,
/// and holds a network where it began: a weight that is right for a game which circles is a brake for one that still learns.
/// Shapes: those of the parameters, and one count for each network.
/// Source: Salimans et al. 2016, "Improved techniques for training GANs", section 3.3, which gives no weight.
public struct HistoricalAveraging: Trick, Hashable {
    public static let declaration = Declaration(
        "historical-averaging", summary: "pulls each network towards the mean of all weights it has had",
        options: [
            OptionDeclaration("weight", .nonNegative, default: .number(0.1), summary: "strength of the pull; 0 is none"),
            NetworkScope.declaration(default: .both, summary: "which networks are pulled"),
        ],
        example: "data ring\ntrick historical-averaging weight 0.1\ntrain 1",
        source: "Salimans et al. 2016, Improved techniques for training GANs, section 3.3",
        claims: [
            .cures(
                .oscillation, "pulls each network to the middle of the circle that it runs in", source: "Salimans et al. 2016, section 3.3"),
            .risks(
                .nonConvergence, "holds the networks where they began when it weighs much", when: .option("weight", 1...1e300),
                help: "`trick historical-averaging weight 0.1`", source: "Salimans et al. 2016, section 3.3, which gives no weight"),
        ])

    public let weight: Float
    public let scope: NetworkScope

    public init(weight: Float = 0.1, of scope: NetworkScope = .both) {
        self.weight = weight
        self.scope = scope
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(
            weight: Float(values.number("weight")), of: NetworkScope(values))
    }

    public var optionValues: OptionValues {
        OptionValues(["weight": .number(of: weight), "network": scope.optionValue])
    }

    public var entersDiscriminatorLoss: Bool { scope.contains(.discriminator) }
    public var keepsEquilibrium: Bool { false }

    /// For each network, by name: how many of its updates are in the mean, and the mean.
    public func kept(for plans: [NetworkPlan]) -> [KeptArray] {
        plans.filter { scope.contains(NetworkID($0.name)) }.sorted { $0.name < $1.name }.flatMap { plan in
            [KeptArray("\(plan.name).updates", shape: [], axes: [])] + plan.keptCopies
        }
    }

    public func loss(of network: NetworkID, _ loss: Tensor, in duel: Duel) throws -> Tensor {
        guard let own = histories(in: duel.turn)[network] else { return loss }
        let parameters = duel.turn.player(network).parameters
        let distance = try zip(parameters, own.means).reduce(Tensor.constant(0)) { try $0 + ($1.0 - $1.1).squared().sum() }
        return try loss + distance * weight
    }

    public func kept(after turn: Turn) throws -> [Tensor]? {
        guard turn.movers.contains(where: scope.contains) else { return nil }
        return try histories(in: turn).sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { network, own in
            guard turn.moves(network) else { return [own.updates] + own.means }
            let updates = own.updates + 1
            let share = (updates + 1).reciprocal()
            return try [updates] + zip(own.means, turn.player(network).parameters).map { try $0 + ($1 - $0) * share }
        }
    }

    /// What is kept, by network.
    private func histories(in turn: Turn) -> [NetworkID: (updates: Tensor, means: [Tensor])] {
        var rest = (turn.kept[name] ?? [])[...]
        var found: [NetworkID: (updates: Tensor, means: [Tensor])] = [:]
        for (network, player) in turn.players.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where scope.contains(network) {
            guard let updates = rest.popFirst() else { break }
            found[network] = (updates, Array(rest.prefix(player.parameters.count)))
            rest = rest.dropFirst(player.parameters.count)
        }
        return found
    }
}
