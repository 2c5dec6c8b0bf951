import Declarations
import Graphs
import Networks

/// Simultaneous updates with a pull towards places where the game's field is small: all players agree to slow down.
///
/// Formula: with v = (∇_D L_D, ∇_G L_G), the gradients of all players in one vector, every player moves along
///
///     w = v + weight · ∇ ½ ‖v‖²
///
/// Near an equilibrium with Jacobian J this adds weight · JᵀJ, which turns a circle into a spiral inwards: eigenvalues ±iβ
/// become −weight β² ± iβ. The second term goes through what the opponents made, so that no player stands still in it.
/// Far from an equilibrium it also finds places that are no equilibrium at all; a large weight stops training there.
/// Source: Mescheder, Nowozin, Geiger 2017, "The numerics of GANs", algorithm 2.
public struct Consensus: StepRule {
    public static let declaration = Declaration(
        "consensus", summary: "all networks at once, pulled to where all gradients are small",
        options: [
            OptionDeclaration("weight", .nonNegative, default: .number(1), summary: "strength of the pull; 0 is simultaneous")
        ],
        example: "data ring\nupdates consensus weight 0.1\ntrain 5",
        source: "Mescheder, Nowozin, Geiger 2017, The numerics of GANs, algorithm 2",
        published: "weight 10 with RMSProp at rate 0.0001, on photographs")

    public let weight: Float

    public init(weight: Float = 1) { self.weight = weight }

    public init(_ values: OptionValues) throws(Refusal) { self.init(weight: Float(values.number("weight"))) }

    public var optionValues: OptionValues { OptionValues(["weight": .number(of: weight)]) }

    public var allowsRatio: Bool { false }

    public func programs(of game: Game) throws -> [PlannedProgram] {
        var game = game
        game.differentiatesThroughOpponents = true
        let turns = try game.turns.map { planned in
            let turn = game.turn(planned, from: game.start)
            let objective = try game.recipe.method.objective(of: turn, in: game)
            return (turn: turn, objective: objective, gradients: try game.gradients(of: objective, for: turn, again: true))
        }
        let movers = turns.flatMap(\.turn.movers)
        let field = turns.reduce(into: [NetworkID: [Tensor]]()) { $0.merge($1.gradients) { $1 } }
        let half = try movers.flatMap { field[$0] ?? [] }.reduce(Tensor.constant(0)) { try $0 + $1.squared().sum() } * 0.5
        let parameters = movers.map { game.start.players[$0]?.parameters ?? [] }
        var pulls = try gradient(of: half, withRespectTo: parameters.flatMap { $0 })[...]

        var directions: [NetworkID: [Tensor]] = [:]
        for (mover, own) in zip(movers, parameters) {
            directions[mover] = try zip(field[mover] ?? [], pulls.prefix(own.count)).map { try $0 + $1 * weight }
            pulls = pulls.dropFirst(own.count)
        }
        let end = try turns.reduce(Movement(state: game.start)) { movement, next in
            try game.moved(movement, next.turn, next.objective, along: directions.filter { next.turn.moves($0.key) })
        }
        return [PlannedProgram(end)]
    }
}
