import Datasets
import Graphs
import Networks

/// The compiled programs of one training step.
final class StepPrograms {
    /// A program, where it puts what it measures, and how often it runs.
    private struct Update {
        let program: Program
        let quantities: [StepQuantity]
        let count: Int

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
        }
    }

    private let updates: [Update]
    /// The step that its expressions read.
    private let trainingStep: Variable

    init(
        _ recipe: Recipe, memory: TrainingMemory, source: any DataSource, isCancelled: @escaping () -> Bool
    ) throws {
        trainingStep = Variable("training-step", shape: [])
        let game = Game(
            recipe, data: source, start: memory.state, trainingStep: trainingStep.tensor, isCancelled: isCancelled)
        updates = try recipe.rule.programs(of: game).map { try Update($0, memory: memory, order: recipe.quantities, isCancelled: isCancelled) }
    }

    /// One training step; the position moves on by one for each program run.
    ///
    /// - Parameter step: how many were made before.
    func run(_ position: inout RandomPosition, step: Int) -> StepValues {
        trainingStep.values = [Float(step)]
        var values = StepValues()
        for update in updates {
            for _ in 0..<update.count {
                update.program.run(position)
                position.step += 1
            }
            for (index, quantity) in update.quantities.enumerated() {
                values.append(update.program.scalar(index), of: quantity)
            }
        }
        return values
    }

    /// The shortest time of each loop and kernel of a step.
    func profile(runs: Int, from position: RandomPosition) -> [ProfileLine] {
        updates.flatMap { $0.program.profile(runs: runs, from: position) }
    }

    /// What the programs keep while they live.
    var memoryBytes: Int { updates.reduce(0) { $0 + $1.program.memoryBytes } }
}
