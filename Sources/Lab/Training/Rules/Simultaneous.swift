import Declarations
import Networks

/// All networks at once, each against the others as the step found them: gradient descent on the joint field of the game.
///
/// Formula: (θ_D, θ_G) ← (θ_D − u(∇ L_D(θ_D, θ_G)), θ_G − u(∇ L_G(θ_D, θ_G))), both gradients at the old weights.
/// It is what theory speaks about, and around an equilibrium it spirals outwards where alternating updates keep their distance.
/// Source: Mescheder, Nowozin, Geiger 2017, "The numerics of GANs", algorithm 1; Mescheder et al. 2018, section 2.
public struct Simultaneous: StepRule {
    public static let declaration = Declaration(
        "simultaneous", summary: "all networks at once, each against the others as they were",
        example: "data ring\nupdates simultaneous\ntrain 5",
        source: "Mescheder, Nowozin, Geiger 2017, The numerics of GANs, algorithm 1",
        claims: [
            .risks(
                .oscillation, "spirals outwards around an equilibrium, where plain descent and no penalty on the slope hold it",
                when: .all([.uses(.optimizer, ["sgd"]), .not(.trait(.slopePenalty))]),
                help: "`updates alternating`, `updates extragradient`, or `penalty gradient-penalty`",
                source: "Mescheder, Geiger, Nowozin 2018, Which training methods for GANs do actually converge?"),
        ])

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public var allowsRatio: Bool { false }

    public func programs(of game: Game) throws -> [PlannedProgram] {
        [PlannedProgram(try game.movedAtOnce(game.turns, facing: game.start))]
    }
}
