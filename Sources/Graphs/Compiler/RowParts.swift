/// Into how many parts the rows of a tensor (the places along its first axis) are cut for threads to share.
///
/// The number follows from the work on the whole program's tensors with as many rows, and never from the number of
/// threads: sums are then rounded the same way on every machine with the same instructions. Small work, for which
/// two threads are as much as pays, is cut in two, so that each keeps its half of a batch in its own cache.
struct RowParts {
    /// Microseconds of the heaviest piece of work with this many rows.
    private var heaviest: [Int: Double] = [:]

    /// Microseconds below which a second thread is not woken up.
    let leastCost: Double
    private static let costOfPart = 128.0
    private static let most = 16

    /// Nothing is cut.
    static let none = RowParts([], leastCost: .infinity)

    init(_ entries: [Plan.Entry], leastCost: Double) {
        self.leastCost = leastCost
        for entry in entries where !entry.isView && !entry.isLeaf {
            let inputs = entry.inputs.map { entries[$0].shape }
            let box = entry.reduction == nil ? entry.shape : inputs[0]
            var cost = Double(box.elementCount) * 5e-4
            var rows = [box.first ?? 1]
            if let kernel = entry.operation as? any KernelOperation {
                cost = kernel.cost(inputs: inputs, output: entry.shape)
                // The rows of a product's transposed left side are summed over.
                if let product = kernel as? MatrixMultiplication, product.transposeLeft { rows = [inputs[0][0]] }
            } else if entry.elementwise != nil {
                rows.append(box.elementCount)
            }
            for count in rows { heaviest[count] = max(heaviest[count] ?? 0, cost) }
        }
    }

    /// The parts of `rows` rows; 1 where cutting does not pay.
    func parts(_ rows: Int) -> Int {
        guard let cost = heaviest[rows], cost >= leastCost else { return 1 }
        var parts = 2
        while parts < Self.most, cost >= Double(parts) * Self.costOfPart * 2 { parts *= 2 }
        return min(parts, rows)
    }

    /// Part number `part` of `rows` rows cut into `parts`.
    static func range(_ part: Int, of parts: Int, rows: Int) -> Range<Int> {
        rows * part / parts..<rows * (part + 1) / parts
    }
}
