/// Runs a fused loop: tile by tile, every step over the whole tile before the next, so that intermediate results live in
/// the first-level cache and the steps are plain vector loops.
///
/// This is the "vectorised interpreter" of column stores (Boncz et al. 2005, MonetDB/X100) applied to tensors.
/// The pointers are bound once; `run` allocates nothing.
public final class LoopKernel {
    private let loop: Loop
    private let plan: TilePlan
    private let loads: [TileAccess]
    private let folds: [TileAccess]
    private let store: TileAccess
    private let sources: [UnsafePointer<Float>]
    private let targets: [UnsafeMutablePointer<Float>]
    private let foldTargets: [UnsafeMutablePointer<Float>]

    /// For each register, the scratch tile it owns, or −1.
    private let slots: [Int]
    /// For each step, the store that it may write directly, or −1.
    private let directStore: [Int]
    private let workers: Int
    private let scratchPerWorker: Int
    private let scratch: Storage
    private let constants: Storage
    /// For each fold, whether chunks need partial results, and where they lie.
    private let partialOffsets: [Int]
    private let partialsPerChunk: Int
    private let partials: Storage
    private let registers: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
    private let registerCount: Int

    /// - Parameters:
    ///   - sources: one pointer for each load; - targets: one for each store; - foldTargets: one for each fold.
    public init(
        _ original: Loop, sources: [UnsafePointer<Float>], targets: [UnsafeMutablePointer<Float>],
        foldTargets: [UnsafeMutablePointer<Float>]
    ) {
        let loop = original.collapsed()
        let work = loop.loads.count + loop.folds.count + loop.stores.count
            + loop.steps.reduce(0) { $0 + ($1.function.isCheap ? 1 : 4) }
        let plan = TilePlan(extents: loop.extents, workPerPoint: work)
        self.loop = loop
        self.plan = plan
        self.sources = sources
        self.targets = targets
        self.foldTargets = foldTargets
        loads = loop.loads.map { TileAccess(strides: $0.strides, plan: plan) }
        folds = loop.folds.map { TileAccess(strides: $0.strides, plan: plan) }
        store = TileAccess(strides: contiguousStrides(of: loop.extents), plan: plan)
        registerCount = loop.loads.count + loop.constants.count + loop.steps.count

        let allocation = TileRegisters(loop, loads: loads)
        slots = allocation.slots
        directStore = allocation.directStore
        workers = min(plan.chunkCount, threadCount)
        scratchPerWorker = allocation.slotCount * TilePlan.pitch
        scratch = Storage(count: max(1, scratchPerWorker * workers))
        constants = Storage(count: max(1, loop.constants.count * TilePlan.pitch))
        for (index, value) in loop.constants.enumerated() {
            (constants.pointer + index * TilePlan.pitch).update(repeating: value, count: TilePlan.capacity)
        }

        var offsets: [Int] = []
        var total = 0
        for fold in loop.folds {
            let needsPartials = plan.chunkCount > 1 && fold.strides[0] == 0
            offsets.append(needsPartials ? total : -1)
            if needsPartials { total += (fold.count + 15) / 16 * 16 }
        }
        partialOffsets = offsets
        partialsPerChunk = total
        partials = Storage(count: max(1, total * plan.chunkCount))
        registers = .allocate(capacity: max(1, registerCount * workers))
        registers.initialize(repeating: scratch.pointer, count: max(1, registerCount * workers))
    }

    deinit { registers.deallocate() }

    public func run() {
        for (index, fold) in loop.folds.enumerated() {
            if partialOffsets[index] < 0 {
                foldTargets[index].update(repeating: fold.reduction.start, count: fold.count)
            }
        }
        if workers == 1 {
            work(0)
        } else {
            parallel(workers) { work($0) }
        }
        if partialsPerChunk > 0 { combinePartials() }
    }

    private func work(_ worker: Int) {
        let registers = self.registers + worker * registerCount
        let scratch = self.scratch.pointer + worker * scratchPerWorker
        for (index, slot) in slots.enumerated() where slot >= 0 {
            registers[index] = scratch + slot * TilePlan.pitch
        }
        for index in loop.constants.indices {
            registers[loads.count + index] = constants.pointer + index * TilePlan.pitch
        }
        for (index, access) in loads.enumerated() where access.isInvariant && !access.isDirect {
            access.expand(sources[index], registers[index], rows: plan.rowsPerTile, columns: min(plan.columns, plan.columnsPerTile))
        }
        for chunk in (plan.chunkCount * worker / workers)..<(plan.chunkCount * (worker + 1) / workers) {
            runChunk(chunk, registers)
        }
    }

    private func runChunk(_ chunk: Int, _ registers: UnsafeMutablePointer<UnsafeMutablePointer<Float>>) {
        let partials = self.partials.pointer + chunk * partialsPerChunk
        for (index, fold) in loop.folds.enumerated() where partialOffsets[index] >= 0 {
            (partials + partialOffsets[index]).update(repeating: fold.reduction.start, count: fold.count)
        }
        let firstStep = loads.count + loop.constants.count
        for number in plan.tiles(ofChunk: chunk) {
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
            for index in loop.steps.indices {
                let step = loop.steps[index]
                let result: UnsafeMutablePointer<Float>
                if directStore[index] >= 0 {
                    result = targets[directStore[index]] + place
                    registers[firstStep + index] = result
                } else {
                    result = registers[firstStep + index]
                }
                let operands = step.operands
                applyTile(
                    step.function, step.parameter, registers[operands[0]],
                    registers[operands[operands.count > 1 ? 1 : 0]], registers[operands[operands.count > 2 ? 2 : 0]],
                    result, count)
            }
            for index in loop.folds.indices {
                let target = partialOffsets[index] >= 0 ? partials + partialOffsets[index] : foldTargets[index]
                fold(loop.folds[index], folds[index], registers[loop.folds[index].register], target, tile)
            }
            // Last, because a store in place changes what a load register shows.
            for index in loop.stores.indices {
                let register = loop.stores[index].register
                if register >= firstStep && directStore[register - firstStep] == index { continue }
                (targets[index] + place).update(from: registers[register], count: count)
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

    private func combinePartials() {
        for (index, fold) in loop.folds.enumerated() where partialOffsets[index] >= 0 {
            let target = foldTargets[index]
            let first = partials.pointer + partialOffsets[index]
            target.update(from: first, count: fold.count)
            for chunk in 1..<plan.chunkCount {
                let part = first + chunk * partialsPerChunk
                if fold.reduction == .sum {
                    for place in 0..<fold.count { target[place] += part[place] }
                } else {
                    for place in 0..<fold.count { target[place] = larger(target[place], part[place]) }
                }
            }
        }
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
