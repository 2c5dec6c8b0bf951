import Declarations
import Graphs

/// The generator learns only from those of its examples that the discriminator likes best.
///
/// Formula: of n scores the k largest count, k = max(1, ⌊ν n + ½⌋): L_G = (1/k) Σ f(s) over them, where f is what the loss asks of
/// a single score. Of equal scores the one that stands first in the batch comes first. The choice itself has no derivative. The share ν
/// usually begins at 1, since the scores of a fresh discriminator say nothing, and falls by equal ratios to a floor:
/// `share 1 to 0.5 over 5000 geometric`.
///
/// What it cures: gradients of hopeless examples, which point away from every mode or between two of them, and drown those
/// of examples that have nearly arrived. What it risks: what is thrown away is variety; a small share early on favours the
/// one mode that the discriminator likes today. It changes the generator's turn alone.
/// Shapes: scores `[n]` or `[n, 1]`, ranks by comparing all pairs, `[n, n]`, which a program never stores. Packs are chosen as a whole.
/// Source: Sinha, Zhao, Goyal, Raffel, Odena 2020, "Top-k training of GANs: improving GAN performance by throwing away bad
/// samples".
public struct TopK: Trick, Hashable {
    public static let declaration = Declaration(
        "top-k", summary: "the generator learns only from its best scored examples",
        options: [
            OptionDeclaration(
                "share", .number(Double.leastNormalMagnitude...1), default: .number(0.5), isSchedule: true,
                summary: "how much of the batch counts; it usually falls from 1 while training")
        ],
        example: "data ring\ntrick top-k share 1 to 0.5 over 5000 geometric",
        source: "Sinha, Zhao, Goyal, Raffel, Odena 2020, Top-k training of GANs",
        published: "k times 0.99 after each epoch, down to 75 or 50 percent of the batch",
        claims: [
            .cures(
                .poorSamples, "leaves out the gradients of hopeless examples, which point away from every mode",
                source: "Sinha et al. 2020"),
            .risks(
                .modeCollapse, "with so few examples that count favours the modes that the discriminator likes today",
                when: .option("share", 0...0.3), help: "`trick top-k share 1 to 0.5 over 5000 geometric`",
                source: "Sinha et al. 2020, which goes down to half of the batch"),
            .conflicts(
                "chooses among scores that the generator then does not answer", when: .uses(.trick, ["feature-matching"]),
                help: "one of the two", source: "Salimans et al. 2016, section 3.1"),
        ])

    public let share: Schedule

    public init(share: Schedule = 0.5) {
        self.share = share
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(share: values.schedule("share"))
    }

    public var optionValues: OptionValues { OptionValues(["share": share.optionValue]) }

    public func check(_ setting: GameSetting) throws(Refusal) {
        guard (try? setting.loss.generatorExampleTerm(.constant(0))) == nil else { return }
        throw Refusal(
            "`trick \(name)` leaves examples out of the generator's loss, and `loss \(setting.loss.name)` is no mean over examples",
            help: "`loss non-saturating`, or no `trick \(name)`")
    }

    public func weights(ofGenerated scores: Tensor, in turn: Turn) throws -> Tensor? {
        let count = scores.shape[0]
        let still = scores.stopGradient()
        let (own, others) = (try still.reshaped(to: [count, 1]), try still.reshaped(to: [1, count]))
        let places = Tensor.constant((0..<count).map(Float.init), shape: [count])
        let isEarlier = try places.reshaped(to: [count, 1]).isGreater(than: places.reshaped(to: [1, count]))
        // How many come before it.
        let rank = try (others.isGreater(than: own) + others.isEqual(to: own) * isEarlier).sum(axes: [1])
        let chosen = try maximum((share.value(at: turn.trainingStep) * Float(count) + 0.5).floor(), .constant(1))
        let weight = Float(count) / chosen
        return try (chosen.isGreater(than: rank) * weight).reshaped(to: scores.shape)
    }
}
