import Declarations
import Graphs

/// Every so many steps all networks go back a part of the way they came.
///
/// Formula: with slow weights φ, at first φ = θ, and after every k-th training step
///
///     φ ← φ + α (θ − φ),   θ ← φ
///
/// for all networks at the same time; in between they train as ever. The slots of the optimizers and running statistics stay as
/// they are. The count of steps begins with the trick.
///
/// What it cures: circling, and the noise of small batches that drives a game outwards. The chord of a circle lies inside of it,
/// so that going back along the chord shrinks it, whatever the method that makes the k steps. What it risks: as long as the game
/// still goes somewhere it goes there more slowly, by the factor α; and with a k that is a whole turn of the circle it shrinks
/// nothing.
/// `trick unroll` imagines the discriminator's updates without it.
/// Shapes: those of the parameters, and one count.
/// Source: Chavdarova, Pagliardini, Stich, Fleuret, Jaggi 2021, "Taming GANs with Lookahead-Minmax", algorithm 1.
public struct Lookahead: Trick, Hashable {
    public static let declaration = Declaration(
        "lookahead", summary: "every so many steps all networks go back a part of the way they came",
        arguments: [
            OptionDeclaration(
                "steps", .integer(1...1_000_000), default: .number(5), unit: "steps", summary: "how many steps lie between")
        ],
        options: [
            OptionDeclaration("alpha", .fraction, default: .number(0.5), summary: "part of the way that is kept; 1 keeps all of it")
        ],
        example: "data ring\ntrick lookahead 5 alpha 0.5\ntrain 5",
        source: "Chavdarova, Pagliardini, Stich, Fleuret, Jaggi 2021, Taming GANs with Lookahead-Minmax, algorithm 1",
        published: "`alpha 0.5`, with 5 up to 5000 steps in between, on photographs",
        claims: [
            .cures(
                .oscillation, "goes back along the chord of the circle that the weights run in",
                source: "Chavdarova et al. 2021, Taming GANs with Lookahead-Minmax"),
            .risks(
                .slowTraining, "keeps so small a part of the way that little of it is left", when: .option("alpha", 0...0.2),
                help: "`alpha 0.5`", source: "Chavdarova et al. 2021, Taming GANs with Lookahead-Minmax"),
        ])

    public let steps: Int
    public let alpha: Float

    public init(steps: Int = 5, alpha: Float = 0.5) {
        self.steps = steps
        self.alpha = alpha
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(steps: values.integer("steps"), alpha: Float(values.number("alpha")))
    }

    public var optionValues: OptionValues { OptionValues(["steps": .number(Double(steps)), "alpha": .number(of: alpha)]) }

    /// The steps made since the networks last went back, and the slow weights of each network, by name.
    public func kept(for plans: [NetworkPlan]) -> [KeptArray] {
        [KeptArray("steps", shape: [], axes: [])] + plans.sorted { $0.name < $1.name }.flatMap(\.keptCopies)
    }

    public func ended(_ step: StepEnd) throws -> StepEnd? {
        var step = step
        let count = step.kept[0] + 1
        let isDue = try count.isGreaterOrEqual(to: .constant(Float(steps)))
        var kept = [try count * (1 - isDue)]
        var slow = step.kept.dropFirst()
        for (network, player) in step.players.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let met = try zip(slow, player.parameters).map { slow, fast in
                let back = try slow + (fast - slow) * alpha
                return (slow: try select(isDue, back, slow), fast: try select(isDue, back, fast))
            }
            slow = slow.dropFirst(player.parameters.count)
            kept += met.map(\.slow)
            step.players[network]?.parameters = met.map(\.fast)
        }
        step.kept = kept
        return step
    }
}
