import Graphs

/// Layers in a row, with the variables that hold what they learn and keep.
///
/// Parameters are named by network, layer and role, layers by their own name or counted from 0: `generator.0.weight`. A parameter's start
/// values come from the random stream `weights/` and its name, at step 0.
public final class Network {
    public let plan: NetworkPlan
    /// Layer by layer, in each layer's own order.
    public let parameters: [Variable]
    /// The reference batch where there is one, then running statistics, layer by layer.
    public let states: [Variable]
    /// The parameters as tensors. A gradient is taken with respect to these very nodes.
    public let parameterTensors: [Tensor]
    /// The states as tensors.
    public let stateTensors: [Tensor]

    public var name: String { plan.name }
    public var layers: [any Layer] { plan.layers }
    public var inputSize: [Int] { plan.inputSize }
    public var outputSize: [Int] { plan.outputSize }
    public var sizes: [[Int]] { plan.sizes }
    public var isBatchCoupled: Bool { plan.isBatchCoupled }

    /// Allocates the variables and draws their start values.
    public init(_ plan: NetworkPlan, seed: UInt64) {
        self.plan = plan
        parameters = plan.layers.indices.flatMap { layer in
            plan.parameters(of: layer).map { Variable("\(plan.name).\(plan.label(of: layer)).\($0.name)", shape: $0.shape) }
        }
        let reference = (plan.reference?.states ?? []).map { Variable("\(plan.name).\($0.name)", shape: $0.shape) }
        states = reference + plan.layers.indices.flatMap { layer in
            plan.states(of: layer).map { Variable("\(plan.name).\(plan.label(of: layer)).\($0.name)", shape: $0.shape) }
        }
        parameterTensors = parameters.map(\.tensor)
        stateTensors = states.map(\.tensor)
        initialize(seed: seed)
    }

    public convenience init(name: String, layers: [any Layer], inputSize: [Int], seed: UInt64) throws(LayerError) {
        self.init(try NetworkPlan(name: name, layers: layers, inputSize: inputSize), seed: seed)
    }

    /// Draws all parameters anew and sets the states back to their start.
    public func initialize(seed: UInt64) {
        var unset = parameters[...]
        for specification in layers.indices.flatMap({ plan.ownParameters(of: $0) }) {
            let together = [specification] + specification.learnedBesides
            let variables = unset.take(together.count)
            var arrays = zip(variables, together).map { variable, specification in
                specification.initializer.values(
                    shape: specification.shape, fan: specification.fan, draws: StartDraws(variable.name, seed: seed))
            }
            specification.reparameterization?.start(&arrays, of: specification)
            for (variable, values) in zip(variables, arrays) { variable.values = values }
        }
        let kept = (plan.reference?.states ?? []) + layers.indices.flatMap { plan.states(of: $0) }
        for (index, specification) in kept.enumerated() {
            let draws = StartDraws(states[index].name, seed: seed)
            states[index].values = specification.initializer.values(
                shape: specification.shape, fan: Fan(input: 1, output: 1), draws: draws)
        }
    }
}
