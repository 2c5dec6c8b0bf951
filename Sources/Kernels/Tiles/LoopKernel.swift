/// Runs a fused loop: tile by tile, every step over the whole tile before the next, so that intermediate results live in
/// the first-level cache and the steps are plain vector loops.
///
/// This is the "vectorised interpreter" of column stores (Boncz et al. 2005, MonetDB/X100) applied to tensors.
/// The pointers are bound once; `run` allocates nothing and stays on its thread. Threads share a loop by its rows, each
/// with a kernel of its own: see `Loop.narrowed(to:)`.
public final class LoopKernel {
    private let loop: Loop
    private let plan: TilePlan
    private let loads: [TileAccess]
    private let folds: [TileAccess]
    private let store: TileAccess
    private let sources: [UnsafePointer<Float>]
    private let targets: [UnsafeMutablePointer<Float>]
    private let foldTargets: [UnsafeMutablePointer<Float>]

    private let operations: [Operation]
    private let foldForms: [FoldForm]
    /// For each store, the register that it is copied from, or −1 where a step writes it directly.
    private let copiedRegisters: [Int]
    private let memory: TileMemory
    private let registers: UnsafeMutablePointer<UnsafeMutablePointer<Float>>

    /// - Parameters:
    ///   - memory: where tiles live that the program has no place for. Kernels that share it must not run at the same time.
    ///   - sources: one pointer for each load; - targets: one for each store; - foldTargets: one for each fold.
    public init(
        _ original: Loop, memory: TileMemory = TileMemory(), sources: [UnsafePointer<Float>],
        targets: [UnsafeMutablePointer<Float>], foldTargets: [UnsafeMutablePointer<Float>]
    ) {
        let loop = original.collapsed()
        let plan = TilePlan(extents: loop.extents)
        self.loop = loop
        self.plan = plan
        self.sources = sources
        self.targets = targets
        self.foldTargets = foldTargets
        loads = loop.loads.map { TileAccess(strides: $0.strides, plan: plan) }
        folds = loop.folds.map { TileAccess(strides: $0.strides, plan: plan) }
        store = TileAccess(strides: contiguousStrides(of: loop.extents), plan: plan)

        let allocation = TileRegisters(loop, loads: loads)
        operations = zip(loop.steps, allocation.directStore).map { Operation($0, directStore: $1) }
        foldForms = loop.folds.map(FoldForm.init)
        copiedRegisters = loop.stores.indices.map { allocation.directStore.contains($0) ? -1 : loop.stores[$0].register }
        self.memory = memory

        registers = .allocate(capacity: allocation.slots.count)
        registers.initialize(repeating: memory.tile(0), count: allocation.slots.count)
        for (index, slot) in allocation.slots.enumerated() where slot >= 0 { registers[index] = memory.tile(slot) }
        for (index, value) in loop.constants.enumerated() { registers[loads.count + index] = memory.constant(value) }
    }

    deinit { registers.deallocate() }

    public func run() {
        for (index, fold) in loop.folds.enumerated() {
            foldTargets[index].update(repeating: fold.reduction.start, count: fold.count)
        }
        for (index, access) in loads.enumerated() where access.isInvariant && !access.isDirect {
            access.expand(sources[index], registers[index], rows: plan.rowsPerTile, columns: min(plan.columns, plan.columnsPerTile))
        }
        let firstStep = loads.count + loop.constants.count
        for number in 0..<plan.tileCount {
            let tile = TileIndex(number, plan)
            let count = tile.rows * tile.columns
            for index in loads.indices {
                let access = loads[index]
                if access.isDirect {
                    registers[index] = UnsafeMutablePointer(mutating: sources[index] + access.offset(tile))
                } else if !access.isInvariant {
                    access.expand(sources[index] + access.offset(tile), registers[index], rows: tile.rows, columns: tile.columns)
                }
            }
            let place = store.offset(tile)
            for index in operations.indices {
                let operation = operations[index]
                if operation.directStore >= 0 { registers[firstStep + index] = targets[operation.directStore] + place }
                applyTile(
                    operation.function, operation.parameter, registers[operation.operands.0], registers[operation.operands.1],
                    registers[operation.operands.2], registers[firstStep + index], count)
            }
            for index in foldForms.indices {
                let form = foldForms[index]
                let values = UnsafePointer(registers[form.register])
                if form.isWholeSum {
                    foldTargets[index][0] += sumOf(values, count)
                } else {
                    fold(loop.folds[index], folds[index], values, foldTargets[index], tile)
                }
            }
            // Last, because a store in place changes what a load register shows.
            for index in copiedRegisters.indices where copiedRegisters[index] >= 0 {
                (targets[index] + place).update(from: registers[copiedRegisters[index]], count: count)
            }
        }
    }

    private func fold(
        _ fold: Loop.Fold, _ access: TileAccess, _ values: UnsafePointer<Float>, _ results: UnsafeMutablePointer<Float>,
        _ tile: TileIndex
    ) {
        let target = results + access.offset(tile)
        let isSum = fold.reduction == .sum
        if access.columnStride == 0 && access.rowStride == 0 {
            let count = tile.rows * tile.columns
            target[0] = isSum ? target[0] + sumOf(values, count) : larger(target[0], maximumOf(values, count))
            return
        }
        for row in 0..<tile.rows {
            let line = values + row * tile.columns
            let into = target + row * access.rowStride
            if access.columnStride == 0 {
                into[0] = isSum ? into[0] + sumOf(line, tile.columns) : larger(into[0], maximumOf(line, tile.columns))
            } else if isSum && access.columnStride == 1 {
                for column in 0..<tile.columns { into[column] += line[column] }
            } else {
                for column in 0..<tile.columns {
                    let place = column * access.columnStride
                    into[place] = isSum ? into[place] + line[column] : larger(into[place], line[column])
                }
            }
        }
    }
}

/// A step of a loop without arrays of its own: looking it up counts no references.
private struct Operation {
    let function: TileFunction
    let parameter: Float
    /// The first stands in for those that the function does not take.
    let operands: (Int, Int, Int)
    /// The store that it writes, or −1.
    let directStore: Int

    init(_ step: Loop.Step, directStore: Int) {
        function = step.function
        parameter = step.parameter
        let operands = step.operands
        self.operands = (operands[0], operands[operands.count > 1 ? 1 : 0], operands[operands.count > 2 ? 2 : 0])
        self.directStore = directStore
    }
}

/// What a fold is, without arrays of its own.
private struct FoldForm {
    let register: Int
    /// All points go into one sum.
    let isWholeSum: Bool

    init(_ fold: Loop.Fold) {
        register = fold.register
        isWholeSum = fold.reduction == .sum && fold.strides.allSatisfy { $0 == 0 }
    }
}

/// The larger of two; not-a-number wins, so that it is seen.
@inline(__always)
private func larger(_ a: Float, _ b: Float) -> Float { b > a || b != b ? b : a }

/// Which scratch tile each register of a loop lives in. A tile is free again after its register's last use.
private struct TileRegisters {
    private(set) var slots: [Int]
    private(set) var directStore: [Int]
    private(set) var slotCount = 0

    init(_ loop: Loop, loads: [TileAccess]) {
        let firstStep = loop.loads.count + loop.constants.count
        let registerCount = firstStep + loop.steps.count
        slots = [Int](repeating: -1, count: registerCount)
        directStore = [Int](repeating: -1, count: loop.steps.count)
        for (index, store) in loop.stores.enumerated() where store.register >= firstStep && !store.isInPlace {
            directStore[store.register - firstStep] = index
        }
        // Loads that are copied keep their tile: an invariant one is filled once for all tiles.
        for (index, access) in loads.enumerated() where !access.isDirect {
            slots[index] = slotCount
            slotCount += 1
        }
        var lastUse = [Int](repeating: -1, count: registerCount)
        for (index, step) in loop.steps.enumerated() {
            for operand in step.operands { lastUse[operand] = index }
        }
        for register in loop.stores.map(\.register) + loop.folds.map(\.register) { lastUse[register] = .max }
        var free: [Int] = []
        for (index, step) in loop.steps.enumerated() {
            if directStore[index] < 0 {
                if let slot = free.popLast() {
                    slots[firstStep + index] = slot
                } else {
                    slots[firstStep + index] = slotCount
                    slotCount += 1
                }
            }
            // Freed only now: a result over its own operand would fail the overlap check of the vector loops.
            for operand in Set(step.operands) where operand >= firstStep && lastUse[operand] == index && slots[operand] >= 0 {
                free.append(slots[operand])
            }
        }
    }
}
