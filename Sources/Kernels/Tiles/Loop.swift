/// A fused elementwise pass as a value: what is read, computed, written and folded at every point of a box of extents.
///
/// Registers are numbered through: the loads first, then the constants, then one for the result of each step.
public struct Loop: Sendable {
    /// Reads one float a point: the element at Σ index · stride. A stride of 0 repeats along its axis.
    public struct Load: Sendable {
        public var strides: [Int]

        public init(strides: [Int]) {
            self.strides = strides
        }
    }

    /// register ← function(a, b, c). Unused operands repeat `a`.
    public struct Step: Sendable {
        public var function: TileFunction
        public var parameter: Float
        public var operands: [Int]

        public init(_ function: TileFunction, parameter: Float = 0, operands: [Int]) {
            self.function = function
            self.parameter = parameter
            self.operands = operands
        }
    }

    /// Writes a register, contiguously over the box.
    public struct Store: Sendable {
        public var register: Int
        /// The target is also read by this loop, at the same places: written only when a tile is done.
        public var isInPlace: Bool

        public init(register: Int, isInPlace: Bool = false) {
            self.register = register
            self.isInPlace = isInPlace
        }
    }

    /// Folds a register over the axes whose stride is 0, into `count` results.
    public struct Fold: Sendable {
        public var register: Int
        public var reduction: TileReduction
        public var strides: [Int]
        public var count: Int

        public init(register: Int, reduction: TileReduction, strides: [Int], count: Int) {
            self.register = register
            self.reduction = reduction
            self.strides = strides
            self.count = count
        }
    }

    public var extents: [Int]
    public var loads: [Load] = []
    public var constants: [Float] = []
    public var steps: [Step] = []
    public var stores: [Store] = []
    public var folds: [Fold] = []

    public init(extents: [Int]) {
        self.extents = extents
    }

    /// The same loop over a stretch of the outermost axis: its pointers must be moved by the rows before it.
    public func narrowed(to rows: Range<Int>) -> Loop {
        var part = self
        part.extents[0] = rows.count
        for index in folds.indices where folds[index].strides[0] != 0 {
            part.folds[index].count = rows.count * folds[index].strides[0]
        }
        return part
    }

    /// Steps of all kinds at all points: how much work the loop is, in units of one cheap step at one point.
    public var work: Int {
        let atPoint = loads.count + folds.count + stores.count + steps.reduce(0) { $0 + ($1.function.isCheap ? 1 : 4) }
        return extents.reduce(1, *) * atPoint
    }

    /// The same loop over as few axes as possible: extents of 1 vanish and neighbours that every stride treats as one
    /// axis are merged. Long inner axes are what makes tiles long.
    public func collapsed() -> Loop {
        let contiguous = contiguousStrides(of: extents)
        let all = loads.map(\.strides) + folds.map(\.strides) + [contiguous]
        var kept: [Int] = []  // last axis of each merged group
        var merged: [Int] = []
        for axis in extents.indices where extents[axis] != 1 {
            if let last = kept.last, all.allSatisfy({ $0[last] == $0[axis] * extents[axis] }) {
                kept[kept.count - 1] = axis
                merged[merged.count - 1] *= extents[axis]
            } else {
                kept.append(axis)
                merged.append(extents[axis])
            }
        }
        var result = self
        result.extents = merged.isEmpty ? [1] : merged
        func pick(_ strides: [Int]) -> [Int] { merged.isEmpty ? [0] : kept.map { strides[$0] } }
        for index in loads.indices { result.loads[index].strides = pick(loads[index].strides) }
        for index in folds.indices { result.folds[index].strides = pick(folds[index].strides) }
        return result
    }
}

/// Row-major strides: the last axis moves by one element.
func contiguousStrides(of extents: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: extents.count)
    for axis in stride(from: extents.count - 2, through: 0, by: -1) {
        strides[axis] = strides[axis + 1] * extents[axis + 1]
    }
    return strides
}
