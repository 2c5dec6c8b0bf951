import Declarations
import Graphs

/// Adds what an earlier layer made: a connection past the layers in between, which then learn what is missing.
///
/// Formula: y = x + a, with a what the named layer made. Shapes: both are of one size, which stays. At the start, where the
/// layers between make little, y is nearly a, and the gradient reaches the named layer undiminished.
/// Source: He, Zhang, Ren, Sun 2016, "Deep residual learning for image recognition", equation 1.
public struct Add: ReachingLayer, Hashable {
    public static let declaration = Declaration(
        "add", summary: "adds what an earlier layer made: a connection past those in between",
        arguments: ReachedLayer.declarations,
        example: "data ring\ngenerator\n  layer dense 64 relu as first\n  layer dense 64 relu\n  layer add first\n  layer dense data\ntrain 1",
        source: "He, Zhang, Ren, Sun 2016, Deep residual learning for image recognition, equation 1")

    public let reached: ReachedLayer

    public init(_ reached: ReachedLayer) { self.reached = reached }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        guard let size = reached.size, size != input else { return input }
        throw Refusal(
            "`add \(reached.name)` takes the \(size.sizeText) that `\(reached.name)` makes, found \(input.sizeText)",
            help: "the layers in between must bring back that size; `layer concat \(reached.name)` joins other sizes")
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        try input + context.output(of: reached.name)
    }
}
