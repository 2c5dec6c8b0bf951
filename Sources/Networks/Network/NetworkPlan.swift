import Declarations
import Graphs

/// A network before anything is allocated: its layers, the size after each, and what it would cost.
///
/// A recipe is checked with plans, so that a wrong size or a network too large for the memory is found at once.
public struct NetworkPlan: Sendable {
    /// `generator` or `discriminator`: the first part of every parameter's name.
    public let name: String
    public let layers: [any Layer]
    /// Without the batch.
    public let inputSize: [Int]
    /// The size after each layer.
    public let sizes: [[Int]]
    /// What the network keeps to compare examples with; `nil` where no layer does.
    public let reference: ReferenceBatch?
    /// What each layer itself learns.
    private let ownParameters: [[ParameterSpecification]]
    /// The same with what reparameterizations learn.
    private let parameters: [[ParameterSpecification]]
    /// The names of the layers that have one, by their places.
    private let layerNames: [Int: String]

    /// - Parameters:
    ///   - layerNames: names of layers by their places; a later layer reaches what a named one made.
    ///   - classCount: how many classes the data's labels tell apart; `nil` where they have none.
    ///   - reparameterization: what stands between a parameter as it is stored and as its layer uses it, for those whose
    ///     layer says nothing itself.
    /// - Throws: the refusal of the first layer that cannot stand where it does.
    public init(
        name: String, layers: [any Layer], layerNames: [Int: String] = [:], inputSize: [Int], classCount: Int? = nil,
        reparameterization: (ParameterSpecification) -> (any Reparameterization)? = { _ in nil }
    ) throws(LayerError) {
        var surroundings = LayerSurroundings(classCount: classCount)
        var placed: [any Layer] = []
        var sizes: [[Int]] = []
        var parameters: [[ParameterSpecification]] = []
        for (index, layer) in layers.enumerated() {
            let input = sizes.last ?? inputSize
            do throws(Refusal) {
                let layer = try layer.placed(in: surroundings)
                let output = try layer.outputSize(for: input)
                placed.append(layer)
                sizes.append(output)
                if let own = layerNames[index] {
                    guard surroundings.namedSizes.updateValue(output, forKey: own) == nil else {
                        throw Refusal("two layers of the \(name) are called `\(own)`", help: "each name stands once")
                    }
                }
            } catch {
                throw LayerError(error, layerIndex: index)
            }
            parameters.append(
                placed[index].parameters(for: input).map { specification in
                    var specification = specification
                    specification.reparameterization = specification.reparameterization ?? reparameterization(specification)
                    return specification
                })
        }
        reference = try ReferenceBatch(placed, inputSize: inputSize)
        self.name = name
        self.layers = placed
        self.inputSize = inputSize
        self.sizes = sizes
        ownParameters = parameters
        self.parameters = parameters.map { own in own.flatMap { [$0] + $0.learnedBesides } }
        self.layerNames = layerNames
    }

    public var outputSize: [Int] { sizes.last ?? inputSize }

    /// The size that reaches the layer.
    public func inputSize(of layerIndex: Int) -> [Int] {
        layerIndex == 0 ? inputSize : sizes[layerIndex - 1]
    }

    /// What its parameters and draws are called by: its name, or its place counted from 0.
    public func label(of layerIndex: Int) -> String { layerNames[layerIndex] ?? "\(layerIndex)" }

    /// The name that a later layer reaches it by.
    public func givenName(of layerIndex: Int) -> String? { layerNames[layerIndex] }

    /// What the layer learns, and behind each parameter what a reparameterization learns for it.
    public func parameters(of layerIndex: Int) -> [ParameterSpecification] { parameters[layerIndex] }

    /// What the layer itself learns, as it is stored.
    func ownParameters(of layerIndex: Int) -> [ParameterSpecification] { ownParameters[layerIndex] }

    /// What the layer keeps from batch to batch, and behind it what stands between its stored parameters and it.
    public func states(of layerIndex: Int) -> [StateSpecification] {
        ownStates(of: layerIndex) + ownParameters[layerIndex].flatMap(\.states)
    }

    /// What the layer itself keeps from batch to batch.
    func ownStates(of layerIndex: Int) -> [StateSpecification] {
        layers[layerIndex].states(for: inputSize(of: layerIndex))
    }

    /// The last layer before the one that makes the output, which is the last that learns: where features for matching
    /// lie. `nil` where no layer comes before.
    public var lastHiddenLayer: Int? {
        layers.indices.last { !parameters[$0].isEmpty }.flatMap { $0 > 0 ? $0 - 1 : nil }
    }

    /// In training, one example's output depends on the others of its batch: there is a batch normalisation.
    public var isBatchCoupled: Bool { layers.contains(where: \.isBatchCoupled) }

    /// What it makes of an example depends on the example's class.
    public var usesLabels: Bool { layers.contains(where: \.usesLabels) }

    /// How many numbers the layer learns.
    public func parameterCount(of layerIndex: Int) -> Int {
        parameters(of: layerIndex).reduce(0) { $0.saturatingSum($1.shape.saturatingCount) }
    }

    /// How many numbers the network learns.
    public var parameterCount: Int {
        layers.indices.reduce(0) { $0.saturatingSum(parameterCount(of: $1)) }
    }

    /// How many numbers one example becomes on its way, all layers together.
    public var activationCount: Int {
        sizes.reduce(inputSize.saturatingCount) { $0.saturatingSum($1.saturatingCount) }
    }

    /// Bytes for training one step, estimated from above: parameters with their gradient and `slotCount` slots each,
    /// and for each of `applications` of the network to a batch every activation and its gradient, inside layers too.
    public func trainingBytes(batch: Int, applications: Int = 1, slotCount: Int = 2) -> Int {
        let batch = batch.saturatingSum(reference?.count ?? 0)
        let kept = parameterCount.saturatingProduct(2 + slotCount)
        let inside = layers.indices.reduce(0) {
            $0.saturatingSum(layers[$1].innerCount(for: inputSize(of: $1), batch: batch))
        }
        let passing = activationCount.saturatingProduct(batch).saturatingSum(inside).saturatingProduct(2 * applications)
        return kept.saturatingSum(passing).saturatingProduct(MemoryLayout<Float>.size)
    }
}

extension ParameterSpecification {
    /// What stands between the stored parameter and the layer learns these, named behind the parameter.
    var learnedBesides: [ParameterSpecification] {
        (reparameterization?.parameters(for: self) ?? []).map { learned in
            var named = learned
            named.name = "\(name).\(learned.name)"
            return named
        }
    }

    /// What stands between the stored parameter and the layer keeps these, named behind the parameter.
    var states: [StateSpecification] {
        (reparameterization?.states(for: self) ?? []).map { state in
            StateSpecification("\(name).\(state.name)", shape: state.shape, axes: state.axes, initializer: state.initializer)
        }
    }
}
