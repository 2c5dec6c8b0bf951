/// Which elementwise operations and folds share a loop, and whose results reach memory.
///
/// **Grouping.** Every entry gets a time: a loop entry may run at the time of an elementwise input of the same
/// box, and one later than anything else it reads. Entries of the same time and the same box form one loop. Times never
/// fall along an edge and rise along every edge between two loops, so loops cannot depend on each other in a circle; and
/// independent entries, such as the moments and weights of one optimizer step, get into one loop without a rule for it. A chain
/// is cut after some steps all the same: a loop keeps every register's tile in the first-level cache.
///
/// **Memory.** An elementwise result is written only if something outside its loop reads it; and a cheap one whose
/// operands are in memory anyway is computed again by each reader instead.
struct Fusion {
    struct Group {
        var extents: Shape
        /// Elementwise entries that are written to memory.
        var stores: [Int] = []
        var folds: [Int] = []
    }

    let plan: Plan
    /// Each entry's time.
    private(set) var times: [Int]
    /// Whether the entry's elements lie in a buffer.
    private(set) var isStored: [Bool]
    private(set) var groups: [Group] = []
    /// How many operands, outputs and updates read each entry.
    private(set) var readerCounts: [Int]

    /// The longest chain of steps in one loop.
    private static let longestChain = 64

    /// Steps that a reader may repeat rather than read their result.
    private static let repeatable = 3

    init(_ plan: Plan) {
        self.plan = plan
        let entries = plan.entries
        times = [Int](repeating: 0, count: entries.count)
        // Steps before the entry in its own loop.
        var depths = [Int](repeating: 0, count: entries.count)
        for (number, entry) in entries.enumerated() {
            for input in entry.inputs {
                let base = entries[input].base
                let isFused = !entry.isView && Fusion.joins(plan, input, into: number)
                    && depths[input] < Fusion.longestChain
                let isFree = entries[base].isLeaf || entry.isView
                times[number] = max(times[number], times[isFused ? input : base] + (isFused || isFree ? 0 : 1))
            }
            for input in entry.inputs where entries[input].elementwise != nil && times[input] == times[number] {
                depths[number] = max(depths[number], depths[input] + 1)
            }
        }
        isStored = Fusion.stored(plan, times)
        readerCounts = [Int](repeating: 0, count: entries.count)
        for input in entries.flatMap(\.inputs) + plan.outputs + plan.updates.map(\.value) { readerCounts[input] += 1 }
        group()
    }

    /// The box that a loop entry runs over, or `nil` for entries that are not loops.
    static func box(_ entries: [Plan.Entry], _ number: Int) -> Shape? {
        if entries[number].elementwise != nil { return entries[number].shape }
        if entries[number].reduction != nil { return entries[entries[number].inputs[0]].shape }
        return nil
    }

    /// Whether `input` can be a register of the loop that computes `number`.
    private static func joins(_ plan: Plan, _ input: Int, into number: Int) -> Bool {
        plan.options.has(.loopFusion) && plan.entries[input].elementwise != nil
            && box(plan.entries, number) == plan.entries[input].shape
    }

    private static func stored(_ plan: Plan, _ times: [Int]) -> [Bool] {
        let entries = plan.entries
        var needsMemory = [Bool](repeating: false, count: entries.count)
        var readElsewhere = [Bool](repeating: false, count: entries.count)
        for (number, entry) in entries.enumerated() where !entry.isView {
            for input in entry.inputs {
                if !joins(plan, input, into: number) {
                    needsMemory[entries[input].base] = true
                } else if times[input] != times[number] {
                    readElsewhere[input] = true
                }
            }
        }
        for number in plan.outputs + plan.updates.map(\.value) { needsMemory[number] = true }

        var stored = [Bool](repeating: false, count: entries.count)
        // The steps that repeating the entry takes; nil where an operand is not in memory.
        var repetition = [Int?](repeating: nil, count: entries.count)
        for (number, entry) in entries.enumerated() where !entry.isView {
            guard let operation = entry.elementwise else {
                stored[number] = true
                continue
            }
            var cost: Int? = operation.function.isCheap ? 1 : nil
            for input in entry.inputs {
                if stored[entries[input].base] { continue }
                cost = sum(cost, repetition[input])
            }
            if let steps = cost, steps > repeatable { cost = nil }
            stored[number] = needsMemory[number] || (readElsewhere[number] && cost == nil)
            repetition[number] = cost
        }
        return stored
    }

    private mutating func group() {
        struct Key: Hashable {
            let time: Int
            let box: Shape
            /// The entry itself, where each has a loop of its own.
            let own: Int?
        }
        var places: [Key: Int] = [:]
        for (number, entry) in plan.entries.enumerated() where !entry.isView {
            guard let box = Fusion.box(plan.entries, number), isStored[number] else { continue }
            let key = Key(time: times[number], box: box, own: plan.options.has(.loopFusion) ? nil : number)
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append(Group(extents: box))
            }
            if entry.reduction != nil {
                groups[place].folds.append(number)
            } else {
                groups[place].stores.append(number)
            }
        }
    }
}

private func sum(_ a: Int?, _ b: Int?) -> Int? {
    guard let a, let b else { return nil }
    return a + b
}
