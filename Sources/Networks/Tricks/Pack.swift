import Declarations
import Graphs

/// The discriminator judges several examples at once, so that it sees how varied they are.
///
/// Formula: a batch is cut into packs of m consecutive examples, and the discriminator makes one score of each,
/// D(x₁, …, x_m) against D(G(z₁), …, G(z_m)); all examples of a pack come from the same side. The optimum is that of the plain game,
/// played between the m-fold products p_data^m and p_g^m: what collapses lies further from the data as a product than what merely
/// misses by as much, so that a discriminator of packs punishes collapse more.
///
/// What it cures: mode collapse, at the price of a first layer that is m times as wide. What it risks: a batch holds m times
/// fewer judgements, so it wants to be m times as large; penalties and losses are means over packs. A penalty on the slope
/// measures it at a pack as a whole. Single examples have no score any more: `plot critic` and `score` say so.
/// Shapes: `[batch, features]` → `[batch / m, m · features]`; `[batch, height, width, channels]` →
/// `[batch / m, height, width, m · channels]`, the channels of one example after the other. The order of the examples in a
/// pack is that of the batch, and the network may tell their places apart.
/// Source: Lin, Khetan, Fanti, Oh 2018, "PacGAN: the power of two samples in generative adversarial networks", section 2.
public struct Pack: Trick, Hashable {
    public static let declaration = Declaration(
        "pack", aliases: ["pacgan"], summary: "the discriminator judges several examples at once and sees how varied they are",
        arguments: [
            OptionDeclaration("count", .integer(2...64), default: .number(2), unit: "examples", summary: "examples in a pack")
        ],
        example: "data ring\ntrick pack 2\ntrain 1",
        source: "Lin, Khetan, Fanti, Oh 2018, PacGAN: the power of two samples in generative adversarial networks, section 2",
        claims: [
            .cures(
                .modeCollapse, "shows the discriminator several samples at once, so that lack of variety is seen",
                source: "Lin, Khetan, Fanti, Oh 2018"),
            .cures(
                .missingModes, "punishes a missed mode more than a slight error everywhere, the more the larger the packs",
                source: "Lin, Khetan, Fanti, Oh 2018"),
            .risks(
                .nonConvergence, "leaves few judgements in a batch this small",
                when: .number(.batch, 2...31), help: "a `batch` that is as many times larger as a pack has examples",
                source: "Lin, Khetan, Fanti, Oh 2018, whose code has batches of 100 packs"),
        ])

    /// m
    public let count: Int

    public init(_ count: Int = 2) {
        self.count = count
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(values.integer("count"))
    }

    public var optionValues: OptionValues { OptionValues(["count": .number(Double(count))]) }

    public func check(_ setting: GameSetting) throws(Refusal) {
        guard setting.batch % count != 0 else { return }
        let down = setting.batch / count * count
        let near = (down > 0 ? "`batch \(down)` or " : "") + "`batch \(down + count)`"
        throw Refusal("`trick \(name) \(count)` cuts the batch into packs of \(count), found `batch \(setting.batch)`", help: near)
    }

    public func check(_ networks: [NetworkPlan]) throws(Refusal) {
        let plan = networks.first { $0.name == NetworkID.discriminator.rawValue }
        guard let layer = plan?.layers.first(where: \.usesLabels) else { return }
        throw Refusal(
            "`trick \(name)` shows the discriminator \(count) examples at once, each of a class of its own, and `layer \(layer.name)` takes one class",
            help: "`layer \(layer.name)` in the generator alone, or no `trick \(name)`")
    }

    public var stage: TrickStage { .last }

    public func shownSize(_ size: [Int]) -> [Int] { size.dropLast() + [(size.last ?? 1) * count] }

    public func shown(_ batch: Batch, side: Side, in turn: Turn, stream: RandomStream) throws -> Batch {
        let (shape, last) = (batch.examples.shape, batch.examples.shape.count - 1)
        let packs = try batch.examples.reshaped(to: [shape[0] / count, count] + shape.dropFirst())
        // The places of a pack go in front of the channels.
        let order = [0] + Array(2..<last + 1) + [1, last + 1]
        return Batch(examples: try packs.transposed(order).reshaped(to: [shape[0] / count] + shownSize(Array(shape.dropFirst()))))
    }

    public var entersDiscriminatorLoss: Bool { true }
}
