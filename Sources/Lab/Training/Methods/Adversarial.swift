import Declarations
import Graphs
import Networks

/// The duel: the discriminator learns to tell real examples from generated ones, the generator to be taken for real.
///
/// Each turn draws examples and noise of its own, from the streams that `RandomStreamNames.swift` lists:
///
///     discriminator's turn    x ~ data, z ~ noise      θ_D moves against L_D(D(x), D(G(z))), G stands still
///     generator's turn        z ~ noise                θ_G moves against L_G(D(G(z))), D stands still
///
/// A ratio repeats turns. With classes, the generated examples of a turn take those of its real ones.
/// Source: Goodfellow et al. 2014, "Generative adversarial nets", algorithm 1.
public struct Adversarial: Method {
    public static let declaration = Declaration(
        "adversarial", summary: "a generator and a discriminator learn against each other",
        example: "data ring\nmethod adversarial\ntrain 1",
        source: "Goodfellow et al. 2014, Generative adversarial nets, algorithm 1")

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public static let networks: [NetworkID] = [.generator, .discriminator]
    public static let quantities: [StepQuantity] = [.realScore, .fakeScore, .realAccuracy, .fakeAccuracy]
    public var isDuel: Bool { true }

    public func turns(of recipe: Recipe) -> [PlannedTurn] {
        [
            PlannedTurn(
                [.discriminator], count: recipe.ratio.discriminator, further: recipe.ratio.further(of: .discriminator),
                stream: .discriminatorUpdate),
            PlannedTurn(
                [.generator] + recipe.trickNetworks, count: recipe.ratio.generator,
                further: recipe.ratio.further(of: .generator), stream: .generatorUpdate),
        ]
    }

    public func objective(of turn: Turn, in game: Game) throws -> Objective {
        turn.moves(.discriminator)
            ? try discriminatorObjective(turn, game) : try generatorObjective(turn, game)
    }

    /// The discriminator moves, against a generator that stands still.
    private func discriminatorObjective(_ turn: Turn, _ game: Game) throws -> Objective {
        let real = try game.real(stream: turn.stream.real)
        let made = try game.generated(in: turn, labels: real.labels)
        let fake = game.differentiatesThroughOpponents ? made.batch : made.batch.standingStill
        let judged = try game.judged(real: real, generated: fake, latents: made.latents, in: turn)
        let (duel, loss) = (judged.duel, game.recipe.loss)
        guard let realScores = duel.realScores else { preconditionFailure("the discriminator scores both batches") }

        var measured: [StepQuantity: Tensor] = [
            .realScore: try shownScore(realScores, loss),
            .fakeScore: try shownScore(duel.fakeScores, loss),
        ]
        if let threshold = loss.decisionThreshold {
            measured[.realAccuracy] = try shareTakenForReal(realScores, threshold: threshold)
            measured[.fakeAccuracy] = try 1 - shareTakenForReal(duel.fakeScores, threshold: threshold)
        }
        return Objective(
            losses: [.discriminator: try game.loss(of: .discriminator, in: duel)], measured: measured,
            states: [.discriminator: judged.states], duel: duel)
    }

    /// The generator moves, against a discriminator that stands still, or that a trick puts in its place; the networks that
    /// tricks brought move with it.
    private func generatorObjective(_ turn: Turn, _ game: Game) throws -> Objective {
        let real = try game.real(stream: turn.stream.real)
        let made = try game.generated(in: turn, labels: real.labels)
        let opponent = try game.opponent(of: made.batch, latents: made.latents, in: turn)
        let turn = turn.facing(opponent, as: .discriminator)
        let duel = try game.scored(real: real, generated: made.batch, latents: made.latents, in: turn)

        var losses: [NetworkID: Tensor] = [:]
        for network in turn.movers { losses[network] = try game.loss(of: network, in: duel) }
        var measured: [StepQuantity: Tensor] = [:]
        for trick in game.recipe.tricks { measured.merge(try trick.measured(in: duel)) { $1 } }
        let states = duel.statesOfReaders.merging([.generator: made.states]) { $1 }
        return Objective(losses: losses, measured: measured, states: states, duel: duel)
    }

    public func samples(from latents: Tensor, size: [Int], apply: (NetworkID, Tensor) throws -> Tensor) throws -> Tensor {
        try apply(.generator, latents)
    }

    public func quantities(of recipe: Recipe) -> [StepQuantity] {
        recipe.loss.decisionThreshold == nil ? [.realScore, .fakeScore] : Self.quantities
    }

    /// The discriminator scores a real batch and two generated ones, the generator makes two.
    public func applications(of network: NetworkID) -> Int { network == .discriminator ? 3 : 2 }

    /// The share of examples that score above the threshold. One that scores just there is on neither side and counts half, so
    /// that a discriminator that says the same of everything is right half the time about real and about generated ones. Dead
    /// units of a fused rectifier leave numbers about 10⁻³⁷ where 0 is meant, so 10⁻³⁰ counts as nothing.
    private func shareTakenForReal(_ scores: Tensor, threshold: Float) throws -> Tensor {
        let (above, below) = (Tensor.constant(threshold + 1e-30), Tensor.constant(threshold - 1e-30))
        return try (scores.isGreater(than: above) + scores.isGreaterOrEqual(to: below)).mean() * 0.5
    }

    /// The mean probability, or the mean score where the loss has no probabilities.
    private func shownScore(_ scores: Tensor, _ loss: any Loss) throws -> Tensor {
        try (loss.probability(of: scores) ?? scores).mean()
    }
}

extension Batch {
    /// The same numbers, through which no gradient goes back to whoever made them.
    fileprivate var standingStill: Batch { Batch(examples: examples.stopGradient(), labels: labels) }
}
