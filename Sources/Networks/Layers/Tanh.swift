import Declarations
import Graphs

/// Hyperbolic tangent.
///
/// Formula: y = tanh x, between −1 and 1. A generator's last layer when the data are scaled to [−1, 1], as images are
/// here.
/// Source: Radford, Metz, Chintala 2016, DCGAN, section 3.
public struct Tanh: Activation, Hashable {
    public static let declaration = Declaration(
        "tanh", summary: "squashes into -1 to 1: the last layer of a generator of images",
        example: "generator\n  layer dense 128 tanh",
        source: "Radford, Metz, Chintala 2016, DCGAN, section 3")

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public var bounds: ClosedRange<Float>? { -1...1 }

    public func activate(_ input: Tensor) -> Tensor {
        input.tanh()
    }

    public var pytorchModule: PyTorchModule { PyTorchModule("Tanh") }
}
