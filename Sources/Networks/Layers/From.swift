import Declarations
import Graphs

/// Goes on from what an earlier layer made, as if nothing stood in between: a second way through a network begins.
///
/// Formula: y = a, with a what the named layer made; what reaches it goes no further here, and counts where a later layer reaches
/// the layer that made it. Shapes: those of a.
/// Source: a second way beside the first is how a network fades in what it grew by: Karras, Aila, Laine, Lehtinen 2018.
public struct From: ReachingLayer, Hashable {
    public static let declaration = Declaration(
        "from", summary: "goes on from what an earlier layer made: a second way begins",
        arguments: ReachedLayer.declarations,
        example:
            "data ring\ngenerator\n  layer dense 64 relu as body\n  layer dense 64 relu as one\n  layer from body\n  layer dense 64 tanh\n"
            + "  layer concat one\n  layer dense data\ntrain 1",
        source: "Karras, Aila, Laine, Lehtinen 2018, Progressive growing of GANs, figure 2")

    public let reached: ReachedLayer

    public init(_ reached: ReachedLayer) { self.reached = reached }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { reached.size ?? input }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        try context.output(of: reached.name)
    }
}
