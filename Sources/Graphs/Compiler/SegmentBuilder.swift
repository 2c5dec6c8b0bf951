import Kernels

/// Builds what runs from segments: for each part its own loops and kernels, bound to its rows.
final class SegmentBuilder {
    private let fusion: Fusion
    private let memory: ProgramMemory
    /// One for each part: parts run at the same time, loops of one part do not.
    private var tiles: [TileMemory] = []
    private var plan: Plan { fusion.plan }

    init(_ fusion: Fusion, _ memory: ProgramMemory) {
        self.fusion = fusion
        self.memory = memory
    }

    func build(_ segment: Segment) throws -> ProgramSegment {
        while tiles.count < segment.parts { tiles.append(TileMemory()) }
        var parts = [[ProgramSegment.Step]](repeating: [], count: segment.parts)
        for unit in segment.units {
            switch unit.sharing {
            case .rows(let rows, let count):
                for part in 0..<count {
                    let stretch = RowParts.range(part, of: count, rows: rows)
                    parts[part].append(try forOneThread { try step(unit, rows: stretch, of: rows, part) })
                }
            case .none: parts[0].append(try forOneThread { try step(unit) })
            case .own: parts[0].append(try step(unit))
            }
        }
        return ProgramSegment(
            parts, isShared: segment.sharedCost >= RowParts.leastCost, labels: segment.units.map { label($0) })
    }

    private func step(_ unit: Unit, rows: Range<Int>? = nil, of allRows: Int = 1, _ part: Int = 0) throws -> ProgramSegment.Step {
        switch unit.work {
        case .loop(let group): .loop(loop(group, unit.read, rows: rows, of: allRows, part))
        case .kernel(let number): try kernel(number, rows: rows, of: allRows, part)
        }
    }

    private func loop(_ group: Fusion.Group, _ loaded: [Int], rows: Range<Int>?, of allRows: Int, _ part: Int) -> LoopKernel {
        let read = Set(loaded.map(memory.pointer))
        let inPlace = Set(group.stores.filter { read.contains(memory.pointer($0)) })
        var (loop, _) = LoopBuilder.loop(fusion, group, inPlace: inPlace)
        guard let rows else { return bind(loop, loaded.map { memory.pointer($0) }, group, stores: 0, folds: [], part) }
        if loop.extents[0] != allRows { loop = loop.collapsed() }
        let rowSize = loop.extents.reduce(1, *) / allRows
        let sources = zip(loaded, loop.loads).map { memory.pointer($0) + rows.lowerBound * $1.strides[0] }
        let folds = zip(group.folds, loop.folds).map { entry, fold in
            plan.entries[entry].operation is PartialFold ? part * fold.count : rows.lowerBound * fold.strides[0]
        }
        return bind(loop.narrowed(to: rows), sources, group, stores: rows.lowerBound * rowSize, folds: folds, part)
    }

    private func bind(
        _ loop: Loop, _ sources: [UnsafeMutablePointer<Float>], _ group: Fusion.Group, stores: Int, folds: [Int], _ part: Int
    ) -> LoopKernel {
        LoopKernel(
            loop, memory: tiles[part], sources: sources.map { UnsafePointer($0) },
            targets: group.stores.map { memory.pointer($0) + stores },
            foldTargets: group.folds.enumerated().map { memory.pointer($1) + (folds.isEmpty ? 0 : folds[$0]) })
    }

    private func kernel(_ number: Int, rows: Range<Int>?, of allRows: Int, _ part: Int) throws -> ProgramSegment.Step {
        let entry = plan.entries[number]
        let inputs = entry.inputs.map { plan.entries[$0].shape }
        let pointers = entry.inputs.map { memory.pointer($0) }
        let result = memory.pointer(number)
        guard let rows, let operation = entry.operation as? any RowOperation,
            let needsSameRows = operation.needsSameRows(inputs: inputs, output: entry.shape)
        else {
            guard let operation = entry.operation as? any KernelOperation else {
                preconditionFailure("kernel units hold kernel operations")
            }
            return .kernel(try operation.kernel(inputs: inputs, output: entry.shape), pointers, result)
        }
        // Of partial results a part writes one, of others its rows.
        let isPartial = operation is any PartialOperation
        let writes = isPartial ? part..<part + 1 : rows
        let kernel = try operation.kernel(
            inputs: zip(inputs, needsSameRows).map { $1 ? [rows.count] + $0.dropFirst() : $0 },
            output: [writes.count] + entry.shape.dropFirst(), rows: rows)
        return .kernel(
            kernel,
            zip(zip(pointers, inputs), needsSameRows).map { input, isOwn in
                isOwn ? input.0 + rows.lowerBound * input.1.dropFirst().reduce(1, *) : input.0
            },
            result + writes.lowerBound * entry.shape.dropFirst().reduce(1, *))
    }

    private func label(_ unit: Unit) -> String {
        switch unit.work {
        case .loop(let group):
            let operations = (group.stores + group.folds).map { "\(type(of: plan.entries[$0].operation))" }
            return "loop \(group.extents.sizeText), \(unit.read.count) loads: \(operations.joined(separator: ", "))"
        case .kernel(let number):
            let entry = plan.entries[number]
            let inputs = entry.inputs.map { plan.entries[$0].shape.sizeText }
            return "\(type(of: entry.operation)) \(inputs.joined(separator: ", ")) -> \(entry.shape.sizeText)"
        }
    }
}
