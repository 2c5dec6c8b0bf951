/// Matrix products with one very short side: the last layer of a discriminator (one column), its weight gradient (one column,
/// transposed left), and its input gradient (an outer product, inner size 1).
///
/// A matrix library cuts its operands into tiles that are 16 or more wide on every side. Here most of a tile would be empty, and the work is
/// bound by reading the long operand once; three plain loops do that two to eight times faster than the library.
///
/// The right operand is small on this path and is first copied into the order that the loop wants. Every result is summed by one
/// thread in a fixed order, so results do not depend on the number of threads.
final class ThinMatrixProduct {
    /// The longest side that still counts as short.
    static let limit = 4
    /// Multiplications that one thread should do at least; below this a second thread costs more than it helps.
    static let multiplicationsPerGrain = 32_768

    private enum Method {
        /// Few columns, left [rows, inner]: each result is a dot product of two contiguous vectors.
        case dotProducts
        /// Few columns, left [inner, rows]: the rows of the left matrix, scaled and added up.
        case scaledRows
        /// Small inner size: each row of the result is a sum of at most four scaled rows of the right matrix.
        case outerProducts
    }

    private let method: Method
    private let sizes: MatrixProductSizes
    /// The right matrix as [columns, inner] for few columns and as [inner, columns] for a small inner size.
    private let packedRight: Storage
    /// [columns, rows], for `scaledRows` only.
    private let sums: Storage
    /// [columns]: added when there is no bias.
    private let zeros: Storage

    /// Nothing when the sizes are not thin.
    init?(_ sizes: MatrixProductSizes) {
        guard sizes.batch == 1 else { return nil }
        if sizes.inner <= Self.limit {
            method = .outerProducts
        } else if sizes.columns <= Self.limit {
            method = sizes.transposeLeft ? .scaledRows : .dotProducts
        } else {
            return nil
        }
        self.sizes = sizes
        packedRight = Storage(count: sizes.inner * sizes.columns)
        sums = Storage(count: method == .scaledRows ? sizes.columns * sizes.rows : 0)
        zeros = Storage(count: sizes.columns)
    }

    var name: String { "plain loops for a thin product" }

    func run(
        left: UnsafePointer<Float>, right: UnsafePointer<Float>, bias: UnsafePointer<Float>?, result: UnsafeMutablePointer<Float>
    ) {
        let added = bias ?? UnsafePointer(zeros.pointer)
        let work = sizes.columns * sizes.inner
        let rowsPerGrain = max(16, Self.multiplicationsPerGrain / max(1, work))
        switch method {
        case .dotProducts:
            let vectors = pack(right, first: sizes.columns, firstStep: sizes.rightColumnStep, second: sizes.inner, secondStep: sizes.rightInnerStep)
            parallel(count: sizes.rows, grain: rowsPerGrain) { dotProducts($0, left, vectors, added, result) }
        case .scaledRows:
            let vectors = pack(right, first: sizes.columns, firstStep: sizes.rightColumnStep, second: sizes.inner, secondStep: sizes.rightInnerStep)
            parallel(count: sizes.rows, grain: rowsPerGrain) { scaledRows($0, left, vectors, added, result) }
        case .outerProducts:
            let rows = pack(right, first: sizes.inner, firstStep: sizes.rightInnerStep, second: sizes.columns, secondStep: sizes.rightColumnStep)
            parallel(count: sizes.rows, grain: rowsPerGrain) { outerProducts($0, left, rows, added, result) }
        }
    }

    /// The right matrix with `second` as its contiguous axis: itself when it already lies so.
    private func pack(_ right: UnsafePointer<Float>, first: Int, firstStep: Int, second: Int, secondStep: Int) -> UnsafePointer<Float> {
        if secondStep == 1 && firstStep == second || first == 1 && secondStep == 1 { return right }
        let packed = packedRight.pointer
        for i in 0..<first {
            for j in 0..<second { packed[i * second + j] = right[i * firstStep + j * secondStep] }
        }
        return UnsafePointer(packed)
    }

    private func dotProducts(
        _ range: Range<Int>, _ left: UnsafePointer<Float>, _ vectors: UnsafePointer<Float>, _ added: UnsafePointer<Float>,
        _ result: UnsafeMutablePointer<Float>
    ) {
        let (inner, columns, bend) = (sizes.inner, sizes.columns, Bend(sizes.activation))
        for row in range {
            for column in 0..<columns {
                let sum = dotProduct(left + row &* inner, vectors + column &* inner, count: inner) + added[column]
                result[row &* columns &+ column] = bend(sum)
            }
        }
    }

    private func scaledRows(
        _ range: Range<Int>, _ left: UnsafePointer<Float>, _ vectors: UnsafePointer<Float>, _ added: UnsafePointer<Float>,
        _ result: UnsafeMutablePointer<Float>
    ) {
        let (inner, columns, rows, bend) = (sizes.inner, sizes.columns, sizes.rows, Bend(sizes.activation))
        let (start, count) = (range.lowerBound, range.count)
        for column in 0..<columns {
            let sum = sums.pointer + (column &* rows &+ start)
            let factors = vectors + column &* inner
            for index in 0..<count { sum[index] = added[column] }
            // Four rows at a time: the running sums are then read and written a quarter as often.
            var k = 0
            while k &+ 4 <= inner {
                let row = left + (k &* rows &+ start)
                let (f0, f1, f2, f3) = (factors[k], factors[k &+ 1], factors[k &+ 2], factors[k &+ 3])
                let (row1, row2, row3) = (row + rows, row + 2 &* rows, row + 3 &* rows)
                for index in 0..<count {
                    let pair = (row[index] * f0).addingProduct(row1[index], f1)
                    let other = (row2[index] * f2).addingProduct(row3[index], f3)
                    sum[index] += pair + other
                }
                k &+= 4
            }
            while k < inner {
                let row = left + (k &* rows &+ start)
                let factor = factors[k]
                for index in 0..<count { sum[index] = sum[index].addingProduct(row[index], factor) }
                k &+= 1
            }
            for index in 0..<count {
                result[(start &+ index) &* columns &+ column] = bend(sum[index])
            }
        }
    }

    private func outerProducts(
        _ range: Range<Int>, _ left: UnsafePointer<Float>, _ rows: UnsafePointer<Float>, _ added: UnsafePointer<Float>,
        _ result: UnsafeMutablePointer<Float>
    ) {
        let (inner, columns, bend) = (sizes.inner, sizes.columns, Bend(sizes.activation))
        let (rowStep, innerStep) = (sizes.leftRowStep, sizes.leftInnerStep)
        // A missing second or fourth term is zero times zero: two loops then serve the inner sizes 1 to 4.
        let row1 = inner > 1 ? rows + columns : UnsafePointer(zeros.pointer)
        let row2 = rows + (inner > 2 ? 2 &* columns : 0)
        let row3 = inner > 3 ? rows + 3 &* columns : UnsafePointer(zeros.pointer)
        for row in range {
            let factors = left + row &* rowStep
            let target = result + row &* columns
            let f0 = factors[0]
            let f1 = inner > 1 ? factors[innerStep] : 0
            if inner <= 2 {
                for column in 0..<columns {
                    let sum = added[column].addingProduct(rows[column], f0).addingProduct(row1[column], f1)
                    target[column] = bend(sum)
                }
            } else {
                let f2 = factors[2 &* innerStep]
                let f3 = inner > 3 ? factors[3 &* innerStep] : 0
                for column in 0..<columns {
                    let pair = added[column].addingProduct(rows[column], f0).addingProduct(row1[column], f1)
                    let sum = pair.addingProduct(row2[column], f2).addingProduct(row3[column], f3)
                    target[column] = bend(sum)
                }
            }
        }
    }
}

/// An activation as arithmetic without branches.
private struct Bend {
    private let slope: Float
    private let least: Float

    init(_ activation: FusedActivation) {
        (slope, least) = (activation.slope, activation.least)
    }

    @inline(__always)
    func callAsFunction(_ x: Float) -> Float {
        // Of not-a-number and a number this is the first.
        let bounded = least > x ? least : x
        return x > 0 ? x : slope * bounded
    }
}
