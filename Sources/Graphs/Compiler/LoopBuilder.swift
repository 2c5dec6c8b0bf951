import Kernels

/// Writes one group of a fusion as a loop: loads, constants, steps, stores, folds.
struct LoopBuilder {
    private let fusion: Fusion
    private let box: Shape
    private let time: Int

    private enum Register: Hashable { case load(Int), constant(Int), step(Int) }
    private var known: [Int: Register] = [:]
    /// The entry that each load reads.
    private(set) var loadedEntries: [Int] = []
    private var constants: [Float] = []
    private var steps: [(function: TileFunction, parameter: Float, operands: [Register])] = []

    init(_ fusion: Fusion, _ group: Fusion.Group) {
        self.fusion = fusion
        box = group.extents
        time = fusion.times[(group.stores + group.folds)[0]]
    }

    /// The loop of a group. Which stores are in place is set when it is bound to memory.
    static func loop(_ fusion: Fusion, _ group: Fusion.Group) -> (loop: Loop, loadedEntries: [Int]) {
        var builder = LoopBuilder(fusion, group)
        let stores = group.stores.map { builder.register($0, isRoot: true) }
        let folds = group.folds.map { ($0, builder.register(fusion.plan.entries[$0].inputs[0], isRoot: false)) }

        var loop = Loop(extents: group.extents)
        loop.loads = builder.loadedEntries.map { Loop.Load(strides: fusion.plan.entries[$0].layout.strides) }
        loop.constants = builder.constants
        loop.steps = builder.steps.map { step in
            Loop.Step(step.function, parameter: step.parameter, operands: step.operands.map(builder.number))
        }
        loop.stores = stores.map { Loop.Store(register: builder.number($0)) }
        loop.folds = folds.map { entry, register in
            let operation = fusion.plan.entries[entry].reduction!
            // Of partial results, the one of the part that runs.
            let shape = Array(fusion.plan.entries[entry].shape.dropFirst(operation is PartialFold ? 1 : 0))
            var strides = shape.contiguousStrides
            for axis in operation.axes { strides.insert(0, at: axis) }
            return Loop.Fold(
                register: builder.number(register), reduction: operation.reduction, strides: strides,
                count: shape.elementCount)
        }
        return (loop, builder.loadedEntries)
    }

    /// The register that holds an entry's elements: loaded where they are in memory, computed where they are not.
    private mutating func register(_ number: Int, isRoot: Bool) -> Register {
        if let register = known[number] { return register }
        let entry = fusion.plan.entries[number]
        let base = fusion.plan.entries[entry.base]
        let register: Register
        if let constant = base.operation as? Constant, constant.values.count == 1 {
            let place = constants.firstIndex { $0.bitPattern == constant.values[0].bitPattern } ?? constants.count
            if place == constants.count { constants.append(constant.values[0]) }
            register = .constant(place)
        } else if let operation = entry.elementwise, isRoot || !fusion.isStored[number] || isHere(number) {
            register = step(operation, entry.inputs)
        } else {
            loadedEntries.append(number)
            register = .load(loadedEntries.count - 1)
        }
        known[number] = register
        return register
    }

    private mutating func step(_ operation: any ElementwiseOperation, _ inputs: [Int]) -> Register {
        var function = operation.function
        var operands = inputs
        // a b + c in one step, where nothing else needs the product.
        if operation is Addition {
            for (side, input) in inputs.enumerated() {
                let product = fusion.plan.entries[input]
                guard product.operation is Multiplication, known[input] == nil, !fusion.isStored[input],
                    fusion.readerCounts[input] == 1 else { continue }
                function = .multiplyAdd
                operands = product.inputs + [inputs[1 - side]]
                break
            }
        }
        let registers = operands.map { register($0, isRoot: false) }
        steps.append((function, operation.parameter, registers))
        return .step(steps.count - 1)
    }

    /// Whether a stored entry is stored by this very loop.
    private func isHere(_ number: Int) -> Bool {
        fusion.times[number] == time && fusion.plan.entries[number].shape == box
    }

    private func number(_ register: Register) -> Int {
        switch register {
        case .load(let index): index
        case .constant(let index): loadedEntries.count + index
        case .step(let index): loadedEntries.count + constants.count + index
        }
    }
}
