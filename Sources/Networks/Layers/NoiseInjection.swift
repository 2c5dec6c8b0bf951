import Declarations
import Graphs

/// Adds noise, as loud for each channel as the network learns to want it, in training and in sampling.
///
/// Formula: y = x + s · n, with n ~ N(0, 1) for each pixel, shared by its channels, and s learned for each channel from 0.
/// What it cures: a generator that must make every hair of its latent gets chance where it needs it, and keeps the latent for what
/// matters. What it risks: a sample is no longer a function of its latent alone; the same latent at the same step of training gives the
/// same sample all the same, since the noise has a stream of its own.
/// Shapes: x `[batch, height, width, channels]`, kept, n `[batch, height, width, 1]`; flat examples `[batch, features]` have a
/// number n for each feature; s `[channels]`. Random stream: `noise` below the layer's.
/// Source: Karras, Laine, Aila 2019, "A style-based generator architecture for generative adversarial networks", section 2.
public struct NoiseInjection: Layer, Hashable {
    public static let declaration = Declaration(
        "noise", summary: "adds noise, as loud for each channel as the network learns; in sampling too",
        example: "data ring\ngenerator\n  layer dense 64\n  layer noise\n  layer relu\n  layer dense data\ntrain 1",
        source: "Karras, Laine, Aila 2019, A style-based generator architecture, section 2",
        claims: [
            .cures(
                .poorSamples, "gives fine detail its chance from noise, where a generator of latents alone repeats patterns",
                source: "Karras, Laine, Aila 2019, section 3.2"),
            .risks(
                .discriminatorTooWeak, "blurs a verdict that the discriminator must give of the example alone",
                when: .stands(in: "discriminator"), help: "`trick instance-noise` shows it noisy examples in training only",
                source: "Karras, Laine, Aila 2019, section 2, where the generator alone has it")
        ])

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { input }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        [
            ParameterSpecification(
                "strength", shape: [input[input.count - 1]], axes: ["channels"], initializer: ZerosInitializer())
        ]
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let isFlat = input.shape.count == 2
        let noise = Tensor.randomNormal(
            isFlat ? input.shape : input.shape.dropLast() + [1], stream: context.stream.appending("noise"))
        return try input + noise * parameters[0]
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw Refusal(
            "PyTorch has no module that adds noise as `layer noise` does", help: "`save … weights` without `pytorch`")
    }
}
