import Foundation
import Graphs

/// How many different samples there are, from how many of a batch are alike: the birthday paradox backwards.
///
/// Of s samples that take N values with equal chance, s(s − 1) / 2N pairs are expected to be the same one, so that c pairs speak for
///
///     N = s(s − 1) / 2c
///
/// values; where some are more likely than others, N is the number of equally likely ones that would collide as often (Simpson's
/// index). Two samples count as the same when they are *near-duplicates*: nearer to each other than half the mean distance from one of
/// as many real examples to its nearest other. The paper's people looked at the nearest pairs instead.
///
/// Confidence: pairs come nearly independently, so c varies as a Poisson number, about √c. `range` holds N with 95 %; with 4 pairs it
/// is from N/2.6 to 3.7 N, with 100 a fifth to either side. Where a few samples make all of the pairs, it is too narrow.
/// Source: Arora, Risteski, Zhang 2018, "Do GANs learn the distribution? Some theory and empirics", section 3.
public struct BirthdayEstimate: Sendable, Equatable {
    public let samples: Int
    /// Pairs of near-duplicates.
    public let duplicates: Int

    private var pairs: Double { Double(samples) * Double(samples - 1) / 2 }

    /// The estimate; where no pair is alike, what one pair would speak for: there are at least about so many.
    public var support: Double { pairs / Double(max(1, duplicates)) }

    /// The numbers that so many pairs are likely under (95 %), by Byar's approximation to Poisson limits.
    public var range: ClosedRange<Double> {
        func limit(_ count: Double, _ sign: Double) -> Double {
            count * pow(1 - 1 / (9 * count) + sign * 1.96 / (3 * count.squareRoot()), 3)
        }
        let most = limit(Double(duplicates) + 1, 1)
        return pairs / most...(duplicates == 0 ? .infinity : pairs / limit(Double(duplicates), -1))
    }
}

extension Experiment {
    /// The estimates for 1000 samples and for as many real examples, where there are so many, under the same rule; throws
    /// `MeasurementError` where all of the data lie at one place.
    public func birthdayEstimates() throws -> (generator: BirthdayEstimate, data: BirthdayEstimate) {
        let length = recipe.dataset.size.elementCount
        let real = try realExampleSet(count: Self.examplesToCompare)
        let limit = Float(try Neighbours(real).spacing / 2)
        guard limit > 0, limit.isFinite else {
            throw MeasurementError.onePlace("support", recipe)
        }
        func estimate(_ values: [Float]) throws -> BirthdayEstimate {
            BirthdayEstimate(
                samples: values.count / length, duplicates: try Neighbours.pairs(of: values, length: length, nearerThan: limit))
        }
        return (
            try estimate(Array(measuredSamples().prefix(Self.examplesToCompare * length))), try estimate(real.values)
        )
    }
}

extension Neighbours {
    /// How many pairs of points lie nearer to each other than a distance.
    static func pairs(of points: [Float], length: Int, nearerThan limit: Float) throws -> Int {
        // Few coordinates are compared one by one: the squares of a matrix product would drown what lies close together.
        guard length > 16 else { return directPairs(points, length, nearerThan: limit) }
        let count = points.count / length
        let given = Variable("points", shape: [count, length], values: points)
        let program = try Program(outputs: [given.tensor.matrixProduct(given.tensor, transposeRight: true)])
        program.run()
        let products = program.value(0)
        var found = 0
        products.withUnsafeBufferPointer { products in
            for first in 0..<count {
                for second in 0..<first {
                    let square = products[first * count + first] + products[second * count + second] - 2 * products[first * count + second]
                    if square < limit * limit { found += 1 }
                }
            }
        }
        return found
    }

    private static func directPairs(_ points: [Float], _ length: Int, nearerThan limit: Float) -> Int {
        var found = 0
        points.withUnsafeBufferPointer { points in
            for first in stride(from: 0, to: points.count, by: length) {
                for second in stride(from: 0, to: first, by: length) {
                    var square: Float = 0
                    for place in 0..<length {
                        let difference = points[first + place] - points[second + place]
                        square += difference * difference
                    }
                    if square < limit * limit { found += 1 }
                }
            }
        }
        return found
    }
}
