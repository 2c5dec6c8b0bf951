import Kernels

/// A compiled graph: one call of `run` computes the outputs and then stores the updates.
///
/// Compiling finds common subexpressions, fuses elementwise chains and folds into loops, orders the work in segments
/// that threads share by rows, plans memory and builds the library's primitives, once. Running allocates nothing of its
/// own; oneDNN's `execute` still does.
public final class Program {
    private let segments: [ProgramSegment]
    private let outputPointers: [UnsafeMutablePointer<Float>]
    private let outputShapes: [Shape]
    private let memory: ProgramMemory
    private let copies: [(from: UnsafeMutablePointer<Float>, to: Storage)]
    // Variables outlive the program that reads them.
    private let variables: Set<Variable>

    /// - Parameters:
    ///   - outputs: what `value(_:)` returns after a run.
    ///   - updates: new values of variables. Every expression sees the values from before the run.
    ///   - isCancelled: asked again and again while the program is compiled.
    /// - Throws: `KernelError` when the numeric library refuses a primitive, `CompilationCancelled` when asked to stop.
    public convenience init(
        outputs: [Tensor] = [], updates: [(Variable, Tensor)] = [], isCancelled: () -> Bool = { false }
    ) throws {
        try self.init(outputs: outputs, updates: updates, options: CompilerOptions(), isCancelled: isCancelled)
    }

    init(
        outputs: [Tensor], updates: [(Variable, Tensor)], options: CompilerOptions, isCancelled: () -> Bool = { false }
    ) throws {
        precondition(updates.allSatisfy { $0.shape == $1.shape }, "an update has its variable's shape")
        precondition(Set(updates.map(\.0)).count == updates.count, "a variable is updated once in a program")
        let plan = Plan(outputs: outputs, updates: updates, options: options)
        try CompilationCancelled.check(isCancelled)
        let schedule = try Schedule(Fusion(plan), isCancelled: isCancelled)
        let memory = ProgramMemory(plan, schedule)
        let builder = SegmentBuilder(plan, memory)
        segments = try schedule.segments.map { segment in
            try CompilationCancelled.check(isCancelled)
            return try builder.build(segment)
        }
        outputPointers = plan.outputs.map(memory.pointer)
        outputShapes = outputs.map(\.shape)
        copies = schedule.copied.map { (memory.pointer($0.value), $0.variable.storage) }
        let read = plan.entries.compactMap { ($0.operation as? VariableValue)?.variable }
        variables = Set(read + plan.updates.map(\.variable))
        self.memory = memory
    }

    /// Computes everything once. Random nodes draw at `position`.
    public func run(_ position: RandomPosition = RandomPosition()) {
        flushSubnormals()
        for segment in segments { segment.run(position) }
        for copy in copies { copy.to.pointer.update(from: copy.from, count: copy.to.count) }
    }

    /// A copy of an output of the last run, row-major.
    public func value(_ index: Int) -> [Float] {
        Array(UnsafeBufferPointer(start: outputPointers[index], count: outputShapes[index].elementCount))
    }

    /// The first element of an output of the last run.
    public func scalar(_ index: Int) -> Float { outputPointers[index].pointee }

    /// Bytes that the program holds besides the variables.
    public var memoryBytes: Int { memory.bytes }

    /// Loops and kernels in one run.
    public var stepCount: Int { segments.reduce(0) { $0 + $1.labels.count } }

    /// Where the time of a run goes: a line for each segment in the order of execution, and below it one for each loop and
    /// kernel of its first part alone. Shortest times in microseconds over `runs` runs, beginning at `position`.
    public func profile(runs: Int, from position: RandomPosition = RandomPosition()) -> [ProfileLine] {
        var lines = segments.map { segment in
            [ProfileLine(label: segment.label, isStep: false)] + segment.labels.map { ProfileLine(label: $0, isStep: true) }
        }
        let clock = ContinuousClock()
        flushSubnormals()
        for run in 0..<2 * runs {
            let position = RandomPosition(seed: position.seed, step: position.step + UInt64(run / 2))
            for (index, segment) in segments.enumerated() {
                // Once as in a run, once step by step.
                if run.isMultiple(of: 2) {
                    lines[index][0].take(clock.measure { segment.run(position) })
                } else {
                    for (step, time) in segment.timeSteps(position).enumerated() { lines[index][step + 1].take(time) }
                }
            }
        }
        return lines.flatMap(\.self)
    }
}
