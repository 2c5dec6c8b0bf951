/// The order in which loops and kernels run, in segments that threads go through together, and which updates may write
/// straight into their variable.
///
/// An update in place must come after everything that reads the variable's old value. Where that would run in a circle,
/// the update gets a buffer of its own and is copied at the end.
struct Schedule {
    private(set) var segments: [Segment] = []
    /// Updates written in place: entry → variable.
    private(set) var inPlace: [Int: Variable] = [:]
    /// Updates copied after the last segment.
    private(set) var copied: [(variable: Variable, value: Int)] = []

    private let plan: Plan
    private let units: [Unit]

    init(_ fusion: Fusion, isCancelled: () -> Bool) throws(CompilationCancelled) {
        plan = fusion.plan
        units = Unit.all(fusion)
        for (variable, value) in plan.updates {
            if plan.options.has(.updatesInPlace), inPlace[value] == nil, plan.entries[value].elementwise != nil {
                inPlace[value] = variable
            } else {
                copied.append((variable, value))
            }
        }
        for unit in units { keepOutOfPlaceWhatIsReadElsewhere(unit) }
        while true {
            try CompilationCancelled.check(isCancelled)
            let blocked = arrange()
            if blocked.isEmpty { return }
            // A circle needs an update in place; without one, the graph itself has none.
            guard let value = blocked.flatMap({ units[$0].written }).first(where: { inPlace[$0] != nil }),
                let variable = inPlace.removeValue(forKey: value)
            else { preconditionFailure("a graph without updates in place has no circle") }
            copied.append((variable, value))
        }
    }

    private func variableRead(_ entry: Int) -> Variable? {
        (plan.entries[plan.entries[entry].base].operation as? VariableValue)?.variable
    }

    /// A loop that reads a variable at other places than it writes cannot write it in place.
    private mutating func keepOutOfPlaceWhatIsReadElsewhere(_ unit: Unit) {
        guard case .loop(let group, _) = unit.work else { return }
        for value in group.stores {
            guard let variable = inPlace[value] else { continue }
            let isAligned = unit.read.allSatisfy { number in
                let entry = plan.entries[number]
                return variableRead(number) != variable
                    || (entry.layout.isContiguous && entry.layout.offset == 0 && entry.shape == group.extents)
            }
            if !isAligned {
                inPlace[value] = nil
                copied.append((variable, value))
            }
        }
    }

    /// Orders the units over data and over "reads the old value before it is overwritten", and cuts the order into
    /// segments; gives what is left in circles.
    private mutating func arrange() -> [Int] {
        var writer: [Int: Int] = [:]
        var overwriter: [Variable: Int] = [:]
        for (index, unit) in units.enumerated() {
            for entry in unit.written {
                writer[entry] = index
                if let variable = inPlace[entry] { overwriter[variable] = index }
            }
        }
        var successors = [Set<Int>](repeating: [], count: units.count)
        for (index, unit) in units.enumerated() {
            for number in unit.read {
                if let source = writer[plan.entries[number].base], source != index { successors[source].insert(index) }
                if let variable = variableRead(number), let later = overwriter[variable], later != index {
                    successors[index].insert(later)
                }
            }
        }
        var waiting = [Int](repeating: 0, count: units.count)
        for set in successors { for successor in set { waiting[successor] += 1 } }

        // Units are sorted by time: the earliest that is ready keeps results close to their readers. One that fits into
        // the segment goes before it, so that segments grow long.
        segments = []
        var ready = units.indices.filter { waiting[$0] == 0 }
        var current = Segment(plan)
        while !ready.isEmpty {
            var place = ready.firstIndex { current.accepts(units[$0], inPlace) }
            if place == nil {
                segments.append(current)
                current = Segment(plan)
                place = 0
            }
            let next = ready.remove(at: place!)
            current.add(units[next], inPlace)
            for successor in successors[next] {
                waiting[successor] -= 1
                guard waiting[successor] == 0 else { continue }
                ready.insert(successor, at: ready.firstIndex { $0 > successor } ?? ready.count)
            }
        }
        segments.append(current)
        return units.indices.filter { waiting[$0] > 0 }
    }
}
