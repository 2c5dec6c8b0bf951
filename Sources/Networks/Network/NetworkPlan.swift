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

    /// Throws the first layer's error that cannot take its input, with `layerIndex` set.
    public init(name: String, layers: [any Layer], inputSize: [Int]) throws(LayerError) {
        var sizes: [[Int]] = []
        for (index, layer) in layers.enumerated() {
            do {
                sizes.append(try layer.outputSize(for: sizes.last ?? inputSize))
            } catch {
                throw LayerError(error.message, help: error.help, layerIndex: index)
            }
        }
        self.name = name
        self.layers = layers
        self.inputSize = inputSize
        self.sizes = sizes
    }

    public var outputSize: [Int] { sizes.last ?? inputSize }

    /// The size that reaches the layer.
    public func inputSize(of layerIndex: Int) -> [Int] {
        layerIndex == 0 ? inputSize : sizes[layerIndex - 1]
    }

    /// What the layer learns.
    public func parameters(of layerIndex: Int) -> [ParameterSpecification] {
        layers[layerIndex].parameters(for: inputSize(of: layerIndex))
    }

    /// What the layer keeps from batch to batch.
    public func states(of layerIndex: Int) -> [StateSpecification] {
        layers[layerIndex].states(for: inputSize(of: layerIndex))
    }

    /// In training, one example's output depends on the others of its batch: there is a batch normalisation.
    public var isBatchCoupled: Bool { layers.contains(where: \.isBatchCoupled) }

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
    /// and for each of `applications` of the network to a batch every activation and its gradient.
    public func trainingBytes(batch: Int, applications: Int = 1, slotCount: Int = 2) -> Int {
        let kept = parameterCount.saturatingProduct(2 + slotCount)
        let passing = activationCount.saturatingProduct(batch).saturatingProduct(2 * applications)
        return kept.saturatingSum(passing).saturatingProduct(MemoryLayout<Float>.size)
    }
}
