import Declarations
import Graphs

/// In training, sets a random share of the numbers to 0; when sampling, does nothing unless it is told to.
///
/// Formula: y = x · [u ≥ rate] / (1 − rate), u ~ U[0, 1). The division keeps the mean, so that nothing has to change
/// when sampling. A discriminator with dropout is less sure of itself and remembers the training examples less.
///
/// `always` drops when sampling too: a generator's only or further noise, so that one latent has many samples. The same latent at
/// the same step of training gives the same sample all the same.
/// Shapes: any, kept. Random stream: `dropout` below the layer's, one u for each number of the batch.
/// Source: Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting"; in sampling: Isola, Zhu, Zhou,
/// Efros 2017, "Image-to-image translation with conditional adversarial networks", section 3.1.
public struct Dropout: Layer, Hashable {
    public static let declaration = Declaration(
        "dropout", summary: "sets a random share of the numbers to 0 while training",
        arguments: [
            OptionDeclaration(
                "rate", .number(0...0.99), default: .number(0.5), summary: "share of the numbers that become 0")
        ],
        options: [
            OptionDeclaration("always", .flag, isOptional: true, summary: "drops when sampling too: noise of a generator's own")
        ],
        example: "discriminator\n  layer dense 128 leaky-relu\n  layer dropout 0.3",
        source: "Srivastava et al. 2014, Dropout; when sampling: Isola, Zhu, Zhou, Efros 2017, section 3.1",
        claims: [
            .cures(
                .memorising, "hides some of its features from the discriminator at random, which then learns no example by heart",
                source: "Srivastava et al. 2014, section 1"),
            .cures(
                .modeCollapse, "with `always` is noise of the generator's own, in training and in sampling",
                source: "Chintala et al. 2016, How to train a GAN, item 17; Isola et al. 2017, section 3.1"),
            .risks(
                .discriminatorTooWeak, "with `always` gives an example another score each time that it is looked at",
                when: .all([.word("always", ["always"]), .stands(in: "discriminator")]), help: "`layer dropout` without `always`",
                source: "Isola et al. 2017, section 3.1, where the generator alone has it")
        ])

    public let rate: Float
    /// When sampling too.
    public let always: Bool

    public init(rate: Float = 0.5, always: Bool = false) {
        self.rate = rate
        self.always = always
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(rate: Float(values.number("rate")), always: values.flag("always"))
    }

    public var optionValues: OptionValues {
        var values = OptionValues(["rate": .number(of: rate)])
        if always { values["always"] = .flag(true) }
        return values
    }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { input }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        guard always || context.mode == .training, rate > 0 else { return input }
        let draws = Tensor.randomUniform(input.shape, stream: context.stream.appending("dropout"))
        let kept = try draws.isGreaterOrEqual(to: Tensor.constant(rate))
        return try input * (kept * (1 / (1 - rate)))
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        guard !always else {
            throw Refusal(
                "PyTorch's `Dropout` drops nothing when a network is evaluated, and `layer dropout always` does",
                help: "`layer dropout \(rate)`, or `save … weights` without `pytorch`")
        }
        return [PyTorchModule("Dropout", [.number(rate)])]
    }
}
