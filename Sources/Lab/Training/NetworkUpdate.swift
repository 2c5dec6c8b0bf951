import Graphs
import Networks

/// One update of one network as expressions: what is measured on the way, and what everything becomes.
struct NetworkUpdate {
    /// Scalars.
    var measured: [StepQuantity: Tensor]
    var parameters: [Tensor]
    var slots: [Tensor]
    /// The number of this update, from 1.
    var count: Tensor
    /// Running statistics after the update.
    var states: [Tensor]

    /// What a program stores at the end of its run.
    func stores(in trained: TrainedNetwork) -> [(Variable, Tensor)] {
        Array(zip(trained.network.parameters, parameters))
            + Array(zip(trained.slots, slots))
            + Array(zip(trained.network.states, states))
            + [(trained.updateCount, count)]
    }
}

/// A network's variables as the graph reads them, each as one node, so that gradients find them again.
struct NetworkTensors {
    var parameters: [Tensor]
    var slots: [Tensor]
    var states: [Tensor]
    /// The number of updates made so far, a scalar.
    var count: Tensor

    init(_ trained: TrainedNetwork) {
        parameters = trained.network.parameters.map(\.tensor)
        slots = trained.slots.map(\.tensor)
        states = trained.network.states.map(\.tensor)
        count = trained.updateCount.tensor
    }

    /// The network as an update will leave it, for a step whose second half builds on its first.
    init(after update: NetworkUpdate) {
        parameters = update.parameters
        slots = update.slots
        states = update.states
        count = update.count
    }
}

/// √Σ g² over all arrays: the length of the whole gradient.
func globalNorm(_ gradients: [Tensor]) throws -> Tensor {
    var total = Tensor.constant(0)
    for gradient in gradients {
        total = try total + gradient.squared().sum()
    }
    return total.sqrt()
}
