import Kernels

/// One loop or one kernel: what it reads and writes, and how threads may share it.
struct Unit {
    enum Work {
        case loop(Fusion.Group, Loop)
        case kernel(Int)
    }

    enum Sharing: Equatable {
        /// By rows: part p computes its stretch of them.
        case rows(Int, parts: Int)
        /// Too small: one thread computes it, next to others.
        case none
        /// Not cut by rows: the kernel shares its work between the threads itself.
        case own
    }

    let work: Work
    /// The entries it reads (views, where it reads through views).
    let read: [Int]
    /// The entries whose buffers it writes.
    let written: [Int]
    let sharing: Sharing
    /// About how long it takes on one thread, in microseconds.
    let cost: Double

    /// All units of a program, sorted by time.
    static func all(_ fusion: Fusion) -> [Unit] {
        let loops = fusion.groups.map { group in
            (fusion.times[(group.stores + group.folds)[0]], Unit(group, fusion))
        }
        let kernels = fusion.plan.entries.indices
            .filter { fusion.plan.entries[$0].operation is any KernelOperation }
            .map { (fusion.times[$0], Unit($0, fusion.plan)) }
        return (kernels + loops).sorted { $0.0 < $1.0 }.map(\.1)
    }

    private init(_ group: Fusion.Group, _ fusion: Fusion) {
        let (loop, loaded) = LoopBuilder.loop(fusion, group)
        work = .loop(group, loop)
        read = loaded
        written = group.stores + group.folds
        cost = Double(loop.work) * 4e-5
        // Without repetition the loop is one long row of elements, which divides where a short first axis does not.
        let isFlat = loop.collapsed().extents.count == 1 && loop.folds.isEmpty
        let first = loop.extents.first ?? 1
        let rows = isFlat && first < 16 ? loop.extents.reduce(1, *) : first
        // Parts that fold into one result would write over each other's.
        let foldsRows = group.folds.contains { number in
            let fold = fusion.plan.entries[number]
            return !(fold.operation is PartialFold) && fold.reduction!.axes.contains(0)
        }
        let parts = foldsRows ? 1 : fusion.plan.rowParts.parts(rows)
        sharing = parts > 1 ? .rows(rows, parts: parts) : .none
    }

    private init(_ number: Int, _ plan: Plan) {
        let entry = plan.entries[number]
        guard let operation = entry.operation as? any KernelOperation else {
            preconditionFailure("kernel units hold kernel operations")
        }
        let inputs = entry.inputs.map { plan.entries[$0].shape }
        work = .kernel(number)
        read = entry.inputs
        written = [number]
        cost = operation.cost(inputs: inputs, output: entry.shape)
        var (rows, parts) = (1, 1)
        if let needsSameRows = (operation as? any RowOperation)?.needsSameRows(inputs: inputs, output: entry.shape) {
            let divided = zip(inputs, needsSameRows).first { $1 }?.0 ?? entry.shape
            rows = divided.first ?? 1
            parts = plan.rowParts.parts(rows)
        }
        sharing = parts > 1 ? .rows(rows, parts: parts) : cost < plan.options.leastCostShared ? .none : .own
    }
}
