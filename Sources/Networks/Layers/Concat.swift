import Declarations
import Graphs

/// Joins what an earlier layer made, along the last axis: features beside features, channels beside channels.
///
/// Formula: y = [x, a], with a what the named layer made. Shapes: `[batch, n]` and `[batch, m]` give `[batch, n + m]`; images
/// of one height and width give the channels of both. Unlike a sum it leaves both as they are for the layers behind it.
/// Source: Ronneberger, Fischer, Brox 2015, "U-Net", section 2.
public struct Concat: ReachingLayer, Hashable {
    public static let declaration = Declaration(
        "concat", summary: "joins what an earlier layer made: features beside features, channels beside channels",
        arguments: ReachedLayer.declarations,
        example: "data ring\ngenerator\n  layer dense 64 relu as first\n  layer dense 32 relu\n  layer concat first\n  layer dense data\ntrain 1",
        source: "Ronneberger, Fischer, Brox 2015, U-Net: Convolutional networks for biomedical image segmentation, section 2")

    public let reached: ReachedLayer

    public init(_ reached: ReachedLayer) { self.reached = reached }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        guard let size = reached.size else { throw .unknownLayer(reached.name, among: []) }
        guard size.count == input.count, size.dropLast() == input.dropLast() else {
            let wanted = size.count == 3 ? "an image of \(size[0])x\(size[1])" : "a flat input"
            throw Refusal(
                "`concat \(reached.name)` takes \(wanted), as the \(size.sizeText) that `\(reached.name)` makes, found \(input.sizeText)",
                help: "only the \(size.count == 3 ? "channels" : "numbers of features") may differ")
        }
        return input.dropLast() + [(input.last ?? 0).saturatingSum(size.last ?? 0)]
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        try Tensor.concatenate([input, context.output(of: reached.name)], axis: -1)
    }
}
