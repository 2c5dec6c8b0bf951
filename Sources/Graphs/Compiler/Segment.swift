import Kernels

/// Units that threads go through without waiting for each other: each thread takes its stretch of the rows through all of
/// them, and finds in its own cache what it wrote before.
struct Segment {
    private let plan: Plan
    private let isOneUnit: Bool
    private(set) var units: [Unit] = []
    /// 1 until a unit is shared.
    private(set) var parts = 1
    /// Floats that the segment writes.
    private var written = 0
    /// As many as caches hold. Beyond them nothing is gained by going on, and all buffers of a segment take memory.
    private static let mostWritten = 1 << 20

    /// How the entries that the segment writes are shared; `nil` for partial results, of which only others read.
    private var sharing: [Int: Unit.Sharing?] = [:]
    /// Variables that a unit of the segment reads, and whether only each part's own rows.
    private var variablesRead: [Variable: [Unit.Sharing?]] = [:]

    init(_ plan: Plan) {
        self.plan = plan
        isOneUnit = !plan.options.has(.segments)
    }

    /// About how long the shared units take on one thread, in microseconds.
    var sharedCost: Double { units.reduce(0) { $0 + ($1.sharing == .none ? 0 : $1.cost) } }

    /// Whether the unit may run here, in each part right after what the part ran before.
    func accepts(_ unit: Unit, _ inPlace: [Int: Variable]) -> Bool {
        if units.isEmpty { return true }
        if isOneUnit { return false }
        if unit.sharing == .own || units[0].sharing == .own { return false }
        if case .rows(_, let count) = unit.sharing, parts > 1, parts != count { return false }
        if written + floats(unit) > Self.mostWritten { return false }
        let readsOwn = unit.read.allSatisfy { number in
            guard let written = sharing[plan.entries[number].base] else { return true }
            return written != nil && written == reach(unit, number)
        }
        let overwritesOwn = unit.written.allSatisfy { number in
            guard let variable = inPlace[number], let readers = variablesRead[variable] else { return true }
            return readers.allSatisfy { $0 != nil && $0 == unit.sharing }
        }
        return readsOwn && overwritesOwn
    }

    mutating func add(_ unit: Unit, _ inPlace: [Int: Variable]) {
        units.append(unit)
        written += floats(unit)
        if case .rows(_, let count) = unit.sharing { parts = count }
        for number in unit.written {
            let isPartial = plan.entries[number].operation is any PartialOperation
            sharing[number] = .some(isPartial ? nil : unit.sharing)
        }
        for number in unit.read {
            guard let value = plan.entries[plan.entries[number].base].operation as? VariableValue else { continue }
            variablesRead[value.variable, default: []].append(reach(unit, number))
        }
    }

    private func floats(_ unit: Unit) -> Int { unit.written.reduce(0) { $0 + plan.entries[$1].shape.elementCount } }

    /// How what a unit reads is shared: like the unit itself, where each part reads only its own rows; otherwise `nil`.
    private func reach(_ unit: Unit, _ number: Int) -> Unit.Sharing? {
        guard case .rows(let rows, _) = unit.sharing else { return unit.sharing }
        let entry = plan.entries[number]
        let rowSize = plan.entries[entry.base].shape.elementCount / rows
        guard rowSize * rows == plan.entries[entry.base].shape.elementCount else { return nil }
        switch unit.work {
        case .loop:
            // A flat loop's rows are its elements.
            var layout = entry.layout
            if layout.shape.first != rows {
                guard layout.isContiguous else { return nil }
                layout = Layout(shape: [rows], strides: [1], offset: layout.offset)
            }
            let last = zip(layout.shape, layout.strides).dropFirst().reduce(layout.offset) { $0 + ($1.0 - 1) * $1.1 }
            return layout.strides[0] == rowSize && last < rowSize ? unit.sharing : nil
        case .kernel(let kernel):
            let reader = plan.entries[kernel]
            let inputs = reader.inputs
            let shapes = inputs.map { plan.entries[$0].shape }
            let needs = (reader.operation as? any RowOperation)?.needsSameRows(inputs: shapes, output: reader.shape)
            let isOwn = zip(inputs, needs ?? []).allSatisfy { $0.0 != number || $0.1 }
            return isOwn && needs != nil ? unit.sharing : nil
        }
    }
}
