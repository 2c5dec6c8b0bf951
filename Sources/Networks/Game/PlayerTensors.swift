import Graphs

/// A network's numbers as a step finds them, each as one node, so that gradients find them again; or as an update will
/// leave them.
public struct PlayerTensors {
    public let network: Network
    public let optimizer: any Optimizer
    /// Stored parameters, in the order of `Network.parameters`.
    public var parameters: [Tensor]
    /// The optimizer's slots, as `Optimizer.makeSlots` lays them out.
    public var slots: [Tensor]
    /// Running statistics, in the order of `Network.states`.
    public var states: [Tensor]
    /// The number of updates made so far, a scalar.
    public var updateCount: Tensor
    /// Training steps made before this one, a scalar, which layers may read.
    public var trainingStep: Tensor = .constant(0)
    /// Where every application of a turn is written down.
    var applications: TurnApplications?

    public init(
        _ network: Network, optimizer: any Optimizer, parameters: [Tensor], slots: [Tensor], states: [Tensor],
        updateCount: Tensor
    ) {
        self.network = network
        self.optimizer = optimizer
        self.parameters = parameters
        self.slots = slots
        self.states = states
        self.updateCount = updateCount
    }

    /// The network with these numbers applied to a training batch; see `Network.apply`.
    public func apply(_ input: Tensor, labels: Tensor? = nil, stream: RandomStream) throws -> Application {
        let application = try network.apply(
            input, parameters: parameters, states: states, mode: .training, stream: stream, labels: labels,
            trainingStep: trainingStep)
        applications?.append(.init(network: network, stream: stream, input: input, application: application))
        return application
    }
}
