import Declarations
import Graphs

/// Now and then the discriminator is told the opposite of the truth.
///
/// Formula: each target t of the discriminator's turn, 1 for a real and 0 for a generated example, becomes 1 − t with
/// probability p, anew for each example and turn. In the mean the targets are 1 − p and p: with a cross-entropy the best
/// discriminator is ((1 − p) p_data + p p_g) / (p_data + p_g), so that scores stay between ∓log((1 − p) / p), about ±2.9 at 0.05.
///
/// What it cures: a discriminator that is sure of everything and leaves no gradient; the noise also keeps it from learning
/// a small data set by heart. What it risks: in the mean it is two-sided label smoothing, with p_g in the numerator, so that a large p
/// holds the generator where it is; hence a small one, or one that falls to 0. At ½ the discriminator learns nothing at all.
///
/// The other advice of that name, to flip the labels *when training the generator*, is no trick here: it is what `loss
/// non-saturating` does, which asks for the generator's examples to be called real.
/// Shapes: one target for each score. Random stream: uniform numbers, that of the trick for a side and turn.
/// Source: Chintala, Denton, Arjovsky, Mathieu 2016, "How to train a GAN?", item 6 (and item 2 for the generator's).
public struct FlipLabels: Trick, Hashable {
    public static let declaration = Declaration(
        "flip-labels", summary: "tells the discriminator the opposite of the truth now and then",
        arguments: [
            OptionDeclaration(
                "probability", .number(0...0.5), default: .number(0.05), isSchedule: true,
                summary: "of each example's label to be swapped; it may fall while training")
        ],
        example: "data ring\ntrick flip-labels 0.1 to 0 over 1000",
        source: "Chintala, Denton, Arjovsky, Mathieu 2016, How to train a GAN?, item 6",
        published: "no figure; to flip labels when the *generator* trains, item 2, is nothing but `loss non-saturating`",
        claims: [
            .cures(
                .discriminatorTooStrong, "makes it costly to be sure: scores stay between ∓log((1 − p) / p)",
                source: "Chintala et al. 2016, How to train a GAN?, item 6"),
            .risks(
                .nonConvergence,
                "with labels swapped this often is two-sided smoothing in the mean, which holds the generator where it already is",
                when: .option("probability", 0.2...0.5), help: "`trick flip-labels 0.05`, or one that falls: `0.3 to 0 over 5000`",
                source: "Goodfellow 2016, NIPS 2016 tutorial: generative adversarial networks, section 4.2"),
        ])

    public let probability: Schedule

    public init(_ probability: Schedule = 0.05) {
        self.probability = probability
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(values.schedule("probability"))
    }

    public var optionValues: OptionValues { OptionValues(["probability": probability.optionValue]) }

    public func check(_ setting: GameSetting) throws(Refusal) {
        try requireTargets(to: "swaps targets", in: setting)
    }

    public var stage: TrickStage { .first }

    public func target(
        _ target: Tensor, of side: Side, scores: Tensor, in turn: Turn, stream: RandomStream
    ) throws -> Tensor {
        let isFlipped = try probability.value(at: turn.trainingStep)
            .isGreater(than: Tensor.randomUniform(scores.shape, stream: stream))
        return try select(isFlipped, 1 - target, target)
    }

    public var changesTargets: Bool { true }
}
