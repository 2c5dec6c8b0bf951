import Datasets
import Graphs
import Networks

/// The compiled programs of training steps: one set for all steps, or for each agenda where some penalties enter only some steps,
/// and for each network that makes some alone.
final class StepPrograms {
    /// A program, where it puts what it measures, and how often it runs.
    private struct Update {
        let program: Program
        let quantities: [StepQuantity]
        let count: Int
        let further: FurtherUpdates?

        /// - Parameter order: of what a step measures.
        init(
            _ planned: PlannedProgram, memory: TrainingMemory, order: [StepQuantity], isCancelled: () -> Bool
        ) throws {
            let measured = planned.movement.measured
            let stores = memory.stores(of: planned.movement)
            RandomStream.requireDistinct(in: Array(measured.values) + stores.map(\.1))
            quantities = order.filter { measured[$0] != nil }
            precondition(quantities.count == measured.count, "what a step measures is among the recipe's quantities")
            program = try Program(outputs: quantities.compactMap { measured[$0] }, updates: stores, isCancelled: isCancelled)
            count = planned.count
            further = planned.further
            precondition(further.map { measured[$0.condition.quantity] != nil } ?? true, "a condition is about what the program measures")
        }

        /// Whether it runs in a step after so many runs.
        func runs(after count: Int) -> Bool {
            guard count >= self.count else { return true }
            guard let further, count < further.most, let place = quantities.firstIndex(of: further.condition.quantity) else { return false }
            return further.condition.holds(for: program.scalar(place))
        }
    }

    /// Steps of one kind run the same programs.
    private struct Kind: Hashable {
        let agenda: StepAgenda
        let alone: NetworkID?
    }

    private let recipe: Recipe
    private let memory: TrainingMemory
    private let source: any DataSource
    private let agendas: StepAgendas
    private var updates: [Kind: [Update]] = [:]
    /// The step that their expressions read.
    private let trainingStep = Variable("training-step", shape: [])

    init(_ recipe: Recipe, memory: TrainingMemory, source: any DataSource) {
        self.recipe = recipe
        self.memory = memory
        self.source = source
        agendas = StepAgendas(recipe)
    }

    /// Whether a step can be made.
    func areCompiled(forStep step: Int, of alone: NetworkID?) -> Bool { updates[kind(ofStep: step, of: alone)] != nil }

    private func kind(ofStep step: Int, of alone: NetworkID?) -> Kind { Kind(agenda: agendas.agenda(atStep: step), alone: alone) }

    /// Compiles what a step needs. Throws `CompilationCancelled` when asked to stop.
    func compile(forStep step: Int, of alone: NetworkID?, isCancelled: @escaping () -> Bool) throws {
        let kind = kind(ofStep: step, of: alone)
        let game = Game(
            recipe, data: source, start: memory.state, trainingStep: trainingStep.tensor, agenda: kind.agenda, alone: alone,
            isCancelled: isCancelled)
        updates[kind] = try game.ended(recipe.rule.programs(of: game)).map {
            try Update($0, memory: memory, order: recipe.quantities, isCancelled: isCancelled)
        }
    }

    private func updates(ofStep step: Int, of alone: NetworkID? = nil) -> [Update] {
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

    /// The shortest time of each loop and kernel of a step, for which programs were compiled.
    func profile(step: Int, runs: Int, from position: RandomPosition) -> [ProfileLine] {
        updates(ofStep: step).flatMap { $0.program.profile(runs: runs, from: position) }
    }

    /// What the programs keep while they live.
    var memoryBytes: Int { updates.values.joined().reduce(0) { $0 + $1.program.memoryBytes } }
}
