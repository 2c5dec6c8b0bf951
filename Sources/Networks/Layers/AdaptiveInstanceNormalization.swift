import Declarations
import Graphs

/// Normalises every channel of every image over its own pixels, and lets an earlier layer choose scale and shift: a style.
///
/// Formula: y = (s + 1) (x − mean) / √(variance + ε) + b, with mean and variance of each channel over the image's own pixels and
/// the style [s, b] = w A + a learned of w, what the named layer made. The 1 lets a style of 0 leave the normalised image as it is.
/// What it cures: a latent that is seen only where the network begins: each resolution gets a style of its own, and each
/// normalisation wipes out what earlier styles made of the channels' statistics. What it risks: the size of a channel relative to the
/// others is lost, which shows as drops of water in images.
/// Shapes: x `[batch, height, width, channels]`, kept; w `[batch, style]`, A `[style, 2 channels]`, a `[2 channels]`. A starts
/// normal with variance 1 / style, a at 0.
/// Source: Karras, Laine, Aila 2019, "A style-based generator architecture for generative adversarial networks", equation 1; Huang,
/// Belongie 2017, "Arbitrary style transfer in real-time with adaptive instance normalization", equation 8.
public struct AdaptiveInstanceNormalization: ReachingLayer, Hashable {
    public static let declaration = Declaration(
        "adain", summary: "normalises every channel of an image, with scale and shift learned of an earlier layer: a style",
        arguments: ReachedLayer.declarations,
        example: "data ring\ngenerator\n  layer dense 16 relu as style\n  layer constant 2x2x8\n  layer adain style\n  layer relu\n"
            + "  layer flatten\n  layer dense data\ntrain 1",
        source: "Karras, Laine, Aila 2019, A style-based generator architecture, equation 1; Huang, Belongie 2017",
        claims: [
            .cures(
                .poorSamples, "gives each resolution a style of its own, so that large and small features are learned apart",
                source: "Karras, Laine, Aila 2019, section 3"),
            .risks(
                .poorSamples, "loses how large a channel is beside the others, and images show blobs like drops of water",
                source: "Karras et al. 2020, Analyzing and improving the image quality of StyleGAN, section 2")
        ])

    public let reached: ReachedLayer

    public init(_ reached: ReachedLayer) { self.reached = reached }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        let image = try imageSize(input)
        guard image.height * image.width > 1 else {
            throw Refusal(
                "`adain` takes more than one pixel, found \(input.sizeText)", help: "one pixel alone would always become 0")
        }
        if let style = reached.size, style.count != 1 {
            throw Refusal(
                "`adain \(reached.name)` takes a flat style, found the \(style.sizeText) that `\(reached.name)` makes",
                help: "`layer flatten as \(reached.name)` behind it")
        }
        return input
    }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        let (style, numbers) = (reached.size?.saturatingCount ?? 1, input[input.count - 1].saturatingProduct(2))
        return [
            ParameterSpecification(
                "weight", shape: [style, numbers], axes: ["inputs", "outputs"],
                fan: Fan(input: Double(style), output: Double(numbers)),
                initializer: NormalInitializer(deviation: 1 / Float(style).squareRoot())),
            ParameterSpecification("bias", shape: [numbers], axes: ["outputs"], initializer: ZerosInitializer()),
        ]
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let (batch, channels) = (input.shape[0], input.shape[3])
        let style = try context.output(of: reached.name).matrixProduct(parameters[0]) + parameters[1]
        let scale = try style.slice(axis: 1, from: 0, count: channels).reshaped(to: [batch, 1, 1, channels])
        let shift = try style.slice(axis: 1, from: channels, count: channels).reshaped(to: [batch, 1, 1, channels])
        let (_, centred, variance) = try Normalization.moments(input, axes: [1, 2])
        return try Normalization.normalize(
            centred: centred, variance: variance, epsilon: Self.epsilon, parameters: [scale + 1, shift])
    }

    /// Against division by zero.
    private static let epsilon: Float = 1e-5
}
