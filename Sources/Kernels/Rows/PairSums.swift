/// Sums over the pairs of a batch, for each of several kernels: how close every point lies to all others, and which way.
///
/// A kernel has `dimensions` coordinates of `count` points, M `[dimensions, count]`. For a pair of points
///
///     w(i, j) = exp(−Σ_c |M_ci − M_cj|) Π_m D_m(i, j)      D_m(i, j) = Σ_c s_c(i, j) (H_mci − H_mcj)      s = sign(M_ci − M_cj)
///
/// with some directions H of the shape of M, or none. D is how fast the distance grows as M moves along H. Both w and D stay as
/// they are when i and j are exchanged, and s changes its sign: each pair is looked at once, for both of its points.
///
/// Nothing of the size count × count is stored: what belongs to one point and those behind it stays in the first-level cache.
public final class PairSums {
    private let kernels: Int
    private let dimensions: Int
    private let count: Int
    /// One number for each point behind the one at hand: the pairs' weights, and a factor of them.
    private let scratch: Storage

    public init(kernels: Int, dimensions: Int, count: Int) {
        self.kernels = kernels
        self.dimensions = dimensions
        self.count = count
        scratch = Storage(count: 2 * count)
    }

    /// result[b, i] = Σ_j≠i w(i, j), `[kernels, count]`.
    /// - Parameters:
    ///   - points: M `[kernels, dimensions, count]`.
    ///   - directions: each as M.
    public func similarities(
        points: UnsafePointer<Float>, directions: ArraySlice<UnsafeMutablePointer<Float>>, into result: UnsafeMutablePointer<Float>
    ) {
        result.update(repeating: 0, count: kernels * count)
        eachPair(points, directions) { kernel, point, behind, weights in
            let sums = result + kernel * count
            sums[point] += sumOf(weights, behind)
            let others = sums + point + 1
            each(behind) { others[$0] += weights[$0] }
        }
    }

    /// result[b, c, i] = Σ_j≠i (g_bi + g_bj) w(i, j) s_c(i, j), `[kernels, dimensions, count]`.
    /// - Parameter gradient: g `[kernels, count]`.
    public func pulls(
        points: UnsafePointer<Float>, gradient: UnsafePointer<Float>, directions: ArraySlice<UnsafeMutablePointer<Float>>,
        into result: UnsafeMutablePointer<Float>
    ) {
        let length = dimensions * count
        result.update(repeating: 0, count: kernels * length)
        eachPair(points, directions) { kernel, point, behind, weights in
            let (g, signed) = (gradient + kernel * count, scratch.pointer + count)
            let (own, others) = (g[point], g + point + 1)
            each(behind) { weights[$0] *= own + others[$0] }
            for dimension in 0..<dimensions {
                let place = kernel * length + dimension * count
                let (here, there) = (points[place + point], points + place + point + 1)
                let pulled = result + place + point + 1
                each(behind) { index in
                    let along = signedValue(weights[index], here - there[index])
                    signed[index] = along
                    pulled[index] -= along
                }
                result[place + point] += sumOf(signed, behind)
            }
        }
    }

    /// The weights of each point with all behind it, kernel by kernel.
    @inline(__always)
    private func eachPair(
        _ points: UnsafePointer<Float>, _ directions: ArraySlice<UnsafeMutablePointer<Float>>,
        _ body: (_ kernel: Int, _ point: Int, _ behind: Int, _ weights: UnsafeMutablePointer<Float>) -> Void
    ) {
        let (weights, factor) = (scratch.pointer, scratch.pointer + count)
        for kernel in 0..<kernels {
            for point in 0..<count - 1 {
                let behind = count - 1 - point
                let first = kernel * dimensions * count + point
                distances(points + first, behind, weights)
                each(behind) { weights[$0] = exponential(-weights[$0]) }
                for direction in directions {
                    growth(points + first, direction + first, behind, factor)
                    each(behind) { weights[$0] *= factor[$0] }
                }
                body(kernel, point, behind, weights)
            }
        }
    }

    /// Σ_c |M_ci − M_cj| for every j behind i.
    @inline(__always)
    private func distances(_ point: UnsafePointer<Float>, _ behind: Int, _ result: UnsafeMutablePointer<Float>) {
        each(behind) { result[$0] = abs(point[0] - point[$0 + 1]) }
        for dimension in 1..<max(1, dimensions) {
            let row = point + dimension * count
            each(behind) { result[$0] += abs(row[0] - row[$0 + 1]) }
        }
    }

    /// D(i, j) for every j behind i.
    @inline(__always)
    private func growth(
        _ point: UnsafePointer<Float>, _ direction: UnsafePointer<Float>, _ behind: Int, _ result: UnsafeMutablePointer<Float>
    ) {
        result.update(repeating: 0, count: behind)
        for dimension in 0..<dimensions {
            let (row, moved) = (point + dimension * count, direction + dimension * count)
            each(behind) { result[$0] += signedValue(moved[0] - moved[$0 + 1], row[0] - row[$0 + 1]) }
        }
    }
}

/// The value, its negative, or 0, by the sign of the other number.
@inline(__always)
private func signedValue(_ value: Float, _ sign: Float) -> Float {
    let positive = sign > 0 ? value : 0
    return sign < 0 ? -value : positive
}
