import Declarations
import Graphs

/// Whatever the discriminator is shown was changed by chance first: moved, partly covered, made lighter or darker.
///
/// Formula: the discriminator is shown T(x) and T(G(z)), in both turns; the generator's gradient goes through T. Each change is
/// made to an example with probability p, anew for each change, example and turn, in this order:
///
///     brightness     x + u,  u ~ U[−½, ½) for the whole image
///     translation    an image moves by whole pixels, d ~ U{−r … r} down and across, r = ⌊reach · side + ½⌋, zeros behind it;
///                    a point by u ~ U[−reach, reach) in each coordinate
///     cutout         a square of half the image's sides around any of its pixels becomes 0
///
/// p is 1 unless chosen. With a target it follows the discriminator: r = E sign(D(T(x)) − undecided) over the real examples of four turns says how far
/// it has learned the data by heart, 0 for not at all and 1 for all of it; after each fourth turn p goes up where r is above the target
/// and down where it is below, by as much as leads from 0 to 1 in so many real examples. It starts at 0, and is measured as `augmentation`.
///
/// What it cures: a discriminator that learns a small data set by heart, since it never sees an example twice. Both sides are
/// changed alike, so that the optimum stays where the changed distributions agree; with p below 1 that is only where the true ones do.
/// What it risks: with p near 1, changes that look like data leak into the samples; and what the change hides
/// is learned more slowly.
/// Shapes: as the example. Random streams, below the trick's for a side and turn: `brightness/amount`, `translation/rows`,
/// `translation/columns` (whole numbers; for points `translation/amount`), `cutout/rows`, `cutout/columns`, and `…/chance` of
/// each change where p is below 1.
/// Source: Zhao, Liu, Lin, Zhu, Han 2020, "Differentiable augmentation for data-efficient GAN training", section 3; the moving p:
/// Karras, Aittala, Hellsten, Laine, Lehtinen, Aila 2020, "Training generative adversarial networks with limited data", section 3.
public struct Augment: Trick, Hashable {
    public static let declaration = Declaration(
        "augment", summary: "changes all that the discriminator is shown by chance, and lets the gradient through",
        options: [
            OptionDeclaration("translation", .flag, isOptional: true, summary: "moves examples a little"),
            OptionDeclaration("cutout", .flag, isOptional: true, summary: "covers a square of half an image's sides"),
            OptionDeclaration("brightness", .flag, isOptional: true, summary: "makes a whole image lighter or darker"),
            OptionDeclaration(
                "reach", .nonNegative, default: .number(0.125),
                summary: "how far a translation goes: a share of an image's sides; units of the data for points"),
            OptionDeclaration(
                "probability", .fraction, isOptional: true, summary: "of each change to be made; without it 1"),
            OptionDeclaration(
                "target", .fraction, isOptional: true,
                summary: "lets the probability follow the share of real examples that the discriminator is sure of; 0.6 is usual"),
            OptionDeclaration(
                "over", .count, isOptional: true, unit: "examples",
                summary: "real examples in which the probability may rise from 0 to 1; without it 500000"),
        ],
        example: "data digits\ntrick augment translation cutout",
        source: "Zhao et al. 2020, Differentiable augmentation for data-efficient GAN training; Karras et al. 2020",
        published: "`translation cutout brightness` on little data; `target 0.6 over 500000` for the moving probability",
        claims: [
            .cures(
                .memorising, "never shows the discriminator an example twice as it was",
                source: "Zhao et al. 2020, section 3; Karras et al. 2020, section 2"),
            .risks(
                .poorSamples, "leaks into the samples with a probability near 1, where the change cannot be told from the data",
                source: "Karras et al. 2020, section 2.2"),
            .risks(
                .poorSamples, "moves points as far as the modes of most sets lie apart",
                when: .all([.trait(.points), .option("reach", 1...1e30)]), help: "`trick augment reach 0.125`",
                source: "Karras et al. 2020, section 2.2"),
            .conflicts(
                "waits for a discriminator that knows the data by heart, and these examples are drawn anew each time",
                when: .all([.option("target", 0...1), .uses(.data, ["ring", "grid", "moons", "spiral", "line"])]),
                help: "`probability 1` in place of `target`, or data with as few examples as one has",
                source: "Karras et al. 2020, section 3"),
        ])

    /// A change, in the order in which they are made.
    public enum Policy: String, Sendable, CaseIterable {
        case brightness
        case translation
        case cutout
    }

    /// How likely a change is made.
    public enum Strength: Sendable, Hashable {
        case fixed(Double)
        /// Follows the discriminator: towards the share `target`, from 0 to 1 in so many real examples.
        case adaptive(target: Double, examples: Int)
    }

    /// The changes that were asked for; none for those that suit the data.
    public let policies: Set<Policy>
    public let reach: Double
    public let strength: Strength

    public init(_ policies: Set<Policy> = [], reach: Double = 0.125, strength: Strength = .fixed(1)) {
        self.policies = policies
        self.reach = reach
        self.strength = strength
    }

    public init(_ values: OptionValues) throws(Refusal) {
        let strength: Strength
        switch (values.has("target"), values.has("probability")) {
        case (true, true):
            throw Refusal(
                "`target` lets the probability move, and `probability` holds it", help: "one of the two")
        case (true, false):
            strength = .adaptive(
                target: values.number("target"), examples: values.has("over") ? values.integer("over") : Self.usualExamples)
        case (false, let isChosen):
            guard !values.has("over") else {
                throw Refusal("`over` says how fast the probability follows a `target`, and there is none", help: "add `target 0.6`")
            }
            strength = .fixed(isChosen ? values.number("probability") : 1)
        }
        self.init(
            Set(Policy.allCases.filter { values.flag($0.rawValue) }), reach: values.number("reach"), strength: strength)
    }

    public var optionValues: OptionValues {
        var values = OptionValues(["reach": .number(reach)])
        for policy in policies { values[policy.rawValue] = .flag(true) }
        switch strength {
        case .fixed(let probability): values["probability"] = .number(probability)
        case .adaptive(let target, let examples):
            values["target"] = .number(target)
            values["over"] = .number(Double(examples))
        }
        return values
    }

    private static let usualExamples = 500_000
    /// Turns of the discriminator between two changes of the probability.
    private static let turnsBetween = 4

    private static let probability = StepQuantity(
        "augmentation", summary: "the probability that a change is made to an example that the discriminator is shown")

    public static let quantities: [StepQuantity] = [probability]

    public func check(_ setting: GameSetting) throws(Refusal) {
        let others = policies.subtracting([.translation])
        if !setting.isImage, let policy = Policy.allCases.first(where: others.contains) {
            throw Refusal("`\(policy.rawValue)` changes images, and these data are points", help: "`trick \(name) translation`")
        }
        if setting.isImage, reach > 1 {
            throw Refusal("an image moves by a share of its sides, 1 or less, found `reach \(reach)`", help: "`reach 0.125`")
        }
        if case .adaptive = strength, setting.loss.decisionThreshold == nil {
            throw Refusal(
                "`target` counts the real examples that are taken for real, and a score under `loss \(setting.loss.name)` has no side",
                help: "`loss non-saturating`, or `probability 0.5` in place of `target`")
        }
    }

    public var entersDiscriminatorLoss: Bool { true }

    // MARK: What is shown

    public func shown(_ batch: Batch, side: Side, in turn: Turn, stream: RandomStream) throws -> Batch {
        let isImage = batch.examples.shape.count == 4
        let suited: Set<Policy> = isImage ? Set(Policy.allCases) : [.translation]
        let chosen = policies.isEmpty ? suited : policies
        var batch = batch
        for policy in Policy.allCases where chosen.contains(policy) {
            let stream = stream.appending(policy.rawValue)
            let made = try made(in: turn, count: batch.examples.shape[0], stream: stream.appending("chance"))
            batch.examples = try changed(batch.examples, policy, made: made, stream: stream)
        }
        return batch
    }

    /// 1 for each example that is changed and 0 for the others, `[batch]`; `nil` where all are.
    private func made(in turn: Turn, count: Int, stream: RandomStream) throws -> Tensor? {
        if case .fixed(1) = strength { return nil }
        return try probability(in: turn).isGreater(than: Tensor.randomUniform([count], stream: stream))
    }

    private func probability(in turn: Turn) -> Tensor {
        switch strength {
        case .fixed(let probability): .constant(Float(probability))
        case .adaptive: turn.kept[name]?[0] ?? .constant(0)
        }
    }

    private func changed(_ examples: Tensor, _ policy: Policy, made: Tensor?, stream: RandomStream) throws -> Tensor {
        let shape = examples.shape
        func whole(_ amount: Tensor) throws -> Tensor {
            guard let made else { return amount }
            return try amount * made.reshaped(to: [shape[0]] + shape.dropFirst().map { _ in 1 })
        }
        switch policy {
        case .brightness:
            let amount = Tensor.randomUniform([shape[0], 1, 1, 1], stream: stream.appending("amount")) - 0.5
            return try examples + whole(amount)
        case .translation where shape.count == 4:
            let down = try moved(examples, along: 1, made: made, stream: stream.appending("rows"))
            return try moved(down, along: 2, made: made, stream: stream.appending("columns"))
        case .translation:
            let amount = Tensor.randomUniform(shape, stream: stream.appending("amount")) * Float(2 * reach) - Float(reach)
            return try examples + whole(amount)
        case .cutout:
            let rows = try covered(shape[1], of: shape[0], stream: stream.appending("rows")).reshaped(to: [shape[0], shape[1], 1, 1])
            let columns = try covered(shape[2], of: shape[0], stream: stream.appending("columns"))
                .reshaped(to: [shape[0], 1, shape[2], 1])
            return try examples * (1 - whole(rows * columns))
        }
    }

    /// Images moved by whole pixels along the rows' or the columns' axis: place y shows what stood at y + d, or 0.
    private func moved(_ images: Tensor, along axis: Int, made: Tensor?, stream: RandomStream) throws -> Tensor {
        let (count, side) = (images.shape[0], images.shape[axis])
        let most = Int(reach * Double(side) + 0.5)
        guard most > 0 else { return images }
        var distance = Tensor.randomIntegers(below: 2 * most + 1, [count], stream: stream) - Float(most)
        if let made { distance = try distance * made }
        // The axis becomes that of the rows, which are then chosen by number.
        let exchange = axis == 1 ? [0, 1, 2, 3] : [0, 2, 1, 3]
        let upright = try images.transposed(exchange)
        let length = side + 2 * most
        let rows = try upright.padded([(0, 0), (most, most), (0, 0), (0, 0)])
            .reshaped(to: [count * length, upright.shape[2] * upright.shape[3]])
        let starts = Tensor.constant((0..<count).map { Float($0 * length + most) }, shape: [count])
        let places = try (starts + distance).reshaped(to: [count, 1])
            + Tensor.constant((0..<side).map(Float.init), shape: [1, side])
        return try rows.gather(rows: places.reshaped(to: [count * side])).reshaped(to: upright.shape).transposed(exchange)
    }

    /// 1 at the places of a side that a square around a random place covers, `[batch, side]`.
    private func covered(_ side: Int, of count: Int, stream: RandomStream) throws -> Tensor {
        let size = Int(Double(side) / 2 + 0.5)
        let middle = Tensor.randomIntegers(below: side + 1 - size % 2, [count, 1], stream: stream)
        let places = Tensor.constant((0..<side).map(Float.init), shape: [1, side])
        let first = middle - Float(size / 2)
        return try places.isGreaterOrEqual(to: first) * (first + Float(size)).isGreater(than: places)
    }

    // MARK: How likely

    public func kept(for plans: [NetworkPlan]) -> [KeptArray] {
        guard case .adaptive = strength else { return [] }
        return ["probability", "signs", "turns"].map { KeptArray($0, shape: [], axes: []) }
    }

    public func kept(after turn: Turn, duel: Duel) throws -> [Tensor]? {
        guard case .adaptive(let target, let examples) = strength, turn.moves(.discriminator), let kept = turn.kept[name],
            let scores = duel.realScores, let undecided = turn.setting.loss.decisionThreshold
        else { return nil }
        let signs = try kept[1] + (scores - undecided).sign().mean()
        let turns = kept[2] + 1
        let isDue = try turns.isGreaterOrEqual(to: .constant(Float(Self.turnsBetween)))
        let step = Float(Self.turnsBetween * turn.setting.batch) / Float(examples)
        let moved = try kept[0] + isDue * (signs - Float(target) * Float(Self.turnsBetween)).sign() * step
        let (zero, one) = (Tensor.constant(0), Tensor.constant(1))
        return [try minimum(maximum(moved, zero), one), try select(isDue, zero, signs), try select(isDue, zero, turns)]
    }

    public func measured(in duel: Duel) throws -> [StepQuantity: Tensor] { [Self.probability: probability(in: duel.turn)] }
}
