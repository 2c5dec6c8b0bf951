import Declarations
import Graphs

/// Rectifier that lets a little of the negative side through.
///
/// Formula: y = x for x ≥ 0, slope · x otherwise. The gradient is never 0, so a discriminator built of it always
/// tells the generator something.
/// Source: Maas, Hannun, Ng 2013, "Rectifier nonlinearities improve neural network acoustic models"; slope 0.2: DCGAN.
public struct LeakyRelu: Activation, Hashable {
    public static let declaration = Declaration(
        "leaky-relu", summary: "rectifier whose negative side keeps a small slope, so that gradients never die",
        options: [
            OptionDeclaration(
                "slope", .fraction, default: .number(0.2), summary: "what a negative number is multiplied by")
        ],
        example: "discriminator\n  layer dense 128\n  layer leaky-relu slope 0.1",
        source: "Maas, Hannun, Ng 2013, Rectifier nonlinearities improve neural network acoustic models",
        claims: [
            .cures(
                .vanishingGradient, "in a discriminator lets every unit pass some gradient on to the generator",
                source: "Radford, Metz, Chintala 2016, section 3; Chintala et al. 2016, How to train a GAN, item 5"),
            .cures(
                .deadUnits, "passes a gradient on either side of 0, by which a unit comes back",
                source: "Maas, Hannun, Ng 2013, Rectifier nonlinearities improve neural network acoustic models, section 2"),
        ])

    public let slope: Float

    public init(slope: Float = 0.2) {
        self.slope = slope
    }

    public init(_ values: OptionValues) throws(Refusal) {
        slope = Float(values.number("slope"))
    }

    public var optionValues: OptionValues {
        OptionValues(["slope": .number(of: slope)])
    }

    public func activate(_ input: Tensor) -> Tensor {
        input.leakyRelu(slope: slope)
    }

    public var pytorchModule: PyTorchModule { PyTorchModule("LeakyReLU", [.number(slope)]) }
}
