/// The graph of one program as numbered entries, inputs before users: what the compiler works on.
///
/// Building it finds common subexpressions (equal operation, same inputs), resolves views to the buffers they look at,
/// and inserts a copy where a kernel, a caller or a reshape needs contiguous elements.
struct Plan {
    struct Entry {
        var operation: any Operation
        var inputs: [Int]
        var shape: Shape
        /// The entry whose buffer holds the elements: itself, unless it is a view.
        var base: Int
        /// Where the elements lie in the base's buffer.
        var layout: Layout

        var isView: Bool { operation is any ViewOperation }
        var elementwise: (any ElementwiseOperation)? { operation as? any ElementwiseOperation }
        var reduction: (any ReductionOperation)? { operation as? any ReductionOperation }
        var isLeaf: Bool { operation is Constant || operation is VariableValue }
    }

    private(set) var entries: [Entry] = []
    /// For each output, the entry with its contiguous elements.
    private(set) var outputs: [Int] = []
    private(set) var updates: [(variable: Variable, value: Int)] = []
    /// How many parts rows are cut into, the same for everything that is compiled from this plan.
    private(set) var rowParts: RowParts
    let options: CompilerOptions
    private var known: [Application<Int>: Int] = [:]

    init(outputs: [Tensor], updates: [(Variable, Tensor)], options: CompilerOptions) {
        self.options = options
        rowParts = .none
        var numbers: [Tensor: Int] = [:]
        for tensor in topologicalOrder(outputs + updates.map(\.1)) {
            numbers[tensor] = add(tensor.node.operation, tensor.node.inputs.map { numbers[$0]! }, tensor.shape)
        }
        self.outputs = outputs.map { ownBuffer(numbers[$0]!) }
        self.updates = updates.map { ($0.0, ownBuffer(numbers[$0.1]!)) }
        if options.has(.productFusion) { fuseProducts() }
        dropUnread()
        if options.has(.rowParts) { rowParts = RowParts(entries, leastCost: options.leastCostShared) }
        if options.has(.foldSplitting) { splitFolds() }
    }

    /// Puts a kernel operation with contiguous inputs in an entry's place.
    mutating func replace(_ number: Int, _ operation: any KernelOperation, _ inputs: [Int]) {
        entries[number].operation = operation
        entries[number].inputs = inputs
    }

    /// Leaves out what neither an output nor an update depends on, and numbers the rest through.
    private mutating func dropUnread() {
        var isRead = [Bool](repeating: false, count: entries.count)
        for number in outputs + updates.map(\.value) { isRead[number] = true }
        for number in entries.indices.reversed() where isRead[number] {
            for input in entries[number].inputs + [entries[number].base] { isRead[input] = true }
        }
        var next = [Int](repeating: -1, count: entries.count)
        var kept: [Entry] = []
        for (number, entry) in entries.enumerated() where isRead[number] {
            next[number] = kept.count
            kept.append(entry)
            kept[kept.count - 1].inputs = entry.inputs.map { next[$0] }
            kept[kept.count - 1].base = next[entry.base]
        }
        entries = kept
        outputs = outputs.map { next[$0] }
        updates = updates.map { ($0.variable, next[$0.value]) }
        known = [:]
    }

    /// Builds the plan again, entry by entry. `replacement` appends what stands for an entry and gives its number, or
    /// gives `nil` where the entry stays; it sees inputs under their new numbers.
    mutating func rebuild(_ replacement: (inout Plan, Entry) -> Int?) {
        let old = entries
        entries = []
        var next: [Int] = []
        for (number, entry) in old.enumerated() {
            var moved = entry
            moved.inputs = entry.inputs.map { next[$0] }
            if let replaced = replacement(&self, moved) {
                next.append(replaced)
                continue
            }
            moved.base = entry.base == number ? entries.count : next[entry.base]
            entries.append(moved)
            next.append(entries.count - 1)
        }
        outputs = outputs.map { next[$0] }
        updates = updates.map { ($0.variable, next[$0.value]) }
    }

    /// Appends an entry with a buffer of its own.
    mutating func append(_ operation: any Operation, _ inputs: [Int], _ shape: Shape) -> Int {
        let layout = Layout(contiguous: shape)
        entries.append(Entry(operation: operation, inputs: inputs, shape: shape, base: entries.count, layout: layout))
        return entries.count - 1
    }

    /// Appends a view of the one input's buffer.
    mutating func append(_ view: any ViewOperation, _ inputs: [Int], layout: Layout) -> Int {
        let base = entries[inputs[0]].base
        entries.append(Entry(operation: view, inputs: inputs, shape: layout.shape, base: base, layout: layout))
        return entries.count - 1
    }

    private mutating func add(_ operation: any Operation, _ inputs: [Int], _ shape: Shape) -> Int {
        let inputs = operation is any KernelOperation ? inputs.map { contiguous($0) } : inputs
        let key = Application(operation: operation, inputs: inputs)
        if options.has(.commonSubexpressions), let number = known[key] { return number }
        var base = entries.count
        var layout = Layout(contiguous: shape)
        if let view = operation as? any ViewOperation {
            var source = inputs[0]
            if view.layout(of: entries[source].layout, shape: shape) == nil { source = contiguous(source) }
            guard let seen = view.layout(of: entries[source].layout, shape: shape) else {
                preconditionFailure("every view of a contiguous buffer has a layout")
            }
            base = entries[source].base
            layout = seen
        }
        entries.append(Entry(operation: operation, inputs: inputs, shape: shape, base: base, layout: layout))
        known[key] = entries.count - 1
        return entries.count - 1
    }

    /// An entry with the same elements whose layout has no gaps and starts at its buffer's first element.
    private mutating func contiguous(_ number: Int) -> Int {
        let layout = entries[number].layout
        return layout.isContiguous && layout.offset == 0 && layout.shape.elementCount == entries[entries[number].base].shape.elementCount
            ? number : copy(number)
    }

    /// An entry that this program computes into a buffer of its own: not a leaf, not a view.
    private mutating func ownBuffer(_ number: Int) -> Int {
        entries[number].isLeaf || entries[number].isView ? copy(number) : number
    }

    private mutating func copy(_ number: Int) -> Int { add(Copy(), [number], entries[number].shape) }
}
