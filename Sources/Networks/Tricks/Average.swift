import Declarations
import Graphs

/// Samples come from the mean of the generator's recent weights, while training goes on with the weights themselves.
///
/// Formula: after each update of the generator θ̄ ← d θ̄ + (1 − d) θ, from θ̄ = θ as it stood when the trick began; whatever draws
/// samples uses θ̄. It remembers about 1 / (1 − d) updates: 1000 at the default. Training itself does not notice it and
/// gives the same bits as without.
///
/// What it cures: a game that circles around its end instead of coming to it. Each turn's generator is off to some side, their
/// mean lies in the middle; samples lose the flicker of the last few steps. What it risks: for the first few times
/// 1 / (1 − d) updates the mean still holds much of the start, and samples look worse than the generator is; and the mean of weights
/// that lie far apart is no network of use. Running statistics of a batch normalisation are not averaged but the generator's own: they are
/// means already.
/// Shapes: those of the parameters. `weights` writes the generator's own; a checkpoint has both.
/// Source: Yazıcı et al. 2019, "The unusual effectiveness of averaging in GAN training"; Karras et al. 2018,
/// "Progressive growing of GANs", section A.1.
public struct Average: Trick, Hashable {
    public static let declaration = Declaration(
        "average", summary: "draws samples with the mean of the generator's recent weights",
        options: [
            OptionDeclaration(
                "decay", .number(0...0.999999), default: .number(0.999), summary: "how much of the mean stays at each update")
        ],
        example: "data ring\ntrick average decay 0.99\ntrain 1",
        source: "Yazıcı et al. 2019, The unusual effectiveness of averaging in GAN training; Karras et al. 2018",
        claims: [
            .cures(
                .oscillation, "draws samples from the middle of the circle that the weights run in",
                source: "Yazıcı et al. 2019, The unusual effectiveness of averaging in GAN training"),
            .risks(
                .poorSamples, "remembers so many updates that the start is in its samples for long", when: .option("decay", 0.9995...1),
                help: "`decay 0.999` remembers 1000 updates", source: "Yazıcı et al. 2019, The unusual effectiveness of averaging in GAN training"),
        ])

    public let decay: Float

    public init(decay: Float = 0.999) {
        self.decay = decay
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(decay: Float(values.number("decay")))
    }

    public var optionValues: OptionValues { OptionValues(["decay": .number(of: decay)]) }

    public func kept(for plans: [NetworkPlan]) -> [KeptArray] {
        plans.filter { $0.name == NetworkID.generator.rawValue }.flatMap(\.keptCopies)
    }

    public func kept(after turn: Turn) throws -> [Tensor]? {
        guard turn.moves(.generator), let means = turn.kept[name] else { return nil }
        // Written as a step towards the weight, which leaves the mean where it is when both agree.
        return try zip(means, turn.player(.generator).parameters).map { mean, parameter in
            try mean + (parameter - mean) * (1 - decay)
        }
    }

    public func sampledParameters(of network: Network, kept: [Tensor]) -> [Tensor]? {
        network.name == NetworkID.generator.rawValue ? kept : nil
    }
}
