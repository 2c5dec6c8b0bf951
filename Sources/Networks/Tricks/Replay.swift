import Declarations
import Graphs

/// Half of the generated examples that the discriminator learns from are old ones.
///
/// Formula: a buffer keeps examples that the generator once made. In the discriminator's turn, of b generated examples the
/// last ⌊b / 2⌋ give way to as many drawn from the buffer, each any of those in it with equal chance. Those that gave way enter it: at
/// first side by side, and once it is full each in place of another. The buffer is then cut into as many stretches as there
/// are newcomers, of equal length but for rounding, and each takes one place of its stretch by chance: no two take the same, and an example stays for
/// size / ⌊b / 2⌋ turns in the mean. While the buffer is empty, at the first turn, all examples are fresh.
///
/// What it cures: a discriminator that forgets what the generator made some steps ago, so that the generator can come back to it:
/// oscillation and hopping from mode to mode. What it risks: a discriminator busy with errors that the generator no longer
/// makes; while the generator improves fast, a large buffer is mostly poor examples, and the game plays against a mixture of
/// generators. The generator's own turn, and updates imagined in it, know nothing of the buffer.
/// Shapes: the buffer `[size] + example`, with a class for each where the discriminator takes classes, and how many it holds; all of them
/// belong to snapshots and checkpoints. Each turn of the discriminator writes the buffer once. Random streams: uniform numbers, `place` below
/// the trick's for the generated side (what is drawn), and `place` below the trick's for the turn (what is replaced).
/// Source: Shrivastava, Pfister, Tuzel, Susskind, Wang, Webb 2017, "Learning from simulated and unsupervised images through
/// adversarial training", section 2.3.
public struct Replay: Trick, Hashable {
    public static let declaration = Declaration(
        "replay", aliases: ["history-buffer"], summary: "half of the generated examples that the discriminator learns from are old ones",
        options: [
            OptionDeclaration(
                "size", .integer(1...1_000_000), default: .number(1024), unit: "examples", summary: "how many old examples are kept")
        ],
        example: "data ring\ntrick replay size 2048\ntrain 2",
        source: "Shrivastava et al. 2017, Learning from simulated and unsupervised images through adversarial training, section 2.3",
        claims: [
            .cures(
                .oscillation, "shows again what the generator made before, so that the discriminator cannot forget it",
                source: "Shrivastava et al. 2017, section 2.3"),
            .cures(
                .modeHopping, "holds the modes that the generator has left against it when it comes back",
                source: "Shrivastava et al. 2017, section 2.3"),
            .risks(
                .discriminatorTooWeak, "with a buffer this large keeps the discriminator busy with what the generator no longer makes",
                when: .option("size", 50_000...1e9), help: "`trick replay size 1024`",
                source: "Zhu, Park, Isola, Efros 2017, CycleGAN, section 4, whose buffer has 50 images"),
        ])

    /// Examples in a full buffer.
    public let size: Int

    public init(size: Int = 1024) {
        self.size = size
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(size: values.integer("size"))
    }

    public var optionValues: OptionValues { OptionValues(["size": .number(Double(size))]) }

    public func check(_ setting: GameSetting) throws(Refusal) {
        guard setting.batch >= 2 else {
            throw Refusal("`trick \(name)` shows half a batch of old examples, but `batch` is 1", help: "`batch 2` or more")
        }
        guard size >= setting.batch / 2 else {
            throw Refusal(
                "the buffer of `trick \(name)` holds at least half a batch, \(setting.batch / 2), found \(size)",
                help: "`trick \(name) size \(8 * setting.batch)`")
        }
    }

    public var stage: TrickStage { .first }

    public var entersDiscriminatorLoss: Bool { true }

    public func kept(for plans: [NetworkPlan]) -> [KeptArray] {
        guard let generator = plans.first(where: { $0.name == NetworkID.generator.rawValue }) else { return [] }
        let example = generator.outputSize
        let axes = example.count == 3 ? ["height", "width", "channels"] : example.map { _ in "features" }
        let takesClasses = plans.contains { $0.name == NetworkID.discriminator.rawValue && $0.usesLabels }
        return [KeptArray("examples", shape: [size] + example, axes: ["places"] + axes), KeptArray("filled", shape: [], axes: [])]
            + (takesClasses ? [KeptArray("classes", shape: [size], axes: ["places"])] : [])
    }

    public func shown(_ batch: Batch, side: Side, in turn: Turn, stream: RandomStream) throws -> Batch {
        guard side == .generated, turn.moves(.discriminator), let buffer = turn.kept[name] else { return batch }
        let filled = buffer[1]
        let count = batch.examples.shape[0] / 2
        let chance = Tensor.randomUniform([count], stream: stream.appending("place"))
        // Rounding may lift the product to the number itself.
        let places = try minimum((chance * filled).floor(), filled - 1)
        func renewed(_ fresh: Tensor, _ kept: Tensor) throws -> Tensor {
            let stays = try fresh.slice(axis: 0, from: 0, count: fresh.shape[0] - count)
            let old = try select(filled, kept.gather(rows: places), aside(fresh))
            return try Tensor.concatenate([stays, old], axis: 0)
        }
        var labels: Tensor?
        if buffer.count == 3, let fresh = batch.labels { labels = try renewed(fresh, buffer[2]) }
        return Batch(examples: try renewed(batch.examples, buffer[0]), labels: labels)
    }

    public func kept(after turn: Turn, duel: Duel) throws -> [Tensor]? {
        guard turn.moves(.discriminator), let buffer = turn.kept[name] else { return nil }
        let filled = buffer[1]
        let count = duel.generated.examples.shape[0] / 2
        let next = try filled + Tensor.constant((0..<count).map(Float.init), shape: [count])
        let behind = try next - next.isGreaterOrEqual(to: .constant(Float(size))) * Float(size)
        let starts = (0...count).map { Float($0 * size / count) }
        let lengths = Tensor.constant(zip(starts.dropFirst(), starts).map { $0 - $1 }, shape: [count])
        let chance = Tensor.randomUniform([count], stream: turn.stream.trick(name).appending("place"))
        let anywhere = try Tensor.constant(Array(starts.dropLast()), shape: [count])
            + minimum((chance * lengths).floor(), lengths - 1)
        let isFull = try filled.isGreaterOrEqual(to: .constant(Float(size)))
        let places = try select(isFull, anywhere, behind)
        let isTaken = try Tensor.constant(1, shape: [count]).scattered(rows: size, at: places)
        func replaced(_ kept: Tensor, by newcomers: Tensor) throws -> Tensor {
            let shape = [size] + kept.shape.dropFirst().map { _ in 1 }
            return try select(isTaken.reshaped(to: shape), newcomers.scattered(rows: size, at: places), kept)
        }
        var after = [
            try replaced(buffer[0], by: aside(duel.generated.examples)),
            try minimum(filled + Float(count), .constant(Float(size))),
        ]
        if buffer.count == 3, let labels = duel.generated.labels { after.append(try replaced(buffer[2], by: aside(labels))) }
        return after
    }

    /// The half of a batch that gives way to old examples.
    private func aside(_ batch: Tensor) throws -> Tensor {
        let count = batch.shape[0] / 2
        return try batch.slice(axis: 0, from: batch.shape[0] - count, count: count)
    }
}
