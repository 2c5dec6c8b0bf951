import Declarations
import Graphs

/// Exponential linear unit: a rectifier whose negative side levels off smoothly.
///
/// Formula: y = x for x ≥ 0, scale · (e^x − 1) otherwise. Outputs have a mean nearer to 0 than a rectifier's.
/// Source: Clevert, Unterthiner, Hochreiter 2016, "Fast and accurate deep network learning by exponential linear
/// units".
public struct Elu: Activation, Hashable {
    public static let declaration = Declaration(
        "elu", summary: "rectifier whose negative side levels off smoothly at -scale",
        options: [
            OptionDeclaration(
                "scale", .nonNegative, default: .number(1), summary: "how far below 0 the negative side may reach")
        ],
        example: "generator\n  layer dense 128 elu",
        source: "Clevert, Unterthiner, Hochreiter 2016, Exponential linear units")

    public let scale: Float

    public init(scale: Float = 1) {
        self.scale = scale
    }

    public init(_ values: OptionValues) throws(Refusal) {
        scale = Float(values.number("scale"))
    }

    public var optionValues: OptionValues {
        OptionValues(["scale": .number(of: scale)])
    }

    public func activate(_ input: Tensor) -> Tensor {
        input.elu(scale: scale)
    }

    public var pytorchModule: PyTorchModule { PyTorchModule("ELU", [.number(scale)]) }
}
