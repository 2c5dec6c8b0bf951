import Declarations
import Graphs

/// Adds what an earlier layer made: a connection past the layers in between, which then learn what is missing.
///
/// Formula: y = x + a, with a what the named layer made. Shapes: both are of one size, which stays. At the start, where the
/// layers between make little, y is nearly a, and the gradient reaches the named layer undiminished.
/// Source: He, Zhang, Ren, Sun 2016, "Deep residual learning for image recognition", equation 1.
public struct Add: Layer, Hashable {
    public static let declaration = Declaration(
        "add", summary: "adds what an earlier layer made: a connection past those in between",
        arguments: [OptionDeclaration("layer", .word([]), summary: "the earlier layer's name, given by `as`")],
        example: "data ring\ngenerator\n  layer dense 64 relu as first\n  layer dense 64 relu\n  layer add first\n  layer dense data\ntrain 1",
        source: "He, Zhang, Ren, Sun 2016, Deep residual learning for image recognition, equation 1")

    /// The name of the earlier layer.
    public let earlier: String
    /// What it makes; `nil` before this layer has a place.
    private let size: [Int]?

    public init(_ earlier: String) {
        self.init(earlier, size: nil)
    }

    private init(_ earlier: String, size: [Int]?) {
        self.earlier = earlier
        self.size = size
    }

    public init(_ values: OptionValues) throws(Refusal) { self.init(values.word("layer")) }

    public var optionValues: OptionValues { OptionValues(["layer": .word(earlier)]) }

    public func placed(in surroundings: LayerSurroundings) throws(Refusal) -> any Layer {
        Add(earlier, size: try surroundings.size(of: earlier))
    }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        guard let size, size != input else { return input }
        throw Refusal(
            "`add \(earlier)` takes the \(size.sizeText) that `\(earlier)` makes, found \(input.sizeText)",
            help: "the layers in between must bring back that size; `layer concat \(earlier)` joins other sizes")
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        try input + context.output(of: earlier)
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw .noChain("add \(earlier)", takes: "what an earlier layer made")
    }
}
