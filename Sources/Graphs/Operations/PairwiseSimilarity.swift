import Kernels

/// For every point of a batch and every kernel, how close all others lie: Σ_j≠i exp(−Σ_c |M_ci − M_cj|).
///
/// M `[kernels, dimensions, count]` gives `[kernels, count]`. Behind M may stand directions H₁ … H_k of its shape; each pair's
/// term then has the factors D_m(i, j), how fast the pair's distance grows as M moves along H_m: see `PairSums`. With them and
/// `PairwisePull` the family is closed: every derivative, of any order, is one operation of it, and none holds an array of all pairs.
struct PairwiseSimilarity: RowOperation {
    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        guard inputs[0].count == 3, inputs[0][1] > 0, inputs.dropFirst().allSatisfy({ $0 == inputs[0] }) else {
            throw ShapeError("pairs are compared over [kernels, dimensions, points], found \(inputs[0].sizeText)")
        }
        return [inputs[0][0], inputs[0][2]]
    }

    /// By M, every pair's term shrinks as its distance grows; by H_m, the others' factors stay.
    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let (points, directions) = (inputs[0], Array(inputs.dropFirst()))
        var passed: [Tensor?] = [-(try .pull(points, gradient, directions))]
        for index in directions.indices { passed.append(try .pull(points, gradient, directions.without(index))) }
        return passed
    }

    func needsSameRows(inputs: [Shape], output: Shape) -> [Bool]? { inputs.map { _ in true } }

    func cost(inputs: [Shape], output: Shape) -> Double { PairwiseKernel.cost(inputs[0], directions: inputs.count - 1) }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel { PairwiseKernel(inputs[0], isPull: false) }
}

/// The adjoint of the derivative of `PairwiseSimilarity`: Σ_j≠i (g_i + g_j) exp(−Σ_c |M_ci − M_cj|) Π_m D_m(i, j) sign(M_ci − M_cj).
///
/// M `[kernels, dimensions, count]`, g `[kernels, count]`, directions as M; the result has the shape of M.
struct PairwisePull: RowOperation {
    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { inputs[0] }

    /// Under a gradient K of it, Σ K · pull = Σ_i g_i Σ_j w(i, j) D_K(i, j): K is one direction more.
    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let (points, weights, directions) = (inputs[0], inputs[1], Array(inputs.dropFirst(2)))
        var passed: [Tensor?] = [
            -(try .pull(points, weights, directions + [gradient])),
            try Tensor(PairwiseSimilarity(), [points] + directions + [gradient]),
        ]
        for index in directions.indices {
            passed.append(try .pull(points, weights, directions.without(index) + [gradient]))
        }
        return passed
    }

    func needsSameRows(inputs: [Shape], output: Shape) -> [Bool]? { inputs.map { _ in true } }

    func cost(inputs: [Shape], output: Shape) -> Double { PairwiseKernel.cost(inputs[0], directions: inputs.count - 1) }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel { PairwiseKernel(inputs[0], isPull: true) }
}

private final class PairwiseKernel: GraphKernel {
    private let sums: PairSums
    private let isPull: Bool

    init(_ points: Shape, isPull: Bool) {
        sums = PairSums(kernels: points[0], dimensions: points[1], count: points[2])
        self.isPull = isPull
    }

    /// A few steps for each coordinate of a pair, and its exponential.
    static func cost(_ points: Shape, directions: Int) -> Double {
        let pairs = Double(points[2]) * Double(points[2]) / 2
        return pairs * Double(points[0]) * Double(points[1] * (1 + 2 * directions) + 6) * 5e-5
    }

    func run(_ inputs: [UnsafeMutablePointer<Float>], _ output: UnsafeMutablePointer<Float>, _ position: RandomPosition) {
        if isPull {
            sums.pulls(points: inputs[0], gradient: inputs[1], directions: inputs.dropFirst(2), into: output)
        } else {
            sums.similarities(points: inputs[0], directions: inputs.dropFirst(), into: output)
        }
    }
}

extension Array {
    fileprivate func without(_ index: Int) -> [Element] { Array(self[..<index] + self[(index + 1)...]) }
}

extension Tensor {
    fileprivate static func pull(_ points: Tensor, _ weights: Tensor, _ directions: [Tensor]) throws(ShapeError) -> Tensor {
        try Tensor(PairwisePull(), [points, weights] + directions)
    }

    /// Σ over all other points of exp(−L1 distance), for each kernel a distance of its own: coordinates
    /// `[kernels, dimensions, points]` give `[kernels, points]`.
    public func pairwiseSimilarity() throws(ShapeError) -> Tensor { try Tensor(PairwiseSimilarity(), [self]) }
}
