import Graphs
import Networks

extension Game {
    /// The programs of a step with what tricks do when all turns are over.
    ///
    /// The last program does it where it runs once; otherwise one more program does, on what the last run has left.
    func ended(_ programs: [PlannedProgram]) throws -> [PlannedProgram] {
        guard let last = programs.last else { return programs }
        if last.runsOnce {
            return programs.dropLast() + [PlannedProgram(try ended(last.movement) ?? last.movement)]
        }
        return programs + [try ended(Movement(state: start)).map { PlannedProgram($0) }].compactMap { $0 }
    }

    /// A movement with what tricks make of its players at the end of a step, one after the other; `nil` where none makes
    /// anything.
    private func ended(_ movement: Movement) throws -> Movement? {
        var (movement, isChanged) = (movement, false)
        for trick in recipe.tricks {
            let before = StepEnd(
                players: movement.state.players, kept: movement.state.kept[trick.name] ?? [], trainingStep: trainingStep)
            guard let after = try trick.ended(before) else { continue }
            movement.state.players = after.players
            movement.movers.formUnion(after.players.keys)
            if !after.kept.isEmpty {
                movement.state.kept[trick.name] = after.kept
                movement.changedTricks.insert(trick.name)
            }
            isChanged = true
        }
        return isChanged ? movement : nil
    }
}
