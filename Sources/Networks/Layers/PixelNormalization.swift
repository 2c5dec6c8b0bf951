import Declarations
import Graphs

/// Brings the channels at each pixel to one length.
///
/// Formula: y = x / √(mean over channels of x² + ε): every pixel's vector comes to length √channels. It learns nothing and compares
/// neither pixels nor examples, so that it may stand beside a gradient penalty.
/// What it cures: a generator and a discriminator that drive each other's signals up without end, as no pixel can grow. The first layer
/// of a generator, it puts the noise on a sphere. What it risks: the length of a pixel's vector is lost, and with one channel only its
/// sign is left.
/// Shapes: `[batch, height, width, channels]`, kept; a flat `[batch, features]` is one pixel.
/// Source: Karras, Aila, Laine, Lehtinen 2018, "Progressive growing of GANs", section 4.2.
public struct PixelNormalization: Layer, Hashable {
    public static let declaration = Declaration(
        "pixelnorm", summary: "brings the channels at each pixel to one length",
        options: [
            OptionDeclaration(
                "epsilon", .number(1e-12...1), default: .number(1e-8), summary: "added to the mean square, against division by zero")
        ],
        example: "data ring\ngenerator\n  layer pixelnorm\n  layer dense 64 relu\n  layer pixelnorm\n  layer dense data\ntrain 1",
        source: "Karras, Aila, Laine, Lehtinen 2018, Progressive growing of GANs, section 4.2",
        claims: [
            .cures(
                .explodingGradient, "keeps signals from growing without end as both networks compete",
                source: "Karras, Aila, Laine, Lehtinen 2018, section 4.2")
        ])

    public let epsilon: Float

    public init(epsilon: Float = 1e-8) { self.epsilon = epsilon }

    public init(_ values: OptionValues) throws(Refusal) { self.init(epsilon: Float(values.number("epsilon"))) }

    public var optionValues: OptionValues { OptionValues(["epsilon": .number(of: epsilon)]) }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        guard let channels = input.last, channels > 1 else {
            throw Refusal(
                "`pixelnorm` takes more than one channel, found \(input.sizeText)", help: "of one number only its sign would be left")
        }
        return input
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let square = try input.squared().mean(axes: [input.shape.count - 1], keepingDimensions: true)
        return try input * (square + epsilon).reciprocalSquareRoot()
    }

    /// Of an image, the response normalisation over so wide a window that every channel sees all others:
    /// x / (ε + α / window · Σ x²)^½ with window 2 c − 1 and α = window / c.
    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        let channels = context.input[context.input.count - 1]
        let window = 2 * channels - 1
        return context.isImage
            ? [
                PyTorchModule(
                    "LocalResponseNorm", [.integer(window)],
                    named: ["alpha": .number(Float(window) / Float(channels)), "beta": .number(0.5), "k": .number(epsilon)])
            ]
            : [PyTorchModule("RMSNorm", [.integer(channels)], named: ["eps": .number(epsilon), "elementwise_affine": .flag(false)])]
    }
}
