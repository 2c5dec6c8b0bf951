import Declarations
import Graphs

/// Rectifier.
///
/// Formula: y = max(x, 0). Cheap, and its gradient does not fade for large inputs; a unit that is never positive
/// gets no gradient and is dead.
/// Source: Nair, Hinton 2010, "Rectified linear units improve restricted Boltzmann machines".
public struct Relu: Activation, Hashable {
    public static let declaration = Declaration(
        "relu", summary: "rectifier: negative numbers become 0",
        example: "generator\n  layer dense 128 relu",
        source: "Nair, Hinton 2010, Rectified linear units improve restricted Boltzmann machines",
        claims: [
            .risks(
                .vanishingGradient, "passes no gradient where it is 0, and in a discriminator the generator learns through what is left",
                source: "Chintala et al. 2016, How to train a GAN, item 5"),
            .risks(
                .deadUnits, "has no gradient where it is 0, so that a unit which no example reaches stays as it is",
                source: "Maas, Hannun, Ng 2013, Rectifier nonlinearities improve neural network acoustic models, section 2"),
        ])

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public var bounds: ClosedRange<Float>? { 0...Float.infinity }
    public var rectifies: Bool { true }

    public func activate(_ input: Tensor) -> Tensor {
        input.relu()
    }

    public var pytorchModule: PyTorchModule { PyTorchModule("ReLU") }
}
