import Graphs
import Networks

/// The gradients of all players at the weights of a step, as one vector that can be differentiated again: what rules speak of
/// that correct the field of the game by its Jacobian.
///
/// Formula: v = (∇_D L_D, ∇_G L_G), each by its own player's parameters θ. Gradients go through what the opponents made, so that
/// every derivative ∂vᵢ/∂θⱼ is there. All lists are in the order of `parameters`.
struct JointField {
    private let game: Game
    private let turns: [(turn: Turn, objective: Objective)]
    /// Whose parameter it is.
    let movers: [NetworkID]
    /// Of all movers, one after the other.
    let parameters: [Tensor]
    /// v.
    let values: [Tensor]

    init(of game: Game) throws {
        var game = game
        game.differentiatesThroughOpponents = true
        self.game = game
        turns = try game.turns.map { planned in
            let turn = game.turn(planned, from: game.start)
            return (turn, try game.recipe.method.objective(of: turn, in: game))
        }
        let field = try turns.reduce(into: [NetworkID: [Tensor]]()) { field, next in
            field.merge(try game.gradients(of: next.objective, for: next.turn, again: true)) { $1 }
        }
        let networks = turns.flatMap(\.turn.movers)
        movers = networks.flatMap { network in (field[network] ?? []).map { _ in network } }
        parameters = networks.flatMap { game.start.players[$0]?.parameters ?? [] }
        values = networks.flatMap { field[$0] ?? [] }
    }

    /// Every player one update along a direction in place of v, `[θ]`.
    func moved(along direction: [Tensor]) throws -> Movement {
        let directions = zip(movers, direction).reduce(into: [NetworkID: [Tensor]]()) { $0[$1.0, default: []].append($1.1) }
        return try turns.reduce(Movement(state: game.start)) { movement, next in
            try game.moved(movement, next.turn, next.objective, along: directions.filter { next.turn.moves($0.key) })
        }
    }
}

/// Σ aᵢ bᵢ over all arrays.
func innerProduct(_ left: [Tensor], _ right: [Tensor]) throws -> Tensor {
    try zip(left, right).reduce(Tensor.constant(0)) { try $0 + ($1.0 * $1.1).sum() }
}
