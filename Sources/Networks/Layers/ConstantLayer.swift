import Declarations
import Graphs

/// Makes the same learned numbers of every input: a generator without noise, or the constant that a generator begins with.
///
/// Formula: y = c for every example, c learned. Shapes: any input `[batch, …]`, y `[batch] + size`.
/// Source: Karras, Laine, Aila 2019, "A style-based generator architecture", section 2 (the learned constant input, which
/// starts at 1); the generator of the Dirac-GAN: Mescheder et al. 2018, definition 2.1.
public struct ConstantLayer: Layer, Hashable {
    public static let declaration = Declaration(
        "constant", summary: "makes the same learned numbers of every input",
        arguments: [OptionDeclaration("size", .size, summary: "how many numbers; an image size makes an image")],
        options: [
            OptionDeclaration("start", .number(-1e6...1e6), default: .number(1), summary: "what each number starts at")
        ],
        example: "data point\ngenerator\n  layer constant data start 1",
        source: "Karras, Laine, Aila 2019, A style-based generator architecture, section 2")

    public let size: [Int]
    public let start: Float

    public init(_ size: [Int], start: Float = 1) {
        self.size = size
        self.start = start
    }

    public init(_ values: OptionValues) throws(Refusal) {
        try self.init(values.positiveSize("size"), start: Float(values.number("start")))
    }

    public var optionValues: OptionValues { OptionValues(["size": .size(size), "start": .number(of: start)]) }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { size }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        let axes = size.count == 3 ? ["height", "width", "channels"] : size.indices.map { _ in "outputs" }
        return [ParameterSpecification("value", shape: size, axes: axes, initializer: ConstantInitializer(start))]
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        try parameters[0].reshaped(to: [1] + size).broadcast(to: [input.shape[0]] + size)
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw Refusal(
            "PyTorch has no module that makes `layer constant`'s numbers of every input",
            help: "`save … weights generator` without `pytorch` keeps them")
    }
}
