import Declarations
import Graphs

/// Smooth rectifier.
///
/// Formula: y = log(1 + e^x) = max(x, 0) + log(1 + e^−|x|); the second form cannot overflow. Its second derivative is
/// never 0, which penalties on gradients like.
/// Source: Dugas et al. 2001, "Incorporating second-order functional knowledge for better option pricing".
public struct Softplus: Activation, Hashable {
    public static let declaration = Declaration(
        "softplus", summary: "smooth rectifier: log(1 + e^x)",
        example: "generator\n  layer dense 128 softplus",
        source: "Dugas et al. 2001, Incorporating second-order functional knowledge for better option pricing")

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public var bounds: ClosedRange<Float>? { 0...Float.infinity }

    public func activate(_ input: Tensor) -> Tensor {
        input.softplus()
    }

    public var pytorchModule: PyTorchModule { PyTorchModule("Softplus") }
}
