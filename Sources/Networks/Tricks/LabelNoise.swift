import Declarations
import Graphs

/// The discriminator's targets tremble.
///
/// Formula: each target t of the discriminator's turn becomes t + σ(τ) ε, ε ~ N(0, 1), anew for each example and turn; σ may
/// change over the training steps τ. In the mean nothing changes: a cross-entropy is linear in its target, so the noise adds
/// −σ ε ∂s/∂θ to an example's gradient, of mean 0, and least squares add a constant to the loss besides. The best discriminator is the same,
/// only the way there is noisy, by the same amount on easy examples as on doubtful ones.
///
/// What it cures: a discriminator that follows each batch closely; its steps become noisy exactly where it was sure and had stopped
/// moving. What it risks: noise of its gradient that does not fall as it learns, hence a σ that falls to 0; a large
/// one drowns what the examples say. Unlike swapped labels it does not bound scores: that is `trick label-smoothing`.
/// Shapes: one target for each score. Random stream: normals, that of the trick for a side and turn.
/// Source: Chintala, Denton, Arjovsky, Mathieu 2016, "How to train a GAN?", item 6 (noisy labels).
public struct LabelNoise: Trick, Hashable {
    public static let declaration = Declaration(
        "label-noise", summary: "adds normal noise to the discriminator's targets",
        arguments: [
            OptionDeclaration(
                "deviation", .nonNegative, default: .number(0.1), isSchedule: true,
                summary: "standard deviation of the noise, where targets are 0 and 1; it may fall while training")
        ],
        example: "data ring\ntrick label-noise 0.2 to 0 over 1000",
        source: "Chintala, Denton, Arjovsky, Mathieu 2016, How to train a GAN?, item 6",
        claims: [
            .cures(
                .discriminatorTooStrong, "keeps its steps noisy where it was sure and had stopped moving",
                source: "Chintala et al. 2016, How to train a GAN?, item 6"),
            .risks(
                .nonConvergence, "with noise this large drowns what the examples say, however much is learned",
                when: .option("deviation", 0.5...1e30), help: "`trick label-noise 0.1`, or one that falls: `0.5 to 0 over 5000`",
                source: "Chintala et al. 2016, How to train a GAN?, item 6: labels are noisy, and right in most cases"),
        ])

    public let deviation: Schedule

    public init(_ deviation: Schedule = 0.1) {
        self.deviation = deviation
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(values.schedule("deviation"))
    }

    public var optionValues: OptionValues { OptionValues(["deviation": deviation.optionValue]) }

    public func check(_ setting: GameSetting) throws(Refusal) {
        try requireTargets(to: "adds noise to targets", in: setting)
    }

    public var stage: TrickStage { .last }

    public func target(
        _ target: Tensor, of side: Side, scores: Tensor, in turn: Turn, stream: RandomStream
    ) throws -> Tensor {
        try target + deviation.value(at: turn.trainingStep) * Tensor.randomNormal(scores.shape, stream: stream)
    }

    public var changesTargets: Bool { true }
}
