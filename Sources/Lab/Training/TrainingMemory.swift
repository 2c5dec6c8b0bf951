import Datasets
import Graphs
import Networks

/// All that training changes: the players with their optimizers, and what tricks keep from step to step.
struct TrainingMemory {
    /// In the order of the recipe's players.
    private(set) var networks: [TrainedNetwork]
    private let references: ReferenceDraws
    private var keptByTrick: [String: (arrays: [KeptArray], variables: [Variable])]

    /// Fresh networks for a checked recipe.
    init(_ recipe: Recipe, _ check: RecipeCheck, source: any DataSource) throws {
        references = try ReferenceDraws(recipe, check, source: source)
        networks = check.networks.map { summary in
            TrainedNetwork(summary.id, plan: summary.plan, optimizer: recipe.optimizer(of: summary.id), seed: recipe.seed)
        }
        keptByTrick = [:]
        for trick in recipe.tricks {
            let arrays = trick.kept(for: networks.map(\.network.plan))
            guard !arrays.isEmpty else { continue }
            keptByTrick[trick.name] = (arrays, arrays.map { Variable("\(trick.name).\($0.name)", shape: $0.shape) })
        }
        putReferences()
        startKeeping()
    }

    /// The reference batches as they were drawn for this recipe.
    func putReferences() {
        for network in networks { references.put(into: network) }
    }

    func network(_ id: NetworkID) -> TrainedNetwork? { networks.first { $0.id == id } }

    /// Everything that a run may change, in a fixed order.
    var variables: [Variable] { networks.flatMap(\.variables) + keptByTrick.sorted { $0.key < $1.key }.flatMap(\.value.variables) }

    /// What a trick keeps; empty where it keeps nothing.
    func kept(by trick: String) -> [Variable] { keptByTrick[trick]?.variables ?? [] }

    /// What each axis of a kept array counts, by the variable's name.
    var keptLayouts: [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: keptByTrick.values.flatMap { kept in
                zip(kept.variables, kept.arrays).map { ($0.name, $1.axes) }
            })
    }

    /// Every variable as the graph reads it, each as one node.
    var state: StepState {
        StepState(
            players: Dictionary(uniqueKeysWithValues: networks.map { ($0.id, $0.tensors) }),
            kept: keptByTrick.mapValues { $0.variables.map(\.tensor) })
    }

    /// What a program stores at the end of its run.
    func stores(of movement: Movement) -> [(Variable, Tensor)] {
        let moved = networks.filter { movement.movers.contains($0.id) }.flatMap { network in
            movement.state.players[network.id].map { network.stores($0) } ?? []
        }
        let kept = movement.changedTricks.sorted().flatMap { trick in
            zip(self.kept(by: trick), movement.state.kept[trick] ?? []).map { ($0, $1) }
        }
        return moved + kept
    }

    /// Fresh weights, empty slots, everything kept as at the start.
    func reset(seed: UInt64) {
        for network in networks { network.reset(seed: seed) }
        putReferences()
        startKeeping()
    }

    /// One network afresh, the others as they are.
    func renew(_ id: NetworkID, seed: UInt64) {
        guard let network = network(id) else { return }
        network.reset(seed: seed)
        references.put(into: network)
    }

    /// Takes over the numbers of another memory wherever name and shape agree; slots and counts of updates only where the
    /// optimizer is of the same kind.
    func takeOver(from other: TrainingMemory) {
        for network in networks {
            guard let earlier = other.network(network.id) else { continue }
            network.takeOver(from: earlier)
        }
        startKeeping()
        keptByTrick.values.flatMap(\.variables).takeOver(from: other.keptByTrick.values.flatMap(\.variables))
    }

    private func startKeeping() {
        let parameters = Dictionary(
            uniqueKeysWithValues: networks.flatMap(\.network.parameters).map { ($0.name, $0) })
        for (arrays, variables) in keptByTrick.values {
            for (array, variable) in zip(arrays, variables) {
                switch array.start {
                case .zeros: variable.values = [Float](repeating: 0, count: variable.shape.elementCount)
                case .copy(let name):
                    guard let parameter = parameters[name] else { preconditionFailure("no network has a `\(name)`") }
                    variable.values = parameter.values
                }
            }
        }
    }
}
