import Graphs
import Networks

/// One player with all that training changes: weights, running statistics, optimizer slots and the number of updates made.
final class TrainedNetwork {
    let role: NetworkRole
    let network: Network
    private(set) var optimizer: any Optimizer
    private(set) var slots: [Variable]
    /// How many updates were made; Adam's corrections depend on it, so a program counts it along.
    let updateCount: Variable
    static let updatesSuffix = ".updates"

    init(role: NetworkRole, plan: NetworkPlan, optimizer: any Optimizer, seed: UInt64) {
        self.role = role
        self.optimizer = optimizer
        network = Network(plan, seed: seed)
        slots = optimizer.makeSlots(for: network.parameters)
        updateCount = Variable(role.rawValue + Self.updatesSuffix, shape: [])
    }

    /// Everything that a run may change, in a fixed order.
    var variables: [Variable] { network.parameters + network.states + slots + [updateCount] }

    /// Goes on under another optimizer. Its slots start at zero, unless they are of the same kind: a changed rate keeps
    /// the running means.
    func use(_ next: any Optimizer) {
        let isSameKind = type(of: next) == type(of: optimizer) && next.slotNames == optimizer.slotNames
        optimizer = next
        guard !isSameKind else { return }
        slots = next.makeSlots(for: network.parameters)
        updateCount.values = [0]
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
