import Graphs
import Networks

/// How much each player of a duel could still win against the other as it stands: nothing at an equilibrium, a lot where one is beaten
/// or modes are missing, whatever the losses say.
///
/// Formula: with the game's value M(G, D) = −L_D(G, D), which D raises and G lowers, without penalties,
///
///     gap = M(G, D*) − M(G*, D)
///
/// where D* is the discriminator after so many updates against the generator as it stands, and G* the generator after so many against
/// the discriminator as it stands. Both are made on copies that start from the present networks, one update a step, by Adam at the
/// usual rate: the recipe's own optimizer may be what is ill. The value is a mean over the same batches for all.
///
/// Small steps find what lies near: where a generator has collapsed onto a hill of the discriminator, neither gains anything and the gap
/// is small, as at an equilibrium. M(G, D*) by itself tells the two apart: under the cross-entropy losses it is −2 ln 2 = −1.386 where
/// nothing tells generated examples from real ones, and rises towards 0 with what does.
/// Source: Grnarova, Levy, Lucchi, Perraudin, Goodfellow, Hofmann, Krause 2019, "A domain agnostic measure for monitoring and
/// evaluating GANs", equation 3 and section 4.
public struct DualityGap: Sendable, Equatable {
    /// M(G, D): the value now.
    public let value: Double
    /// M(G, D*): against the worst discriminator that was found.
    public let againstWorstDiscriminator: Double
    /// M(G*, D): against the best generator that was found.
    public let againstBestGenerator: Double

    public var gap: Double { againstWorstDiscriminator - againstBestGenerator }

    /// Updates of either player.
    public static let steps = 100
    /// Batches over which a value is averaged.
    static let batches = 10
}

extension Experiment {
    /// - Parameter steps: updates of either player.
    /// - Throws: `MeasurementError` where there is no duel, `TrainingError` where a player's answer is no number.
    public func dualityGap(steps: Int = DualityGap.steps) throws -> DualityGap {
        if steps == DualityGap.steps, let known = views.dualityGap, known.position == position { return known.value }
        guard recipe.method.isDuel else {
            throw MeasurementError.unavailable(name: "duality-gap", reason: "`method \(recipe.method.name)` is no duel")
        }
        let game = try GameValue(of: self)
        let worst = try answer(of: .discriminator, steps: steps)
        let best = try answer(of: .generator, steps: steps)
        let gap = DualityGap(
            value: game.value(),
            againstWorstDiscriminator: game.value(.discriminator, of: worst),
            againstBestGenerator: game.value(.generator, of: best))
        if steps == DualityGap.steps { views.dualityGap = (position, gap) }
        return gap
    }

    /// A copy in which one player has moved against the others as they stand.
    private func answer(of player: NetworkID, steps: Int) throws -> Experiment {
        let copy = try replica()
        var recipe = copy.recipe
        recipe.rule = Alternating()
        recipe.ratio = Recipe.Ratio()
        recipe.chosenOptimizers[player] = Adam(rate: Recipe.usualRate(for: recipe.dataset), beta1: 0.5)
        try copy.change(to: recipe)
        try copy.train(steps: steps, of: player)
        return copy
    }
}

/// The value of a duel for the discriminator, of networks that are put into a copy.
private final class GameValue {
    private let copy: Experiment
    private let program: Program

    init(of experiment: Experiment) throws {
        copy = try experiment.replica()
        let game = copy.game(trainingStep: .constant(Float(copy.step)))
        guard let planned = game.turns.first(where: { $0.movers.contains(.discriminator) }) else {
            preconditionFailure("in a duel the discriminator has a turn")
        }
        let objective = try copy.recipe.method.objective(of: game.turn(planned, from: game.start), in: game)
        guard let duel = objective.duel, let real = duel.realScores else {
            preconditionFailure("the discriminator scores both batches in its turn")
        }
        program = try Program(outputs: [try -copy.recipe.loss.discriminatorLoss(real: real, fake: duel.fakeScores)])
    }

    func value() -> Double {
        var sum = 0.0
        for batch in 1...DualityGap.batches {
            program.run(copy.drawingPosition(pass: batch))
            sum += Double(program.scalar(0)) / Double(DualityGap.batches)
        }
        return sum
    }

    /// The value with one player as another experiment has it.
    func value(_ player: NetworkID, of other: Experiment) -> Double {
        guard let here = copy.network(player), let there = other.network(player) else {
            preconditionFailure("both experiments play one game")
        }
        let own = here.parameters + here.states
        let before = own.map(\.values)
        for (variable, answer) in zip(own, there.parameters + there.states) { variable.values = answer.values }
        defer { for (variable, values) in zip(own, before) { variable.values = values } }
        return value()
    }
}
