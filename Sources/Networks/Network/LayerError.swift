import Declarations

/// A layer cannot stand where a network has it.
public struct LayerError: DetailedRefusal, Sendable, Hashable {
    public var refusal: Refusal
    /// Which layer of the network, counted from 0.
    public var layerIndex: Int

    public init(_ refusal: Refusal, layerIndex: Int) {
        self.refusal = refusal
        self.layerIndex = layerIndex
    }
}
