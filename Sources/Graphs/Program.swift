import Kernels

/// A compiled graph: one call of `run` computes the outputs and then stores the updates.
///
/// Compiling finds common subexpressions, fuses elementwise chains and folds into loops, orders the work, plans memory and
/// builds the library's primitives, once. Running allocates nothing of its own; oneDNN's `execute` still does.
public final class Program {
    private let steps: [Step]
    private let labels: [String]
    private let outputPointers: [UnsafeMutablePointer<Float>]
    private let outputShapes: [Shape]
    private let arena: Storage
    private let constants: [Storage]
    private let copies: [(from: UnsafeMutablePointer<Float>, to: Storage)]
    // Variables outlive the program that reads them.
    private let variables: Set<Variable>

    private enum Step {
        case loop(LoopKernel)
        case kernel(any GraphKernel, [UnsafeMutablePointer<Float>], UnsafeMutablePointer<Float>)
    }

    /// - Parameters:
    ///   - outputs: what `value(_:)` returns after a run.
    ///   - updates: new values of variables. Every expression sees the values from before the run.
    /// - Throws: `KernelError` when the numeric library refuses a primitive.
    public init(outputs: [Tensor] = [], updates: [(Variable, Tensor)] = []) throws {
        precondition(updates.allSatisfy { $0.shape == $1.shape }, "an update has its variable's shape")
        precondition(Set(updates.map(\.0)).count == updates.count, "a variable is updated once in a program")
        parallel(threadCount) { _ in flushSubnormals() }
        let plan = Plan(outputs: outputs, updates: updates)
        let fusion = Fusion(plan)
        let schedule = Schedule(fusion)

        // Lifetimes.
        var requests: [MemoryPlan.Request] = []
        var requestOf: [Int: Int] = [:]
        for (position, unit) in schedule.units.enumerated() {
            for entry in schedule.written(unit) where schedule.inPlace[entry] == nil {
                requestOf[entry] = requests.count
                requests.append(.init(count: plan.entries[entry].shape.elementCount, lifetime: position...position))
            }
            for entry in schedule.read(unit) {
                if let request = requestOf[entry] {
                    requests[request].lifetime = requests[request].lifetime.lowerBound...position
                }
            }
        }
        for entry in plan.outputs + schedule.copied.map(\.value) {
            if let request = requestOf[entry] {
                requests[request].lifetime = requests[request].lifetime.lowerBound...schedule.units.count
            }
        }
        let memory = MemoryPlan(requests)
        let arena = Storage(count: memory.total)

        // Addresses.
        var constants: [Storage] = []
        var variables: Set<Variable> = []
        var pointers = [UnsafeMutablePointer<Float>?](repeating: nil, count: plan.entries.count)
        for (number, entry) in plan.entries.enumerated() {
            switch entry.operation {
            case let constant as Constant:
                constants.append(Storage(constant.values))
                pointers[number] = constants[constants.count - 1].pointer
            case let value as VariableValue:
                variables.insert(value.variable)
                pointers[number] = value.variable.storage.pointer
            default:
                if let variable = schedule.inPlace[number] {
                    variables.insert(variable)
                    pointers[number] = variable.storage.pointer
                } else if let request = requestOf[number] {
                    pointers[number] = arena.pointer + memory.offsets[request]
                }
            }
        }
        func pointer(_ number: Int) -> UnsafeMutablePointer<Float> {
            let entry = plan.entries[number]
            guard let base = pointers[entry.base] else { preconditionFailure("what is read was written before") }
            return base + entry.layout.offset
        }

        steps = try schedule.units.map { unit in
            switch unit {
            case .loop(let group, let loaded):
                let read = Set(loaded.map(pointer))
                let inPlace = Set(group.stores.filter { read.contains(pointer($0)) })
                let (loop, _) = LoopBuilder.loop(fusion, group, inPlace: inPlace)
                return .loop(LoopKernel(
                    loop, sources: loaded.map { UnsafePointer(pointer($0)) },
                    targets: group.stores.map(pointer), foldTargets: group.folds.map(pointer)))
            case .kernel(let number):
                let entry = plan.entries[number]
                guard let operation = entry.operation as? any KernelOperation else {
                    preconditionFailure("kernel units hold kernel operations")
                }
                let kernel = try operation.kernel(inputs: entry.inputs.map { plan.entries[$0].shape }, output: entry.shape)
                return .kernel(kernel, entry.inputs.map(pointer), pointer(number))
            }
        }
        labels = schedule.units.map { Program.label($0, plan) }
        outputPointers = plan.outputs.map(pointer)
        outputShapes = outputs.map(\.shape)
        copies = schedule.copied.map { (pointer($0.value), $0.variable.storage) }
        self.arena = arena
        self.constants = constants
        self.variables = variables.union(schedule.copied.map(\.variable))
    }

    /// Computes everything once. Random nodes draw at `position`.
    public func run(_ position: RandomPosition = RandomPosition()) {
        flushSubnormals()
        for step in steps { run(step, position) }
        for copy in copies { copy.to.pointer.update(from: copy.from, count: copy.to.count) }
    }

    @inline(__always)
    private func run(_ step: Step, _ position: RandomPosition) {
        switch step {
        case .loop(let kernel): kernel.run()
        case .kernel(let kernel, let inputs, let output): kernel.run(inputs, output, position)
        }
    }

    /// A copy of an output of the last run, row-major.
    public func value(_ index: Int) -> [Float] {
        Array(UnsafeBufferPointer(start: outputPointers[index], count: outputShapes[index].elementCount))
    }

    /// The first element of an output of the last run.
    public func scalar(_ index: Int) -> Float { outputPointers[index].pointee }

    /// Bytes that the program holds besides the variables.
    public var memoryBytes: Int {
        (arena.count + constants.reduce(0) { $0 + $1.count }) * MemoryLayout<Float>.stride
    }

    /// Loops and kernels in one run.
    public var stepCount: Int { steps.count }

    /// Where the time of a run goes: a line for each loop and kernel in the order of execution, with its shortest time
    /// in microseconds over `runs` runs, beginning at `position`.
    public func profile(runs: Int, from position: RandomPosition = RandomPosition()) -> [(label: String, microseconds: Double)] {
        var shortest = [Duration](repeating: .seconds(3600), count: steps.count)
        let clock = ContinuousClock()
        flushSubnormals()
        for offset in 0..<runs {
            let position = RandomPosition(seed: position.seed, step: position.step + UInt64(offset))
            for (index, step) in steps.enumerated() {
                shortest[index] = min(shortest[index], clock.measure { run(step, position) })
            }
        }
        return zip(labels, shortest).map { ($0, $1 / Duration.microseconds(1)) }
    }

    private static func label(_ unit: Schedule.Unit, _ plan: Plan) -> String {
        switch unit {
        case .loop(let group, let loaded):
            let operations = (group.stores + group.folds).map { "\(type(of: plan.entries[$0].operation))" }
            return "loop \(group.extents.sizeText), \(loaded.count) loads: \(operations.joined(separator: ", "))"
        case .kernel(let number):
            let entry = plan.entries[number]
            let inputs = entry.inputs.map { plan.entries[$0].shape.sizeText }
            return "\(type(of: entry.operation)) \(inputs.joined(separator: ", ")) -> \(entry.shape.sizeText)"
        }
    }
}
