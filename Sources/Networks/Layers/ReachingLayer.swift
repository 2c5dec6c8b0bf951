import Declarations
import Graphs

/// A layer that takes what an earlier one made, besides what reaches it: `layer add first`.
public protocol ReachingLayer: Layer {
    /// What it reaches.
    var reached: ReachedLayer { get }

    init(_ reached: ReachedLayer)
}

/// An earlier layer, by the name that `as` gave it.
public struct ReachedLayer: Sendable, Hashable {
    public let name: String
    /// What it makes; `nil` before the layer that reaches it has a place.
    public let size: [Int]?

    public init(name: String, size: [Int]? = nil) {
        self.name = name
        self.size = size
    }

    static let declarations = [OptionDeclaration("layer", .word([]), summary: "the earlier layer's name, given by `as`")]
}

extension ReachingLayer {
    /// - Parameter earlier: the name of the earlier layer.
    public init(_ earlier: String) { self.init(ReachedLayer(name: earlier)) }

    public init(_ values: OptionValues) throws(Refusal) { self.init(values.word("layer")) }

    public var optionValues: OptionValues { OptionValues(["layer": .word(reached.name)]) }

    public func placed(in surroundings: LayerSurroundings) throws(Refusal) -> any Layer {
        Self(ReachedLayer(name: reached.name, size: try surroundings.size(of: reached.name)))
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw .noChain("\(name) \(reached.name)", takes: "what an earlier layer made")
    }
}
