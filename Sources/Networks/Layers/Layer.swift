import Declarations
import Graphs

/// One stage of a network, as an expression: it says what size it makes, what it learns, and how the output follows.
///
/// Sizes exclude the batch: `[features]` or `[height, width, channels]`. Tensors include it, first.
public protocol Layer: Declared {
    /// The size it makes of an input size; throws with the way out when it cannot take that size.
    func outputSize(for input: [Int]) throws(LayerError) -> [Int]

    /// What it learns, for an input size that `outputSize` accepted.
    func parameters(for input: [Int]) -> [ParameterSpecification]

    /// What it remembers from batch to batch without learning it by gradient: running statistics.
    func states(for input: [Int]) -> [StateSpecification]

    /// The output `[batch] + outputSize` for an input `[batch] + size`. `parameters` stand in the order of
    /// `parameters(for:)`; they are tensors and not variables, so that a trick can apply the layer with other weights.
    func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor

    /// The modules of PyTorch that do what this layer does, with where their arrays come from; none where the numbers stay
    /// as they are.
    func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule]

    /// In training, one example's output depends on the other examples of its batch.
    var isBatchCoupled: Bool { get }
}

extension Layer {
    public func parameters(for input: [Int]) -> [ParameterSpecification] { [] }
    public func states(for input: [Int]) -> [StateSpecification] { [] }
    public var isBatchCoupled: Bool { false }
}

/// One array that a layer learns.
public struct ParameterSpecification: Sendable {
    /// `weight`, `bias`, `scale` or `shift`.
    public var name: String
    public var shape: [Int]
    /// What each axis of the shape counts: `inputs`, `outputs`.
    public var axes: [String]
    public var fan: Fan
    public var initializer: any Initializer

    public init(
        _ name: String, shape: [Int], axes: [String], fan: Fan = Fan(input: 1, output: 1), initializer: any Initializer
    ) {
        precondition(axes.count == shape.count, "every axis of `\(name)` has a name")
        self.name = name
        self.shape = shape
        self.axes = axes
        self.fan = fan
        self.initializer = initializer
    }
}

/// One array that a layer keeps from batch to batch, and its value at the start.
public struct StateSpecification: Sendable, Hashable {
    public var name: String
    public var shape: [Int]
    /// What each axis of the shape counts.
    public var axes: [String]
    public var startValue: Float

    public init(_ name: String, shape: [Int], axes: [String], startValue: Float) {
        precondition(axes.count == shape.count, "every axis of `\(name)` has a name")
        self.name = name
        self.shape = shape
        self.axes = axes
        self.startValue = startValue
    }
}

/// A layer cannot take the size that reaches it.
public struct LayerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Lower case, no final stop, expected before found.
    public var message: String
    /// The way out.
    public var help: String?
    /// Which layer of the network, counted from 0; `nil` until a network knows.
    public var layerIndex: Int?

    public init(_ message: String, help: String? = nil, layerIndex: Int? = nil) {
        self.message = message
        self.help = help
        self.layerIndex = layerIndex
    }

    public var description: String {
        help.map { "\(message) (\($0))" } ?? message
    }
}
