import Declarations
import Graphs

/// The batch that a network with virtual batch normalisation keeps from its start: what arrays it takes, and which layers see it.
///
/// It lies among the network's states, before those of the layers: `generator.reference`, and `generator.reference-labels` where a layer
/// takes the class. A network by itself starts with normal numbers of the class 0; training puts examples of what the network is given
/// there (`Player.reference`).
public struct ReferenceBatch: Sendable {
    /// How many examples.
    public let count: Int
    /// The examples, and their classes where a layer takes them.
    public let states: [StateSpecification]
    /// The last layer that compares examples with it; those behind need not see it.
    let lastLayer: Int

    /// - Throws: where two layers ask for batches of different sizes; one batch serves all.
    init?(_ layers: [any Layer], inputSize: [Int]) throws(LayerError) {
        var asking: (count: Int, layer: Int)?
        for (index, layer) in layers.enumerated() {
            guard let count = layer.referenceCount else { continue }
            if let asking, asking.count != count {
                throw LayerError(
                    Refusal(
                        "expected a reference batch of \(asking.count) examples, found \(count)",
                        help: "one batch serves all layers of a network: `reference \(asking.count)` here too"), layerIndex: index)
            }
            asking = (count, index)
        }
        guard let asking else { return nil }
        count = asking.count
        lastLayer = asking.layer
        let places = inputSize.count == 3 ? ["height", "width", "channels"] : inputSize.map { _ in "features" }
        let examples = StateSpecification(
            "reference", shape: [count] + inputSize, axes: ["examples"] + places, initializer: NormalInitializer(deviation: 1))
        let labels = StateSpecification(
            "reference-labels", shape: [count], axes: ["examples"], initializer: ZerosInitializer())
        states = layers.contains(where: \.usesLabels) ? [examples, labels] : [examples]
    }
}
