import Declarations
import Graphs

/// The discriminator never sees an example as it is: normal noise is added to real and generated ones alike.
///
/// Formula: the discriminator is shown x + σ(t) ε and G(z) + σ(t) ε, ε ~ N(0, I), fresh for each example and turn; σ may
/// change over the training steps t. In the generator's turn its gradient goes through the noisy example to G. A penalty on the
/// slope measures it between the noisy examples. What is looked at (samples, scores, plots) is without noise.
///
/// What it cures: real and generated examples that lie on thin sets which hardly meet. A good discriminator tells them
/// apart without error, and its gradient says nothing of the way from one to the other. Noise makes both spread over the whole space, so
/// that they overlap, and has the same optimum: distributions that agree with noise agree without. What it risks: detail
/// smaller than σ is lost in the noise, for the generator to get wrong; hence a σ that falls to 0 while training.
/// Shapes: as the example, `[batch] + size`; σ in the units of the data, whose images reach from −1 to 1.
/// Source: Sønderby et al. 2017, "Amortised MAP inference for image super-resolution", which names it; Arjovsky, Bottou
/// 2017, "Towards principled methods for training generative adversarial networks", section 3.
public struct InstanceNoise: Trick, Hashable {
    public static let declaration = Declaration(
        "instance-noise", summary: "adds normal noise to all that the discriminator is shown",
        options: [
            OptionDeclaration(
                "deviation", .nonNegative, default: .number(0.1), isSchedule: true,
                summary: "standard deviation of the noise, in the units of the data; it may fall while training")
        ],
        example: "data ring\ntrick instance-noise deviation 0.5 to 0 over 5000",
        source: "Sønderby et al. 2017, Amortised MAP inference for image super-resolution; Arjovsky, Bottou 2017",
        claims: [
            .cures(
                .vanishingGradient, "spreads real and generated examples until they overlap, and no discriminator can be right about all",
                source: "Arjovsky, Bottou 2017, section 3"),
            .cures(
                .oscillation, "damps the turning around the equilibrium",
                source: "Mescheder, Geiger, Nowozin 2018, Which training methods for GANs do actually converge?"),
            .risks(
                .poorSamples, "hides all detail that is smaller, for the generator to get wrong, until it falls",
                when: .option("deviation", 1...1e30), help: "`trick instance-noise deviation 0.5 to 0 over 5000`",
                source: "Sønderby et al. 2017, Amortised MAP inference for image super-resolution"),
        ])

    /// In the units of the data.
    public let deviation: Schedule

    public init(deviation: Schedule = 0.1) {
        self.deviation = deviation
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(deviation: values.schedule("deviation"))
    }

    public var optionValues: OptionValues { OptionValues(["deviation": deviation.optionValue]) }

    public var entersDiscriminatorLoss: Bool { true }

    public func shown(_ batch: Batch, side: Side, in turn: Turn, stream: RandomStream) throws -> Batch {
        let noise = Tensor.randomNormal(batch.examples.shape, stream: stream)
        return Batch(
            examples: try batch.examples + noise * deviation.value(at: turn.trainingStep), labels: batch.labels)
    }
}
