import Graphs
import Networks

/// Everything that a step reads and changes, as expressions: the players, and what tricks keep.
public struct StepState {
    public var players: [NetworkID: PlayerTensors]
    /// By the trick's name.
    public var kept: [String: [Tensor]]
}

/// A state after some turns, with what was measured in them and who moved: a program stores the numbers of those alone.
public struct Movement {
    public var state: StepState
    public internal(set) var measured: [StepQuantity: Tensor] = [:]
    public internal(set) var movers: Set<NetworkID> = []
    /// The tricks that kept something after one of the turns.
    public internal(set) var changedTricks: Set<String> = []
    /// The turns in the order in which they were played, for those who look for where something went wrong.
    var played: [PlayedTurn] = []

    /// Nobody has moved yet.
    public init(state: StepState) { self.state = state }
}

/// A turn as it was played: what it came to, and whom it moved.
struct PlayedTurn {
    let turn: Turn
    let objective: Objective
    /// What the movers were moved along.
    let gradients: [NetworkID: [Tensor]]
    /// Their parameters after it.
    var updated: [NetworkID: [Tensor]] = [:]
}

extension Game {
    /// A turn of `state`, as its method sees it. What tricks keep is a fixed number to it: within one program it may follow from
    /// parameters that the turn differentiates by.
    public func turn(_ planned: PlannedTurn, from state: StepState) -> Turn {
        Turn(
            movers: planned.movers, setting: setting, players: state.players, trainingStep: trainingStep,
            stream: planned.stream, kept: state.kept.mapValues { $0.map { $0.stopGradient() } })
    }

    /// The gradient of what each mover minimises by its own stored parameters.
    ///
    /// - Parameter again: whether a rule differentiates it once more.
    public func gradients(of objective: Objective, for turn: Turn, again: Bool = false) throws -> [NetworkID: [Tensor]] {
        var gradients: [NetworkID: [Tensor]] = [:]
        for mover in turn.movers {
            guard let loss = objective.losses[mover] else { preconditionFailure("every mover minimises something") }
            gradients[mover] = try gradient(of: loss, withRespectTo: turn.player(mover).parameters, again: again)
        }
        return gradients
    }

    /// A turn played from a state: every mover one update further.
    public func moved(_ planned: PlannedTurn, from movement: Movement) throws -> Movement {
        let turn = turn(planned, from: movement.state)
        let objective = try recipe.method.objective(of: turn, in: self)
        return try moved(movement, turn, objective, along: gradients(of: objective, for: turn))
    }

    /// Turns played side by side, each against the others as they all start.
    ///
    /// - Parameters:
    ///   - state: where gradients are taken.
    ///   - place: where the movers start from; `state` itself unless another is given, which then has what `state` has but
    ///     other parameters.
    ///   - earlier: the movement that led to `state`, where its turns are part of the same program.
    public func movedAtOnce(
        _ turns: [PlannedTurn], facing state: StepState, from place: StepState? = nil, after earlier: Movement? = nil
    ) throws -> Movement {
        var start = Movement(state: place ?? state)
        start.played = earlier?.played ?? []
        return try turns.reduce(start) { movement, planned in
            let turn = turn(planned, from: state)
            let objective = try recipe.method.objective(of: turn, in: self)
            return try moved(movement, turn, objective, along: gradients(of: objective, for: turn))
        }
    }

    /// Every mover of a turn one update further, from `movement`, along gradients that may have been taken elsewhere.
    ///
    /// Tricks may change the gradients on their way to the optimizer; what is measured is their length before that. Penalties
    /// then bound the discriminator's parameters, and tricks keep what they keep.
    public func moved(
        _ movement: Movement, _ turn: Turn, _ objective: Objective, along gradients: [NetworkID: [Tensor]]
    ) throws -> Movement {
        var movement = movement
        var played = PlayedTurn(turn: turn, objective: objective, gradients: gradients)
        movement.measured.merge(objective.measured) { $1 }
        for (network, states) in objective.states { movement.state.players[network]?.states = states }
        for mover in turn.movers {
            guard let player = movement.state.players[mover], let own = gradients[mover] else {
                preconditionFailure("a mover is a player and has a gradient")
            }
            movement.measured[.loss(of: mover)] = objective.losses[mover]
            movement.measured[.gradient(of: mover)] = try globalNorm(own)
            let after = try updated(player, mover, along: own)
            movement.state.players[mover] = after
            movement.movers.insert(mover)
            played.updated[mover] = after.parameters
        }
        movement.played.append(played)
        let after = Turn(
            movers: turn.movers, setting: setting, players: movement.state.players, trainingStep: trainingStep,
            stream: turn.stream, kept: movement.state.kept)
        for trick in recipe.tricks {
            let kept = try objective.duel.map { try trick.kept(after: after, duel: $0) } ?? trick.kept(after: after)
            guard let kept else { continue }
            movement.state.kept[trick.name] = kept
            movement.changedTricks.insert(trick.name)
        }
        return movement
    }

    /// A player after one update of its optimizer along its gradients.
    private func updated(_ player: PlayerTensors, _ mover: NetworkID, along gradients: [Tensor]) throws -> PlayerTensors {
        var player = player
        player.updateCount = player.updateCount + 1
        let moved = try player.optimizer.update(
            parameters: player.parameters, gradients: passedOn(gradients, of: mover), slots: player.slots,
            step: UpdateStep(player.updateCount, trainingStep: trainingStep))
        player.parameters = mover == .discriminator ? try moved.parameters.map(constrained) : moved.parameters
        player.slots = moved.slots
        return player
    }
}

/// √Σ g² over all arrays: the length of the whole gradient.
func globalNorm(_ gradients: [Tensor]) throws -> Tensor {
    var total = Tensor.constant(0)
    for gradient in gradients {
        total = try total + gradient.squared().sum()
    }
    return total.sqrt()
}
