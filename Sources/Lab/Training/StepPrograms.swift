import Datasets
import Graphs
import Networks

/// The compiled programs of training steps: one set for all steps, or for each agenda where some penalties enter only some steps,
/// and for each network that makes some alone.
final class StepPrograms {
    /// Steps of one kind run the same programs.
    private struct Kind: Hashable {
        let agenda: StepAgenda
        let alone: NetworkID?
    }

    private let recipe: Recipe
    private let memory: TrainingMemory
    private let source: any DataSource
    private let agendas: StepAgendas
    private let measures: Bool
    private var updates: [Kind: [StepUpdate]] = [:]
    /// The step that their expressions read.
    private let trainingStep = Variable("training-step", shape: [])

    /// - Parameter measures: whether runs give values; what measures them is no part of the programs else.
    init(_ recipe: Recipe, memory: TrainingMemory, source: any DataSource, measures: Bool = true) {
        self.recipe = recipe
        self.measures = measures
        self.memory = memory
        self.source = source
        agendas = StepAgendas(recipe)
    }

    /// Whether a step can be made.
    func areCompiled(forStep step: Int, of alone: NetworkID?) -> Bool { updates[kind(ofStep: step, of: alone)] != nil }

    private func kind(ofStep step: Int, of alone: NetworkID?) -> Kind { Kind(agenda: agendas.agenda(atStep: step), alone: alone) }

    /// Compiles what a step needs. Throws `CompilationCancelled` when asked to stop.
    func compile(forStep step: Int, of alone: NetworkID?, isCancelled: @escaping () -> Bool) throws {
        updates[kind(ofStep: step, of: alone)] = try planned(forStep: step, of: alone, isCancelled: isCancelled).map {
            try StepUpdate(measures ? $0 : $0.unmeasured, memory: memory, order: recipe.quantities, isCancelled: isCancelled)
        }
    }

    /// The programs of a step as expressions.
    private func planned(
        forStep step: Int, of alone: NetworkID?, isCancelled: @escaping () -> Bool
    ) throws -> [PlannedProgram] {
        let game = Game(
            recipe, data: source, start: memory.state, trainingStep: trainingStep.tensor,
            agenda: agendas.agenda(atStep: step), alone: alone, isCancelled: isCancelled)
        return try game.ended(recipe.rule.programs(of: game))
    }

    private func updates(ofStep step: Int, of alone: NetworkID? = nil) -> [StepUpdate] {
        guard let compiled = updates[kind(ofStep: step, of: alone)] else { preconditionFailure("a step is compiled before it runs") }
        return compiled
    }

    /// One training step, for which programs were compiled; the position moves on by one for each program run.
    ///
    /// - Parameters:
    ///   - step: how many were made before.
    ///   - alone: the network that makes it alone.
    func run(_ position: inout RandomPosition, step: Int, of alone: NetworkID? = nil) -> StepValues {
        trainingStep.values = [Float(step)]
        var values = StepValues()
        for update in updates(ofStep: step, of: alone) {
            var runs = 0
            while update.runs(after: runs) {
                update.program.run(position)
                position.step += 1
                runs += 1
            }
            for (index, quantity) in update.quantities.enumerated() {
                values.append(update.program.scalar(index), of: quantity)
            }
            if let further = update.further { values.append(Float(runs), of: .updates(of: further.network)) }
        }
        return values
    }

    /// The first place of a step at which something is no finite number: the step is run once more with everything laid open that
    /// may be the place. It changes the variables as the step does.
    func origin(
        from position: RandomPosition, step: Int, of alone: NetworkID?, isCancelled: @escaping () -> Bool
    ) throws -> FailureOrigin? {
        trainingStep.values = [Float(step)]
        var position = position
        for planned in try planned(forStep: step, of: alone, isCancelled: isCancelled) {
            let suspects = try Suspect.all(of: planned.movement.played)
            let update = try StepUpdate(
                planned, memory: memory, order: recipe.quantities, suspects: suspects.map(\.tensor), isCancelled: isCancelled)
            var runs = 0
            while update.runs(after: runs) {
                // As the place found them: earlier turns of the program have moved some.
                var weights = memory.networks.flatMap(\.network.parameters).reduce(into: [:]) { $0[$1.name] = Magnitude($1.values) }
                update.program.run(position)
                for (place, suspect) in suspects.enumerated() {
                    let found = Magnitude(update.suspectValues(place))
                    guard found.isFinite else { return suspect.origin(step: step + 1, found: found, weights: weights) }
                    if let parameter = suspect.updated { weights[parameter] = found }
                }
                position.step += 1
                runs += 1
            }
        }
        return nil
    }

    /// The shortest time of each loop and kernel of a step, for which programs were compiled.
    func profile(step: Int, runs: Int, from position: RandomPosition) -> [ProfileLine] {
        updates(ofStep: step).flatMap { $0.program.profile(runs: runs, from: position) }
    }

    /// What the programs keep while they live.
    var memoryBytes: Int { updates.values.joined().reduce(0) { $0 + $1.program.memoryBytes } }
}
