import Foundation
import Graphs

/// A mixture of round Gaussians of one width:
///
///     p(x) = Σ wₖ (2πσ²)^(−d/2) exp(−‖x − cₖ‖² / 2σ²)
///
/// with centres cₖ, deviation σ and weights wₖ that sum to 1. The modes are known exactly, so mode collapse can be
/// counted instead of guessed: the class of an example is its mode, in the order of the centres.
public struct Mixture: DataSource {
    /// One point for each mode, `[modes][dimensions]`.
    public let centres: [[Float]]
    /// The standard deviation σ of every mode along every axis.
    public let deviation: Float
    /// The probability of each mode; they sum to 1.
    public let weights: [Float]
    /// The centres, `[modes, dimensions]`.
    private let centreRows: Variable

    /// Equal weights where none are given; given ones are divided by their sum.
    public init(centres: [[Float]], deviation: Float, weights: [Float]? = nil) {
        precondition(!centres.isEmpty, "a mixture has at least one mode")
        precondition(centres.allSatisfy { $0.count == centres[0].count }, "the centres of a mixture agree in dimension")
        precondition(deviation > 0, "the deviation of a mixture is above 0")
        let given = weights ?? Array(repeating: 1, count: centres.count)
        precondition(given.count == centres.count, "a mixture has one weight for each mode")
        let total = given.reduce(0, +)
        precondition(total > 0 && given.allSatisfy { $0 >= 0 }, "the weights of a mixture are not negative and not all 0")
        self.centres = centres
        self.deviation = deviation
        self.weights = given.map { $0 / total }
        centreRows = Variable(
            "data.centres", shape: [centres.count, centres[0].count], values: centres.flatMap { $0 })
    }

    /// The number of coordinates of a point.
    public var dimensions: Int { centres[0].count }

    /// The probability density p(x), in units of 1 / length^dimensions.
    public func density(at point: [Float]) -> Double? {
        precondition(point.count == dimensions, "the point has the dimension of the mixture")
        let variance = Double(deviation) * Double(deviation)
        let peak = pow(2 * Double.pi * variance, -Double(dimensions) / 2)
        var sum = 0.0
        for (centre, weight) in zip(centres, weights) {
            sum += Double(weight) * exp(-squaredDistance(centre, point) / (2 * variance))
        }
        return peak * sum
    }

    /// The range of each coordinate that holds practically all of the density, with a margin for plots.
    public var bounds: [ClosedRange<Float>]? {
        let extents = (0..<dimensions).map { axis in
            let along = centres.map { $0[axis] }
            return (lowest: along.min() ?? 0, highest: along.max() ?? 0)
        }
        let widest = extents.map { $0.highest - $0.lowest }.max() ?? 0
        let margin = max(4 * deviation, 0.15 * widest)
        return extents.map { $0.lowest - margin...$0.highest + margin }
    }

    public var modes: Mixture? { self }

    public var classNames: [String] { centres.indices.map(String.init) }

    /// `[count, dimensions]`: a mode for each example, and σ · n around its centre, n ~ N(0, I). Draws from `mode` and
    /// `noise`.
    public func batch(_ count: Int, stream: RandomStream) throws(ShapeError) -> Batch {
        let modes = try modeNumbers(count, stream: stream.appending("mode"))
        let noise = Tensor.randomNormal([count, dimensions], stream: stream.appending("noise"))
        return Batch(examples: try centreRows.tensor.gather(rows: modes) + noise * deviation, labels: modes)
    }

    /// `[count]`: by the inverse of the cumulative weights, or plain whole numbers where all weigh the same.
    private func modeNumbers(_ count: Int, stream: RandomStream) throws(ShapeError) -> Tensor {
        if weights.allSatisfy({ $0 == weights[0] }) {
            return Tensor.randomIntegers(below: weights.count, [count], stream: stream)
        }
        var reached: Float = 0
        let limits = weights.dropLast().map { weight in
            reached += weight
            return reached
        }
        let uniform = Tensor.randomUniform([count, 1], stream: stream)
        let passed = try uniform.isGreaterOrEqual(to: Tensor.constant(limits, shape: [1, limits.count]))
        return try passed.sum(axes: [1])
    }
}

func squaredDistance(_ first: [Float], _ second: [Float]) -> Double {
    var sum = 0.0
    for (a, b) in zip(first, second) {
        let difference = Double(a) - Double(b)
        sum += difference * difference
    }
    return sum
}
