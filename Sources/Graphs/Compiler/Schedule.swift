/// The order in which loops and kernels run, and which updates may write straight into their variable.
///
/// An update in place must come after everything that reads the variable's old value. Where that would run in a circle,
/// the update gets a buffer of its own and is copied at the end.
struct Schedule {
    enum Unit {
        case loop(Fusion.Group, loadedEntries: [Int])
        case kernel(Int)
    }

    private(set) var units: [Unit] = []
    /// Updates written in place: entry → variable.
    private(set) var inPlace: [Int: Variable] = [:]
    /// Updates copied after the last unit.
    private(set) var copied: [(variable: Variable, value: Int)] = []

    private let fusion: Fusion

    init(_ fusion: Fusion) {
        self.fusion = fusion
        let all = Schedule.units(fusion)
        for (variable, value) in fusion.plan.updates {
            if inPlace[value] == nil, fusion.plan.entries[value].elementwise != nil {
                inPlace[value] = variable
            } else {
                copied.append((variable, value))
            }
        }
        for unit in all { keepOutOfPlaceWhatIsReadElsewhere(unit) }
        while true {
            let (order, blocked) = ordered(all)
            if blocked.isEmpty {
                units = order.map { all[$0] }
                return
            }
            // A circle needs an update in place; without one, the graph itself has none.
            guard let value = blocked.flatMap({ written(all[$0]) }).first(where: { inPlace[$0] != nil }),
                let variable = inPlace.removeValue(forKey: value)
            else { preconditionFailure("a graph without updates in place has no circle") }
            copied.append((variable, value))
        }
    }

    private static func units(_ fusion: Fusion) -> [Unit] {
        let loops = fusion.groups.map { group in
            (fusion.times[(group.stores + group.folds)[0]],
             Unit.loop(group, loadedEntries: LoopBuilder.loop(fusion, group, inPlace: []).loadedEntries))
        }
        let kernels = fusion.plan.entries.indices
            .filter { fusion.plan.entries[$0].operation is any KernelOperation }
            .map { (fusion.times[$0], Unit.kernel($0)) }
        return (kernels + loops).sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// The entries whose buffers a unit reads.
    func read(_ unit: Unit) -> [Int] {
        switch unit {
        case .loop(_, let loaded): loaded.map { fusion.plan.entries[$0].base }
        case .kernel(let number): fusion.plan.entries[number].inputs.map { fusion.plan.entries[$0].base }
        }
    }

    /// The entries whose buffers a unit writes.
    func written(_ unit: Unit) -> [Int] {
        switch unit {
        case .loop(let group, _): group.stores + group.folds
        case .kernel(let number): [number]
        }
    }

    private func variableRead(_ entry: Int) -> Variable? {
        (fusion.plan.entries[entry].operation as? VariableValue)?.variable
    }

    /// A loop that reads a variable at other places than it writes cannot write it in place.
    private mutating func keepOutOfPlaceWhatIsReadElsewhere(_ unit: Unit) {
        guard case .loop(let group, let loaded) = unit else { return }
        for value in group.stores {
            guard let variable = inPlace[value] else { continue }
            let isAligned = loaded.allSatisfy { number in
                let entry = fusion.plan.entries[number]
                return variableRead(entry.base) != variable
                    || (entry.layout.isContiguous && entry.layout.offset == 0 && entry.shape == group.extents)
            }
            if !isAligned {
                inPlace[value] = nil
                copied.append((variable, value))
            }
        }
    }

    /// A topological order over data and over "reads the old value before it is overwritten"; and what is left in circles.
    private func ordered(_ all: [Unit]) -> (order: [Int], blocked: [Int]) {
        var writer: [Int: Int] = [:]
        var overwriter: [Variable: Int] = [:]
        for (index, unit) in all.enumerated() {
            for entry in written(unit) {
                writer[entry] = index
                if let variable = inPlace[entry] { overwriter[variable] = index }
            }
        }
        var successors = [Set<Int>](repeating: [], count: all.count)
        for (index, unit) in all.enumerated() {
            for entry in read(unit) {
                if let source = writer[entry], source != index { successors[source].insert(index) }
                if let variable = variableRead(entry), let later = overwriter[variable], later != index {
                    successors[index].insert(later)
                }
            }
        }
        var waiting = [Int](repeating: 0, count: all.count)
        for set in successors { for successor in set { waiting[successor] += 1 } }
        // Units are sorted by time; taking the earliest that is ready keeps results close to their readers.
        var ready = Heap(all.indices.filter { waiting[$0] == 0 })
        var order: [Int] = []
        while let next = ready.popSmallest() {
            order.append(next)
            for successor in successors[next] {
                waiting[successor] -= 1
                if waiting[successor] == 0 { ready.insert(successor) }
            }
        }
        let done = Set(order)
        return (order, order.count == all.count ? [] : all.indices.filter { !done.contains($0) })
    }
}

/// The smallest number first.
private struct Heap {
    private var items: [Int]

    /// Takes numbers in rising order, which is a heap already.
    init(_ sorted: [Int]) { items = sorted }

    mutating func insert(_ item: Int) {
        items.append(item)
        var child = items.count - 1
        while child > 0, items[child] < items[(child - 1) / 2] {
            items.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popSmallest() -> Int? {
        guard let smallest = items.first else { return nil }
        let last = items.removeLast()
        if items.isEmpty { return smallest }
        items[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < items.count && items[child] < items[least] {
                least = child
            }
            if least == parent { return smallest }
            items.swapAt(parent, least)
            parent = least
        }
    }
}
