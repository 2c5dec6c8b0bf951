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
    private var steps: [Kind: CompiledStep] = [:]
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
    func areCompiled(forStep step: Int, of alone: NetworkID?) -> Bool { steps[kind(ofStep: step, of: alone)] != nil }

    private func kind(ofStep step: Int, of alone: NetworkID?) -> Kind { Kind(agenda: agendas.agenda(atStep: step), alone: alone) }

    /// Compiles what a step needs. Throws `CompilationCancelled` when asked to stop.
    func compile(forStep step: Int, of alone: NetworkID?, isCancelled: @escaping () -> Bool) throws {
        steps[kind(ofStep: step, of: alone)] = CompiledStep(
            try planned(forStep: step, of: alone, isCancelled: isCancelled).map {
                try StepUpdate(measures ? $0 : $0.unmeasured, memory: memory, order: recipe.quantities, isCancelled: isCancelled)
            })
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

    private func compiled(_ step: Int, of alone: NetworkID? = nil) -> CompiledStep {
        guard let compiled = steps[kind(ofStep: step, of: alone)] else { preconditionFailure("a step is compiled before it runs") }
        return compiled
    }

    /// One training step, for which programs were compiled; the position moves on by one for each program run.
    ///
    /// - Parameters:
    ///   - step: how many were made before.
    ///   - alone: the network that makes it alone.
    func run(_ position: inout RandomPosition, step: Int, of alone: NetworkID? = nil) -> StepValues {
        trainingStep.values = [Float(step)]
        let compiled = compiled(step, of: alone)
        var values = StepValues(of: compiled.quantities)
        for update in compiled.updates {
            var runs = 0
            while update.runs(after: runs) {
                update.program.run(position)
                position.step += 1
                runs += 1
            }
            for place in update.measured.indices { values.append(update.program.scalar(place)) }
            if update.further != nil { values.append(Float(runs)) }
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
        compiled(step).updates.flatMap { $0.program.profile(runs: runs, from: position) }
    }

    /// What the programs keep while they live.
    var memoryBytes: Int { steps.values.lazy.flatMap(\.updates).reduce(0) { $0 + $1.program.memoryBytes } }
}
