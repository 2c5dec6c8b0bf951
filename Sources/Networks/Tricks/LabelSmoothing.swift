import Declarations
import Graphs

/// The discriminator is asked to be nearly sure of real examples, and no more.
///
/// Formula: the target 1, that of real examples, becomes α, and the target 0 of generated ones stays: with a cross-entropy,
/// L_D = E [softplus(s_real) − α s_real] + E softplus(s_fake). The best discriminator is then α p_data / (p_data + p_g): scores
/// stop growing at log(α / (1 − α)), about 2.2 for 0.9. The generator's own loss keeps the target 1. For a range of targets,
/// α is drawn anew for each example and turn, α ~ U[lower, upper): its mean decides the best score, the rest is noise in the
/// gradient. A target above 1 for some examples is no harm as long as the mean is not: the loss is linear in the target.
///
/// Smoothing the target of generated examples as well, 0 → β, makes the best discriminator
/// (α p_data + β p_g) / (p_data + p_g): where data are scarce and p_g is large, it is close to β whichever way the generator
/// moves, and p_g in the numerator holds the generator wherever it already is. So `generated` is refused, unless one insists on
/// looking at that.
///
/// What it cures: a discriminator whose scores run to extremes. What it risks: little; a target far below 1 draws all
/// scores together, and the losses no longer end where they would without it.
/// Shapes: α a scalar, or one number for each score. Random streams: `real` and `generated` below the trick's for a side and turn.
/// Source: Salimans et al. 2016, "Improved techniques for training GANs", section 3.4; why one side only: Goodfellow 2016,
/// "NIPS 2016 tutorial: generative adversarial networks", section 4.2; the range: Chintala et al. 2016, "How to train a GAN?",
/// item 6.
public struct LabelSmoothing: Trick, Hashable {
    public static let declaration = Declaration(
        "label-smoothing", summary: "the discriminator's target for real examples is a little below 1",
        options: [
            OptionDeclaration(
                "real", .interval(0...2), default: .number(0.9),
                summary: "the target of real examples in place of 1; a range draws one for each example"),
            OptionDeclaration(
                "generated", .interval(0...1), isOptional: true,
                summary: "the same of generated examples in place of 0, which is a mistake: only with `insist`"),
            OptionDeclaration("insist", .flag, isOptional: true, summary: "smooths `generated` all the same"),
        ],
        example: "loss non-saturating\ntrick label-smoothing real 0.9",
        source: "Salimans et al. 2016, Improved techniques for training GANs, section 3.4",
        published: "`real 0.9` in the paper; `real 0.7..1.2` in Chintala et al. 2016, How to train a GAN?",
        claims: [
            .cures(
                .discriminatorTooStrong, "lets the scores of real examples rise no further than log(α / (1 − α))",
                source: "Salimans et al. 2016, section 3.4"),
            .risks(
                .nonConvergence, "with the targets of generated examples smoothed too holds the generator where it already is",
                when: .word("insist", ["insist"]), help: "`trick label-smoothing real 0.9` smooths one side",
                source: "Goodfellow 2016, NIPS 2016 tutorial: generative adversarial networks, section 4.2"),
            .risks(
                .discriminatorTooWeak, "with a target this far below 1 draws all scores together",
                when: .option("real", 0...0.6), help: "`trick label-smoothing real 0.9`",
                source: "Salimans et al. 2016, section 3.4: the best discriminator is α p_data / (p_data + p_g)"),
        ])

    /// The targets of real examples: one, or all between two.
    public let real: ClosedRange<Double>
    /// The targets of generated examples; `nil` for 0.
    public let generated: ClosedRange<Double>?

    public init(real: ClosedRange<Double>, generated: ClosedRange<Double>? = nil) {
        self.real = real
        self.generated = generated
    }

    public init(real: Double = 0.9) {
        self.init(real: real...real)
    }

    public init(_ values: OptionValues) throws(Refusal) {
        let real = values.interval("real")
        guard real.lowerBound + real.upperBound <= 2 else {
            throw Refusal(
                "targets of real examples are 1 or less in the mean, found a mean of "
                    + "\((real.lowerBound + real.upperBound) / 2): scores would rise without end",
                help: "`real 0.9`, or `real 0.7..1.2` with a mean of 0.95")
        }
        let generated = values.has("generated") ? values.interval("generated") : nil
        switch (generated, values.flag("insist")) {
        case (_?, false):
            throw Refusal(
                "smoothing the target of generated examples puts the generator's own density into the best discriminator's "
                    + "numerator: it then holds the generator where it already is",
                help: "`trick label-smoothing real …` alone smooths one side; `insist` behind it does both all the same")
        case (nil, true):
            throw Refusal("`insist` goes with `generated`, and there is none", help: "`trick label-smoothing real …` alone")
        default:
            self.init(real: real, generated: generated)
        }
    }

    public var optionValues: OptionValues {
        var values = OptionValues(["real": .numbers(between: real)])
        if let generated {
            values["generated"] = .numbers(between: generated)
            values["insist"] = .flag(true)
        }
        return values
    }

    public func check(_ setting: GameSetting) throws(Refusal) {
        try requireTargets(to: "moves the target of real examples", in: setting)
    }

    /// Also for labels that were swapped before: 1 becomes α and 0 becomes β, whichever side they stand on.
    public func target(
        _ target: Tensor, of side: Side, scores: Tensor, in turn: Turn, stream: RandomStream
    ) throws -> Tensor {
        let high = try target * drawn(real, scores.shape, stream.appending("real"))
        guard let generated else { return high }
        return try high + (1 - target) * drawn(generated, scores.shape, stream.appending("generated"))
    }

    private func drawn(_ bounds: ClosedRange<Double>, _ shape: Shape, _ stream: RandomStream) -> Tensor {
        let (lower, upper) = (Float(bounds.lowerBound), Float(bounds.upperBound))
        return lower == upper ? .constant(lower) : Tensor.randomUniform(shape, stream: stream) * (upper - lower) + lower
    }

    public var changesTargets: Bool { true }
}
