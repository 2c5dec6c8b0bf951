import Datasets
import Foundation
import Graphs
import Networks

/// Fixed examples, ready to be searched for those that given points lie nearest to, by Euclidean distance of their numbers.
///
/// Distances come from one matrix product, |a − b|² = |a|² + |b|² − 2 a·b, which is fast and, for numbers scaled to −1…1,
/// exact to about 0.01 of a picture's distance to another.
final class Neighbours {
    /// The class of each example; empty where there are no classes.
    let labels: [Int]
    /// The mean distance from an example to the nearest other; 0 where nobody asked for it.
    let spacing: Double
    private let examples: Variable
    private let squares: [Float]

    /// - Parameters:
    ///   - part: at least one example.
    ///   - measuresSpacing: whether the distances among the examples are wanted, each with each.
    init(_ part: Examples.Part, measuresSpacing: Bool = true) throws {
        labels = part.labels ?? []
        let values = part.values
        let length = values.count / part.count
        examples = Variable("neighbours", shape: [part.count, length], values: values)
        squares = Self.squares(values, length)
        spacing = measuresSpacing
            ? try Self.mean(Self.search(values, among: examples, squares, skippingItself: true).map(\.distance)) : 0
    }

    /// The place and the distance of the example nearest to each point.
    ///
    /// - Parameter points: whole rows of the examples' length.
    func nearest(to points: [Float]) throws -> [Neighbour] {
        try Self.search(points, among: examples, squares, skippingItself: false)
    }

    struct Neighbour {
        var place = 0
        var distance = Float.infinity
    }

    static func mean(_ distances: [Float]) -> Double {
        distances.reduce(0) { $0 + Double($1) } / Double(max(1, distances.count))
    }

    private static func squares(_ values: [Float], _ length: Int) -> [Float] {
        stride(from: 0, to: values.count, by: length).map { start in
            values[start..<start + length].reduce(0) { $0 + $1 * $1 }
        }
    }

    private static func search(
        _ points: [Float], among examples: Variable, _ squares: [Float], skippingItself: Bool
    ) throws -> [Neighbour] {
        let (count, length) = (squares.count, examples.shape[1])
        let rows = points.count / length
        let given = Variable("points", shape: [rows, length], values: points)
        let program = try Program(outputs: [given.tensor.matrixProduct(examples.tensor, transposeRight: true)])
        program.run()
        let products = program.value(0)
        let ownSquares = self.squares(points, length)
        return (0..<rows).map { row in
            var best = Neighbour()
            for place in 0..<count where !skippingItself || place != row {
                let square = squares[place] - 2 * products[row * count + place]
                if square < best.distance { best = Neighbour(place: place, distance: square) }
            }
            best.distance = max(0, best.distance + ownSquares[row]).squareRoot()
            return best
        }
    }
}

/// How samples lie among the examples that were trained on.
public struct Neighbourhood: Sendable, Equatable {
    /// How many samples are nearest to an example of each class; empty where the data have no classes.
    public let classCounts: [Int]
    /// The mean distance from a sample to the nearest example, over the mean distance from an example to the nearest other.
    public let distance: Double

    /// How many classes the samples are of, in effect: e^H of the entropy H of their shares. All in one class are 1; ten classes
    /// in equal shares are 10.
    public var classes: Double {
        let total = Double(classCounts.reduce(0, +))
        let shares = classCounts.filter { $0 > 0 }.map { Double($0) / total }
        return exp(shares.reduce(0) { $0 - $1 * log($1) })
    }
}

extension Experiment {
    /// Examples that samples are compared with, and samples that are.
    static let examplesToCompare = 1000

    /// How 1000 samples lie among 1000 of the training examples, drawn once a step; throws `MeasurementError` where the data
    /// have no fixed examples, or only equal ones.
    public func neighbourhood() throws -> Neighbourhood {
        if let known = views.neighbourhood, known.position == position { return known.value }
        let neighbours = try self.neighbours()
        let found = try neighbours.nearest(to: comparedSamples())
        var counts = [Int](repeating: 0, count: neighbours.labels.isEmpty ? 0 : source.classNames.count)
        if !counts.isEmpty { for neighbour in found { counts[neighbours.labels[neighbour.place]] += 1 } }
        let value = Neighbourhood(
            classCounts: counts, distance: Neighbours.mean(found.map(\.distance)) / neighbours.spacing)
        views.neighbourhood = (position, value)
        return value
    }

    /// The samples that are compared with examples, drawn once a step.
    func comparedSamples() throws -> [Float] {
        Array(try measuredSamples().prefix(Self.examplesToCompare * recipe.dataset.size.elementCount))
    }

    /// What samples are compared with; throws where the data have no fixed examples, or only equal ones.
    func neighbours() throws -> Neighbours {
        if let known = views.neighbours { return known }
        let reason: String
        if let part = source.fixedExamples?.training {
            let made = try Neighbours(part.chosen(Self.examplesToCompare, seed: 0))
            if made.spacing > 0, made.spacing.isFinite {
                views.neighbours = made
                return made
            }
            reason = "the examples of `data \(recipe.dataset.name)` lie at one place"
        } else {
            reason = "`data \(recipe.dataset.name)` has no fixed examples"
        }
        throw MeasurementError.unavailable(name: "nearest", reason: reason)
    }
}
