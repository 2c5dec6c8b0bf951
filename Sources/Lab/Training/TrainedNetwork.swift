import Graphs
import Networks

/// One player with all that training changes: weights, running statistics, optimizer slots and the number of updates made.
final class TrainedNetwork {
    let id: NetworkID
    let network: Network
    private(set) var optimizer: any Optimizer
    private(set) var slots: [Variable]
    /// How many updates were made; Adam's corrections depend on it, so a program counts it along.
    let updateCount: Variable
    static let updatesSuffix = ".updates"

    init(_ id: NetworkID, plan: NetworkPlan, optimizer: any Optimizer, seed: UInt64) {
        self.id = id
        self.optimizer = optimizer
        network = Network(plan, seed: seed)
        slots = optimizer.makeSlots(for: network.parameters)
        updateCount = Variable(id.rawValue + Self.updatesSuffix, shape: [])
    }

    /// Everything that a run may change, in a fixed order.
    var variables: [Variable] { network.parameters + network.states + slots + [updateCount] }

    /// The player as a program reads it.
    var tensors: PlayerTensors {
        PlayerTensors(
            network, optimizer: optimizer, parameters: network.parameters.map(\.tensor), slots: slots.map(\.tensor),
            states: network.states.map(\.tensor), updateCount: updateCount.tensor)
    }

    /// What a program stores of the player as it leaves it.
    func stores(_ player: PlayerTensors) -> [(Variable, Tensor)] {
        Array(zip(network.parameters, player.parameters)) + Array(zip(slots, player.slots))
            + Array(zip(network.states, player.states)) + [(updateCount, player.updateCount)]
    }

    /// Goes on under another optimizer. Its slots start at zero, unless they are of the same kind: a changed rate keeps
    /// the running means.
    func use(_ next: any Optimizer) {
        let isSameKind = isSameKind(next)
        optimizer = next
        guard !isSameKind else { return }
        slots = next.makeSlots(for: network.parameters)
        updateCount.values = [0]
    }

    private func isSameKind(_ other: any Optimizer) -> Bool {
        type(of: other) == type(of: optimizer) && other.slotNames == optimizer.slotNames
    }

    /// The numbers of an earlier network wherever name and shape agree, with its slots where the optimizer is of its kind.
    func takeOver(from earlier: TrainedNetwork) {
        let sameSlots = isSameKind(earlier.optimizer)
        (network.parameters + network.states + (sameSlots ? slots + [updateCount] : [])).takeOver(from: earlier.variables)
    }

    /// Fresh weights, empty slots.
    func reset(seed: UInt64) {
        network.initialize(seed: seed)
        forgetSlots()
    }

    /// Empty slots, as before the first update.
    func forgetSlots() {
        for slot in slots { slot.values = [Float](repeating: 0, count: slot.shape.elementCount) }
        updateCount.values = [0]
    }
}

extension [Variable] {
    /// The numbers of others wherever name and shape agree.
    func takeOver(from others: [Variable]) {
        let known = Dictionary(others.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for variable in self {
            if let same = known[variable.name], same.shape == variable.shape { variable.values = same.values }
        }
    }
}
