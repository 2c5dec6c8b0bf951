/// How a box is cut into tiles.
///
/// A tile is a stretch of the innermost axis, or several whole rows of it: about five hundred points, so that all
/// registers of a loop stay in the first-level cache.
struct TilePlan {
    /// Points in a full tile, at most.
    static let capacity = 512
    /// Floats of a scratch tile. Three cache lines more than its points: tiles a multiple of 4096 bytes apart would fall
    /// into the same sets of the first-level cache, and loads would wait for stores to unrelated addresses.
    static let pitch = capacity + 48

    let outerExtents: [Int]
    let rows: Int
    let columns: Int
    let rowsPerTile: Int
    let columnsPerTile: Int
    let rowBlocks: Int
    let columnBlocks: Int
    let tileCount: Int

    init(extents: [Int]) {
        let rank = extents.count
        columns = extents[rank - 1]
        rows = rank > 1 ? extents[rank - 2] : 1
        outerExtents = Array(extents.dropLast(2))
        if columns >= Self.capacity {
            rowsPerTile = 1
            columnBlocks = (columns + Self.capacity - 1) / Self.capacity
            // Blocks of equal length, whole vectors each.
            columnsPerTile = ((columns + columnBlocks - 1) / columnBlocks + 15) / 16 * 16
        } else {
            rowsPerTile = min(rows, max(1, Self.capacity / columns))
            columnsPerTile = columns
            columnBlocks = 1
        }
        rowBlocks = (rows + rowsPerTile - 1) / rowsPerTile
        tileCount = outerExtents.reduce(1, *) * rowBlocks * columnBlocks
    }
}

/// Where one strided operand of a loop lies, seen tile by tile.
struct TileAccess {
    let outerStrides: [Int]
    let rowStride: Int
    let columnStride: Int
    /// A tile of it is one contiguous run.
    let isDirect: Bool
    /// Every tile of it holds the same numbers.
    let isInvariant: Bool

    init(strides: [Int], plan: TilePlan) {
        let rank = strides.count
        columnStride = strides[rank - 1]
        rowStride = rank > 1 ? strides[rank - 2] : 0
        outerStrides = Array(strides.dropLast(2))
        isDirect = (columnStride == 1 || plan.columns == 1)
            && (plan.rowsPerTile == 1 || rowStride == plan.columns)
        isInvariant = outerStrides.allSatisfy { $0 == 0 }
            && (rowStride == 0 || plan.rowBlocks == 1) && (columnStride == 0 || plan.columnBlocks == 1)
    }

    @inline(__always)
    func offset(_ tile: TileIndex) -> Int {
        var offset = tile.row * rowStride + tile.column * columnStride
        var rest = tile.outer
        for axis in outerStrides.indices.reversed() {
            let extent = tile.outerExtents[axis]
            offset += (rest % extent) * outerStrides[axis]
            rest /= extent
        }
        return offset
    }

    /// Copies a tile to `target`, row after row without gaps.
    @inline(__always)
    func expand(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, rows: Int, columns: Int) {
        for row in 0..<rows {
            let from = source + row * rowStride
            let to = target + row * columns
            switch columnStride {
            case 1: for column in 0..<columns { to[column] = from[column] }
            case 0: for column in 0..<columns { to[column] = from[0] }
            default: for column in 0..<columns { to[column] = from[column * columnStride] }
            }
        }
    }
}

/// One tile's place in the box.
struct TileIndex {
    let outerExtents: [Int]
    let outer: Int
    let row: Int
    let column: Int
    let rows: Int
    let columns: Int

    @inline(__always)
    init(_ number: Int, _ plan: TilePlan) {
        outerExtents = plan.outerExtents
        let columnBlock = number % plan.columnBlocks
        let rest = number / plan.columnBlocks
        row = rest % plan.rowBlocks * plan.rowsPerTile
        outer = rest / plan.rowBlocks
        column = columnBlock * plan.columnsPerTile
        rows = min(plan.rowsPerTile, plan.rows - row)
        columns = min(plan.columnsPerTile, plan.columns - column)
    }
}
