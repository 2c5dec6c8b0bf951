import Declarations
import Graphs

/// One stage of a network, as an expression: it says what size it makes, what it learns, and how the output follows.
///
/// Sizes exclude the batch: `[features]` or `[height, width, channels]`. Tensors include it, first.
public protocol Layer: Declared {
    /// The layer with what it must know of its surroundings: the number of classes, the sizes of layers with a name.
    ///
    /// Most layers need nothing but the size that reaches them and are themselves. Throws where the surroundings lack what it needs.
    func placed(in surroundings: LayerSurroundings) throws(Refusal) -> any Layer

    /// The size it makes of an input size; throws with the way out when it cannot take that size.
    func outputSize(for input: [Int]) throws(Refusal) -> [Int]

    /// What it learns, for an input size that `outputSize` accepted.
    func parameters(for input: [Int]) -> [ParameterSpecification]

    /// What it remembers from batch to batch without learning it by gradient: running statistics.
    func states(for input: [Int]) -> [StateSpecification]

    /// The output `[batch] + outputSize` for an input `[batch] + size`. `parameters` stand in the order of
    /// `parameters(for:)`; they are tensors and not variables, so that a trick can apply the layer with other weights.
    func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor

    /// The modules of PyTorch that do what this layer does, with where their arrays come from; none where the numbers stay
    /// as they are.
    /// Throws where no module of a chain does what it does.
    func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule]

    /// How many numbers a batch becomes inside the layer on the way to its output, for the estimate of memory.
    func innerCount(for input: [Int], batch: Int) -> Int

    /// In training, one example's output depends on the other examples of its batch.
    var isBatchCoupled: Bool { get }

    /// All that it makes lies between these; `nil` where it may be anything. A network that makes raw scores does not end in bounds, and
    /// a generator's must hold the data.
    var bounds: ClosedRange<Float>? { get }

    /// What it makes is 0 wherever it lets nothing through, neither numbers nor gradients: a unit that is 0 on all examples is dead.
    var rectifies: Bool { get }

    /// It rectifies, or a layer inside of it does.
    var hasRectifiers: Bool { get }

    /// How many channels of an image it makes is its own choice: `layer conv 64`.
    var choosesChannels: Bool { get }

    /// It makes images larger.
    var enlarges: Bool { get }

    /// Every number that it makes comes of all that reach it, so that it can take them and make them in any order.
    var mixesFeatures: Bool { get }

    /// The numbers stay what they are, in another size.
    var keepsNumbers: Bool { get }

    /// It may also end another layer's line: `layer dense 128 relu`.
    var isActivation: Bool { get }

    /// What it makes of an example depends on the example's class.
    var usesLabels: Bool { get }

    /// How many examples the reference batch has that it compares every example with; `nil` where it needs none. The network keeps that
    /// batch, drawn once, and has its layers make of it what they make of any other: `LayerContext.reference`.
    var referenceCount: Int? { get }
}

extension Layer {
    public func placed(in surroundings: LayerSurroundings) throws(Refusal) -> any Layer { self }
    public func parameters(for input: [Int]) -> [ParameterSpecification] { [] }
    public func states(for input: [Int]) -> [StateSpecification] { [] }
    public func innerCount(for input: [Int], batch: Int) -> Int { 0 }
    public var isBatchCoupled: Bool { false }
    public var bounds: ClosedRange<Float>? { nil }
    public var rectifies: Bool { false }
    public var hasRectifiers: Bool { rectifies }
    public var choosesChannels: Bool { false }
    public var enlarges: Bool { false }
    public var mixesFeatures: Bool { false }
    public var keepsNumbers: Bool { false }
    public var isActivation: Bool { false }
    public var usesLabels: Bool { false }
    public var referenceCount: Int? { nil }
}

/// What a layer stands in, besides the size that reaches it.
public struct LayerSurroundings: Sendable {
    /// How many classes the data's labels tell apart; `nil` where they have none.
    public var classCount: Int?
    /// What the layers before it that have a name make, by name.
    public var namedSizes: [String: [Int]]

    public init(classCount: Int? = nil, namedSizes: [String: [Int]] = [:]) {
        self.classCount = classCount
        self.namedSizes = namedSizes
    }

    /// What an earlier layer makes; throws with the names there are where none is called so.
    public func size(of earlier: String) throws(Refusal) -> [Int] {
        guard let size = namedSizes[earlier] else { throw .unknownLayer(earlier, among: namedSizes.keys.sorted()) }
        return size
    }
}

/// One array that a layer learns.
public struct ParameterSpecification: Sendable {
    /// Its role in the layer: `weight`, `bias`, `scale` or `shift`; in a layer made of layers behind the name of one of them:
    /// `first.weight`.
    public var name: String
    public var shape: [Int]
    /// What each axis of the shape counts: `inputs`, `outputs`.
    public var axes: [String]
    public var fan: Fan
    public var initializer: any Initializer
    /// What stands between the array that is stored and the one that the layer uses; `nil` where they are the same.
    public var reparameterization: (any Reparameterization)?

    public init(
        _ name: String, shape: [Int], axes: [String], fan: Fan = Fan(input: 1, output: 1), initializer: any Initializer,
        reparameterization: (any Reparameterization)? = nil
    ) {
        precondition(axes.count == shape.count, "every axis of `\(name)` has a name")
        self.name = name
        self.shape = shape
        self.axes = axes
        self.fan = fan
        self.initializer = initializer
        self.reparameterization = reparameterization
    }

    /// The same under another name.
    func named(_ name: String) -> ParameterSpecification {
        var renamed = self
        renamed.name = name
        return renamed
    }

    /// `weight` of `first.weight`.
    public var role: Substring { name[(name.lastIndex(of: ".").map { name.index(after: $0) } ?? name.startIndex)...] }
}

/// One array that a layer keeps from batch to batch, and its value at the start.
public struct StateSpecification: Sendable {
    public var name: String
    public var shape: [Int]
    /// What each axis of the shape counts.
    public var axes: [String]
    /// Drawn, where it draws, from the stream `weights/` and the state's name.
    public var initializer: any Initializer

    public init(_ name: String, shape: [Int], axes: [String], initializer: any Initializer) {
        precondition(axes.count == shape.count, "every axis of `\(name)` has a name")
        self.name = name
        self.shape = shape
        self.axes = axes
        self.initializer = initializer
    }
}

extension Refusal {
    /// A layer asks for what an earlier one made, and none is called so.
    static func unknownLayer(_ name: String, among names: [String]) -> Refusal {
        Refusal(
            "expected the name of an earlier layer, found `\(name)`",
            help: names.isEmpty
                ? "`as \(name)` at the end of an earlier line names what it makes"
                : "named before it: \(names.map { "`\($0)`" }.joined(separator: ", "))")
    }
}
