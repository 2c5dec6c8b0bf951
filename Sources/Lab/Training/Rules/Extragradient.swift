import Declarations
import Graphs
import Networks

/// All networks take a step to see what gradients lie there, go back, and move along those.
///
/// Formula: with v the gradients of all networks, each by its own loss, and u what the optimizer makes of them
///
///     θ' = θ − u(v(θ)),   θ ← θ − u(v(θ'))
///
/// both for all networks at once, on fresh batches each, as in the stochastic algorithms of the paper: the second batch is no
/// guess about the first one's noise. The gradient at θ' answers where the others will be, which turns the circles of a bilinear
/// game into spirals inwards. What an optimizer keeps follows both gradients, one after the other: with Adam it is ExtraAdam, whose
/// corrections count two updates a step. What is measured is measured at θ', where the gradients are taken that move the networks;
/// running statistics follow both batches; penalties bound θ' as they bound θ.
///
/// What it cures: circling. What it costs: two gradients for one step. What it risks: the noise of batches, which the second
/// gradient has as well; with small batches it helps less than theory says.
/// The second batch draws from streams below the turn's own: `discriminator-update/again/…`.
/// Source: Korpelevich 1976, "The extragradient method for finding saddle points and other problems"; Gidel, Berard, Vignoud,
/// Vincent, Lacoste-Julien 2019, "A variational inequality perspective on generative adversarial networks".
public struct Extragradient: StepRule {
    public static let declaration = Declaration(
        "extragradient", summary: "all networks at once, along the gradients that lie one step ahead",
        example: "data ring\nupdates extragradient\ntrain 5",
        source: "Gidel et al. 2019, A variational inequality perspective on generative adversarial networks; Korpelevich 1976",
        claims: [
            .cures(
                .oscillation, "moves along the gradients that lie one step ahead, which turns circles into spirals inwards",
                source: "Gidel et al. 2019, A variational inequality perspective on generative adversarial networks"),
            .risks(
                .nonConvergence, "meets the noise of two batches, and they are small", when: .number(.batch, 1...8), help: "`batch 64`",
                source: "Chavdarova, Gidel, Fleuret, Lacoste-Julien 2019, Reducing noise in GAN training with variance reduced extragradient"),
            .risks(
                .slowTraining, "takes two gradients for one step", source: "Gidel et al. 2019, section 3"),
        ])

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public var allowsRatio: Bool { false }
    public var passes: Int { 2 }

    public func programs(of game: Game) throws -> [PlannedProgram] {
        let looked = try game.movedAtOnce(game.turns, facing: game.start)
        var ahead = looked.state
        // The step to look is no update that tricks count or average.
        ahead.kept = game.start.kept
        let again = game.turns.map { PlannedTurn($0.movers, stream: $0.stream.again) }
        // Back to the parameters of the start; slots, counts and running statistics go on.
        var back = ahead
        for (network, player) in game.start.players { back.players[network]?.parameters = player.parameters }
        return [PlannedProgram(try game.movedAtOnce(again, facing: ahead, from: back, after: looked))]
    }
}
