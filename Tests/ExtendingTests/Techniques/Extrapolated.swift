import Declarations
import Graphs
import Lab
import Networks

/// A step rule: every network moves along the gradient that it would find a step further on.
///
/// Formula: with v the gradients of all players, ω' = ω − u(v(ω)), ω ← ω − u(v(ω')). The look ahead has batches of its own.
struct Extrapolated: StepRule {
    static let declaration = Declaration(
        "extrapolated", summary: "all networks at once, by the gradients of a step further on",
        example: "updates extrapolated", source: "Korpelevich 1976, The extragradient method")

    init() {}
    init(_ values: OptionValues) throws(Refusal) {}

    var allowsRatio: Bool { false }

    func programs(of game: Game) throws -> [PlannedProgram] {
        let start = Movement(state: game.start)
        var ahead = start
        for planned in game.turns {
            let apart = PlannedTurn(planned.movers, stream: planned.stream.appending("look"))
            let turn = game.turn(apart, from: game.start)
            let objective = try game.recipe.method.objective(of: turn, in: game)
            ahead = try game.moved(ahead, turn, objective, along: game.gradients(of: objective, for: turn))
        }
        return [
            PlannedProgram(
                try game.turns.reduce(start) { movement, planned in
                    let turn = game.turn(planned, from: ahead.state)
                    let objective = try game.recipe.method.objective(of: turn, in: game)
                    return try game.moved(movement, turn, objective, along: game.gradients(of: objective, for: turn))
                })
        ]
    }
}
