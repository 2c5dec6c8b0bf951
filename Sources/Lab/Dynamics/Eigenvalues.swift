import Foundation

/// A complex number.
public struct ComplexNumber: Sendable, Hashable {
    public var real: Double
    public var imaginary: Double

    public init(_ real: Double, _ imaginary: Double = 0) {
        self.real = real
        self.imaginary = imaginary
    }

    /// Its distance from 0.
    public var length: Double { hypot(real, imaginary) }
}

/// The eigenvalues of a real matrix that need not be symmetric, with their multiplicities; complex ones in pairs.
///
/// Householder reflections bring the matrix into Hessenberg form, zero below its first subdiagonal; QR steps with the double shift of
/// Francis then drive that to zero, and what stays on the diagonal, single or in blocks of two, are the eigenvalues. Everything is
/// real until the last square root. O(n³).
/// Source: Golub, Van Loan 2013, "Matrix Computations", algorithms 7.4.2 and 7.5.1; the shifts and their exceptions as in EISPACK's
/// `hqr`: Martin, Peters, Wilkinson 1970, "The QR algorithm for real Hessenberg matrices".
///
/// - Parameter matrix: `[order, order]`, row-major.
/// - Returns: `nil` where it holds something that is not finite, or the steps do not converge.
public func eigenvalues(of matrix: [Double], order: Int) -> [ComplexNumber]? {
    precondition(matrix.count == order * order, "the matrix is square")
    guard matrix.allSatisfy(\.isFinite) else { return nil }
    var reduction = HessenbergReduction(matrix, order)
    reduction.reduce()
    return reduction.deflate()
}

private struct HessenbergReduction {
    private var entries: [Double]
    private let order: Int

    init(_ entries: [Double], _ order: Int) {
        self.entries = entries
        self.order = order
    }

    private subscript(row: Int, column: Int) -> Double {
        get { entries[row * order + column] }
        set { entries[row * order + column] = newValue }
    }

    /// A ← QᵀAQ with a reflection for each column.
    mutating func reduce() {
        for column in 0..<max(0, order - 2) {
            var normal = (column + 1..<order).map { self[$0, column] }
            let length = normal.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 0 else { continue }
            normal[0] += normal[0] < 0 ? -length : length
            let factor = 2 / normal.reduce(0) { $0 + $1 * $1 }
            for j in 0..<order {
                let product = factor * normal.indices.reduce(0) { $0 + normal[$1] * self[column + 1 + $1, j] }
                for i in normal.indices { self[column + 1 + i, j] -= product * normal[i] }
            }
            for i in 0..<order {
                let product = factor * normal.indices.reduce(0) { $0 + normal[$1] * self[i, column + 1 + $1] }
                for j in normal.indices { self[i, column + 1 + j] -= product * normal[j] }
            }
            for row in column + 2..<max(column + 2, order) { self[row, column] = 0 }
        }
    }

    /// Steps of a block after which something other than the usual shift is tried, and after which nothing more.
    private static let exceptions: Set<Int> = [10, 20, 30]
    private static let mostSteps = 60

    mutating func deflate() -> [ComplexNumber]? {
        var found: [ComplexNumber] = []
        var size = 0.0
        for row in 0..<order { for column in max(0, row - 1)..<order { size += abs(self[row, column]) } }
        var last = order - 1
        var shifted = 0.0
        var steps = 0
        while last >= 0 {
            let first = start(ofBlockEndingAt: last, size: size)
            let corner = self[last, last]
            if first == last {
                found.append(ComplexNumber(corner + shifted))
                (last, steps) = (last - 1, 0)
            } else if first == last - 1 {
                found += pair(endingAt: last, shifted: shifted)
                (last, steps) = (last - 2, 0)
            } else {
                guard steps < Self.mostSteps else { return nil }
                var shift = (x: corner, y: self[last - 1, last - 1], w: self[last, last - 1] * self[last - 1, last])
                if Self.exceptions.contains(steps) {
                    shifted += corner
                    for place in 0...last { self[place, place] -= corner }
                    let reach = abs(self[last, last - 1]) + abs(self[last - 1, last - 2])
                    shift = (0.75 * reach, 0.75 * reach, -0.4375 * reach * reach)
                }
                steps += 1
                step(from: first, to: last, shift)
            }
        }
        return found
    }

    /// The first row of the block that ends at a row: above it, the subdiagonal is nothing beside its neighbours.
    private mutating func start(ofBlockEndingAt last: Int, size: Double) -> Int {
        var first = last
        while first > 0 {
            let neighbours = abs(self[first - 1, first - 1]) + abs(self[first, first])
            if abs(self[first, first - 1]) <= .ulpOfOne * (neighbours == 0 ? size : neighbours) {
                self[first, first - 1] = 0
                break
            }
            first -= 1
        }
        return first
    }

    /// The eigenvalues of the block of two that ends at a row.
    private func pair(endingAt last: Int, shifted: Double) -> [ComplexNumber] {
        let x = self[last, last]
        let w = self[last, last - 1] * self[last - 1, last]
        let p = (self[last - 1, last - 1] - x) / 2
        let q = p * p + w
        guard q >= 0 else {
            let root = (-q).squareRoot()
            return [ComplexNumber(x + p + shifted, root), ComplexNumber(x + p + shifted, -root)]
        }
        // The root of the same sign first: the other follows without cancellation.
        let z = p + (p < 0 ? -q.squareRoot() : q.squareRoot())
        return [ComplexNumber(x + z + shifted), ComplexNumber((z == 0 ? x + z : x - w / z) + shifted)]
    }

    /// One QR step with both shifts at once, on the rows of a block.
    private mutating func step(from first: Int, to last: Int, _ shift: (x: Double, y: Double, w: Double)) {
        var (p, q, r) = (0.0, 0.0, 0.0)
        var begin = last - 2
        while true {
            let z = self[begin, begin]
            let (toX, toY) = (shift.x - z, shift.y - z)
            p = (toX * toY - shift.w) / self[begin + 1, begin] + self[begin, begin + 1]
            q = self[begin + 1, begin + 1] - z - toX - toY
            r = self[begin + 2, begin + 1]
            let scale = abs(p) + abs(q) + abs(r)
            (p, q, r) = (p / scale, q / scale, r / scale)
            if begin == first { break }
            let small = abs(self[begin, begin - 1]) * (abs(q) + abs(r))
            let large = abs(p) * (abs(self[begin - 1, begin - 1]) + abs(z) + abs(self[begin + 1, begin + 1]))
            if small <= .ulpOfOne * large { break }
            begin -= 1
        }
        for row in begin + 2...last {
            self[row, row - 2] = 0
            if row > begin + 2 { self[row, row - 3] = 0 }
        }
        for k in begin..<last {
            let isLast = k == last - 1
            var scale = 1.0
            if k > begin {
                (p, q, r) = (self[k, k - 1], self[k + 1, k - 1], isLast ? 0 : self[k + 2, k - 1])
                scale = abs(p) + abs(q) + abs(r)
                if scale > 0 { (p, q, r) = (p / scale, q / scale, r / scale) }
            }
            let length = (p * p + q * q + r * r).squareRoot()
            let s = p < 0 ? -length : length
            guard s != 0 else { continue }
            if k > begin {
                self[k, k - 1] = -s * scale
            } else if first < begin {
                self[k, k - 1] = -self[k, k - 1]
            }
            p += s
            let (x, y, z) = (p / s, q / s, r / s)
            (q, r) = (q / p, r / p)
            for column in k...last {
                var sum = self[k, column] + q * self[k + 1, column]
                if !isLast {
                    sum += r * self[k + 2, column]
                    self[k + 2, column] -= sum * z
                }
                self[k + 1, column] -= sum * y
                self[k, column] -= sum * x
            }
            for row in first...min(last, k + 3) {
                var sum = x * self[row, k] + y * self[row, k + 1]
                if !isLast {
                    sum += z * self[row, k + 2]
                    self[row, k + 2] -= sum * r
                }
                self[row, k + 1] -= sum * q
                self[row, k] -= sum
            }
        }
    }
}
