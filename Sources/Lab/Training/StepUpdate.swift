import Graphs
import Networks

/// A compiled program of a training step, where it puts what it measures, and how often it runs.
struct StepUpdate {
    let program: Program
    /// What the program measures, in the order of its outputs.
    let measured: [StepQuantity]
    let count: Int
    let further: FurtherUpdates?

    /// - Parameters:
    ///   - order: of what a step measures.
    ///   - suspects: whatever else is to be seen after a run.
    init(
        _ planned: PlannedProgram, memory: TrainingMemory, order: [StepQuantity], suspects: [Tensor] = [], isCancelled: () -> Bool
    ) throws {
        let measured = planned.movement.measured
        let stores = memory.stores(of: planned.movement)
        RandomStream.requireDistinct(in: Array(measured.values) + stores.map(\.1))
        self.measured = order.filter { measured[$0] != nil }
        precondition(self.measured.count == measured.count, "what a step measures is among the recipe's quantities")
        program = try Program(
            outputs: self.measured.compactMap { measured[$0] } + suspects, updates: stores, isCancelled: isCancelled)
        count = planned.count
        further = planned.further
        precondition(further.map { measured[$0.condition.quantity] != nil } ?? true, "a condition is about what the program measures")
    }

    /// Whether it runs in a step after so many runs.
    func runs(after count: Int) -> Bool {
        guard count >= self.count else { return true }
        guard let further, count < further.most, let place = measured.firstIndex(of: further.condition.quantity) else { return false }
        return further.condition.holds(for: program.scalar(place))
    }

    /// All numbers of a suspect in the last run.
    func suspectValues(_ index: Int) -> [Float] { program.value(measured.count + index) }
}

/// All programs of a step, and what they tell of it.
struct CompiledStep {
    let updates: [StepUpdate]
    /// In the order in which they come: what each program measures, then how often it ran where a condition decides.
    let quantities: [StepQuantity]

    init(_ updates: [StepUpdate]) {
        self.updates = updates
        quantities = updates.flatMap { $0.measured + ($0.further.map { [.updates(of: $0.network)] } ?? []) }
    }
}
