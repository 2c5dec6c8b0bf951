import Foundation
import Networks

/// The weights of a layer as they are stored: of a layer made of layers those of all of them. Biases, scales and shifts are none.
public struct LayerWeights: Sendable, Equatable {
    public let layer: NetworkLayer
    public let values: [Float]
}

extension Experiment {
    /// The weights of every layer that has some, from the first layer to the last; none where the game has no such network.
    public func weights(of id: NetworkID) -> [LayerWeights] {
        guard let network = network(id) else { return [] }
        let ranges = network.plan.parameterRanges
        return network.layers.indices.compactMap { index in
            let own = zip(network.plan.parameters(of: index), network.parameters[ranges[index]])
            let values = own.filter { $0.0.role == "weight" }.flatMap(\.1.values)
            return values.isEmpty ? nil : LayerWeights(layer: NetworkLayer(network, index), values: values)
        }
    }

    /// The share of the discriminator's parameters that lie at the bound that a penalty sets them; `nil` where none does.
    ///
    /// A critic whose weights pile up there can express plain functions only. Source: Gulrajani et al. 2017, section 3 and figure 1.
    public func clippedShare() -> Double? {
        guard let bound = recipe.parameterBound, let network = network(.discriminator) else { return nil }
        var (atBound, count) = (0, 0)
        for parameter in network.parameters {
            let values = parameter.values
            count += values.count
            values.withUnsafeBufferPointer { for value in $0 where abs(value) >= bound { atBound += 1 } }
        }
        return count == 0 ? nil : Double(atBound) / Double(count)
    }
}

extension Recipe {
    /// The tightest bound that a penalty sets the discriminator's parameters.
    public var parameterBound: Float? { method.isDuel ? penalties.compactMap(\.parameterBound).min() : nil }
}
