import Kernels

/// Builds what runs from segments: for each part its own loops and kernels, bound to its rows.
final class SegmentBuilder {
    private let plan: Plan
    private let memory: ProgramMemory
    /// One for each part: parts run at the same time, loops of one part do not.
    private var tiles: [TileMemory] = []

    init(_ plan: Plan, _ memory: ProgramMemory) {
        self.plan = plan
        self.memory = memory
    }

    /// What one part computes of a unit.
    private struct Share {
        let part: Int
        let rows: Range<Int>
        /// Rows of all parts together.
        let allRows: Int
    }

    func build(_ segment: Segment) throws -> ProgramSegment {
        while tiles.count < segment.parts { tiles.append(TileMemory()) }
        var parts = [[ProgramSegment.Step]](repeating: [], count: segment.parts)
        for unit in segment.units {
            switch unit.sharing {
            case .rows(let rows, let count):
                for part in 0..<count {
                    let share = Share(part: part, rows: RowParts.range(part, of: count, rows: rows), allRows: rows)
                    parts[part].append(try undivided { try step(unit, share) })
                }
            case .none: parts[0].append(try undivided { try step(unit, nil) })
            case .own: parts[0].append(try step(unit, nil))
            }
        }
        return ProgramSegment(
            parts, isShared: segment.sharedCost >= plan.options.leastCostShared, labels: segment.units.map { label($0) })
    }

    /// A unit, or a share of it.
    private func step(_ unit: Unit, _ share: Share?) throws -> ProgramSegment.Step {
        switch unit.work {
        case .loop(let group, let loop): .loop(kernel(of: loop, group, unit.read, share))
        case .kernel(let number): try kernel(number, share)
        }
    }

    private func kernel(of whole: Loop, _ group: Fusion.Group, _ loaded: [Int], _ share: Share?) -> LoopKernel {
        var loop = whole
        var sources = loaded.map { memory.pointer($0) }
        var targets = group.stores.map { memory.pointer($0) }
        var foldTargets = group.folds.map { memory.pointer($0) }
        for (index, target) in targets.enumerated() { loop.stores[index].isInPlace = sources.contains(target) }
        if let share {
            if loop.extents[0] != share.allRows { loop = loop.collapsed() }
            let first = share.rows.lowerBound
            let rowSize = loop.extents.reduce(1, *) / share.allRows
            for index in sources.indices { sources[index] += first * loop.loads[index].strides[0] }
            for index in targets.indices { targets[index] += first * rowSize }
            for (index, fold) in loop.folds.enumerated() {
                let isPartial = plan.entries[group.folds[index]].operation is PartialFold
                foldTargets[index] += isPartial ? share.part * fold.count : first * fold.strides[0]
            }
            loop = loop.narrowed(to: share.rows)
        }
        return LoopKernel(
            loop, memory: tiles[share?.part ?? 0], sources: sources.map { UnsafePointer($0) }, targets: targets,
            foldTargets: foldTargets)
    }

    private func kernel(_ number: Int, _ share: Share?) throws -> ProgramSegment.Step {
        let entry = plan.entries[number]
        guard let operation = entry.operation as? any KernelOperation else {
            preconditionFailure("kernel units hold kernel operations")
        }
        let inputs = entry.inputs.map { plan.entries[$0].shape }
        var pointers = entry.inputs.map { memory.pointer($0) }
        guard let share, let operation = operation as? any RowOperation,
            let needsSameRows = operation.needsSameRows(inputs: inputs, output: entry.shape)
        else {
            let kernel = try operation.kernel(inputs: inputs, output: entry.shape)
            return .kernel(kernel, pointers, memory.pointer(number))
        }
        // Of partial results a part writes one, of others its rows.
        let written = operation is any PartialOperation ? share.part..<share.part + 1 : share.rows
        let kernel = try operation.kernel(
            inputs: zip(inputs, needsSameRows).map { $1 ? [share.rows.count] + $0.dropFirst() : $0 },
            output: [written.count] + entry.shape.dropFirst(), rows: share.rows)
        for index in pointers.indices where needsSameRows[index] {
            pointers[index] += share.rows.lowerBound * inputs[index].dropFirst().reduce(1, *)
        }
        return .kernel(kernel, pointers, memory.pointer(number) + written.lowerBound * entry.shape.dropFirst().reduce(1, *))
    }

    private func label(_ unit: Unit) -> String {
        switch unit.work {
        case .loop(let group, _):
            let operations = (group.stores + group.folds).map { "\(type(of: plan.entries[$0].operation))" }
            return "loop \(group.extents.sizeText), \(unit.read.count) loads: \(operations.joined(separator: ", "))"
        case .kernel(let number):
            let entry = plan.entries[number]
            let inputs = entry.inputs.map { plan.entries[$0].shape.sizeText }
            return "\(type(of: entry.operation)) \(inputs.joined(separator: ", ")) -> \(entry.shape.sizeText)"
        }
    }
}
