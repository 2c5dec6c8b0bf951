import Networks

/// A layer of a recipe and the mark by which the language finds its line again.
public struct LayerSpecification: Sendable, Equatable {
    public var layer: any Layer
    /// Any number that the caller can map to a place; layers of one line share it.
    public var tag: Int
    /// What later layers reach it by, and its parameters are called by; `nil` for a layer that is called by its place.
    public var name: String?

    public init(_ layer: any Layer, tag: Int = 0, name: String? = nil) {
        self.layer = layer
        self.tag = tag
        self.name = name
    }

    /// Equal layers of one name; the tag is a place, not a property of the layer.
    public static func == (left: Self, right: Self) -> Bool {
        left.layer.isEqual(to: right.layer) && left.name == right.name
    }
}

extension [LayerSpecification] {
    /// The layers with their names as a plan.
    func plan(
        of network: String, input: [Int], classCount: Int?,
        reparameterization: (ParameterSpecification) -> (any Reparameterization)? = { _ in nil }
    ) throws(LayerError) -> NetworkPlan {
        let names = enumerated().compactMap { index, layer in layer.name.map { (index, $0) } }
        return try NetworkPlan(
            name: network, layers: map(\.layer), layerNames: Dictionary(names, uniquingKeysWith: { first, _ in first }),
            inputSize: input, classCount: classCount, reparameterization: reparameterization)
    }
}
