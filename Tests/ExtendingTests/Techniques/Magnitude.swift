import Declarations
import Graphs
import Networks

/// A layer: every number times the size of a learned one.
///
/// Formula: y = |a| x, one a for each feature. Shapes: any, kept.
struct Magnitude: Layer, Hashable {
    static let declaration = Declaration(
        "magnitude", summary: "every number times the size of a learned one",
        options: [OptionDeclaration("start", .number(-100...100), default: .number(1), summary: "what each a starts at")],
        example: "generator\n  layer magnitude", source: "nobody 2000, a throw-away")

    let start: Float

    init(start: Float = 1) { self.start = start }

    init(_ values: OptionValues) throws(Refusal) { self.init(start: Float(values.number("start"))) }

    var optionValues: OptionValues { OptionValues(["start": .number(of: start)]) }

    func outputSize(for input: [Int]) throws(Refusal) -> [Int] { input }

    func parameters(for input: [Int]) -> [ParameterSpecification] {
        [ParameterSpecification("size", shape: [input[input.count - 1]], axes: ["features"], initializer: ConstantInitializer(start))]
    }

    func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        try input * parameters[0].absolute()
    }

    func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw Refusal("PyTorch has no module that does what `layer magnitude` does")
    }
}
