import Declarations
import Graphs

/// Whether the network is being trained or drawn from: dropout and batch normalisation differ.
public enum ForwardMode: Sendable, Hashable {
    case training
    case sampling
}

/// What a layer may use besides its input and its parameters.
public struct LayerContext {
    public let mode: ForwardMode
    /// The layer's place among the random streams, such as `generator-update/generator/3`; what it draws has a name below.
    public let stream: RandomStream
    /// The layer's own states before this batch, in the order of `states(for:)`; replaced by those after it.
    public var states: [Tensor]
    /// The class of each example, `[batch]`; `nil` where the data has no classes.
    public let labels: Tensor?
    /// What the layers before it that have a name made, by name.
    public let named: [String: Tensor]
    /// What the layers before made of the network's reference batch, `[examples] + size`; `nil` where the network has none, and where
    /// that very batch is the input.
    public let reference: Tensor?
    /// Training steps made before this one, a scalar; 0 outside of training.
    public let trainingStep: Tensor
    /// What layers inside of it made, in their order, for looking inside: a layer made of layers puts them there.
    public var parts: [LayerPart] = []

    public init(
        mode: ForwardMode, stream: RandomStream, states: [Tensor] = [], labels: Tensor? = nil, named: [String: Tensor] = [:],
        reference: Tensor? = nil, trainingStep: Tensor = .constant(0)
    ) {
        self.mode = mode
        self.stream = stream
        self.states = states
        self.labels = labels
        self.named = named
        self.reference = reference
        self.trainingStep = trainingStep
    }

    /// What an earlier layer made.
    public func output(of earlier: String) throws(Refusal) -> Tensor {
        guard let output = named[earlier] else { throw .unknownLayer(earlier, among: named.keys.sorted()) }
        return output
    }
}

/// A layer inside of a layer, applied.
public struct LayerPart {
    /// Behind the name of the layer that holds it: `first-activation`.
    public let name: String
    public let layer: any Layer
    public let output: Tensor
}
