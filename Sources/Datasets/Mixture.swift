import Foundation

/// A mixture of round Gaussians of one width:
///
///     p(x) = Σ wₖ (2πσ²)^(−d/2) exp(−‖x − cₖ‖² / 2σ²)
///
/// with centres cₖ, deviation σ and weights wₖ that sum to 1. The modes are known exactly, so mode collapse can be
/// counted instead of guessed.
public struct Mixture: Sendable, Hashable {
    /// One point for each mode, `[modes][dimensions]`.
    public let centres: [[Float]]
    /// The standard deviation σ of every mode along every axis.
    public let deviation: Float
    /// The probability of each mode; they sum to 1.
    public let weights: [Float]

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
    }

    /// The number of coordinates of a point.
    public var dimensions: Int { centres[0].count }

    /// The probability density p(x), in units of 1 / length^dimensions.
    public func density(at point: [Float]) -> Double {
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
    public var bounds: [ClosedRange<Float>] {
        let extents = (0..<dimensions).map { axis in
            let along = centres.map { $0[axis] }
            return (lowest: along.min() ?? 0, highest: along.max() ?? 0)
        }
        let widest = extents.map { $0.highest - $0.lowest }.max() ?? 0
        let margin = max(4 * deviation, 0.15 * widest)
        return extents.map { $0.lowest - margin...$0.highest + margin }
    }

    /// The plain reference sampler: `count` points one after the other, `[count × dimensions]`.
    public func sample<Generator: RandomNumberGenerator>(count: Int, using generator: inout Generator) -> [Float] {
        var points: [Float] = []
        points.reserveCapacity(count * dimensions)
        for _ in 0..<count {
            for coordinate in centres[drawMode(using: &generator)] {
                points.append(coordinate + deviation * Float(drawNormal(using: &generator)))
            }
        }
        return points
    }

    private func drawMode<Generator: RandomNumberGenerator>(using generator: inout Generator) -> Int {
        var left = Float.random(in: 0..<1, using: &generator)
        for (mode, weight) in weights.enumerated() {
            if left < weight { return mode }
            left -= weight
        }
        // Rounding can leave a crumb above the last weight.
        return weights.lastIndex { $0 > 0 } ?? 0
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

/// One draw from N(0, 1) by Box and Muller's transform: √(−2 ln u) cos(2πv), u in (0, 1].
func drawNormal<Generator: RandomNumberGenerator>(using generator: inout Generator) -> Double {
    let distance = 1 - Double.random(in: 0..<1, using: &generator)
    let turn = Double.random(in: 0..<1, using: &generator)
    return (-2 * log(distance)).squareRoot() * cos(2 * Double.pi * turn)
}
