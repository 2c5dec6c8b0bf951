import Graphs

/// The discriminator's value over a piece of the plane.
public struct ScoreMap: Sendable, Equatable {
    /// Row-major, `height` rows of `width`; the first row lies at the lowest y. Probabilities, or scores for a critic.
    public var values: [Float]
    public var width: Int
    public var height: Int
    public var xRange: ClosedRange<Float>
    public var yRange: ClosedRange<Float>
    public var areProbabilities: Bool
    /// Where the discriminator is undecided; `nil` for a critic.
    public var undecided: Float?
}

extension Experiment {
    /// The discriminator over a grid of `width` × `height` cell middles; `nil` for data that does not lie in the plane.
    ///
    /// - Parameters:
    ///   - ranges: x and y; by default those of the data.
    ///   - label: the class that a conditional discriminator takes the points for.
    public func scoreMap(
        width: Int = 96, height: Int = 96, over ranges: (x: ClosedRange<Float>, y: ClosedRange<Float>)? = nil,
        ofClass label: Int = 0
    ) throws -> ScoreMap? {
        guard recipe.dataset.size == [2], let bounds = dataBounds, width > 0, height > 0 else { return nil }
        let (xRange, yRange) = ranges ?? (bounds[0], bounds[1])
        var points: [Float] = []
        points.reserveCapacity(2 * width * height)
        for row in 0..<height {
            let y = middle(row, of: height, in: yRange)
            for column in 0..<width {
                points.append(middle(column, of: width, in: xRange))
                points.append(y)
            }
        }
        return ScoreMap(
            values: try scores(of: points, ofClass: label), width: width, height: height, xRange: xRange, yRange: yRange,
            areProbabilities: scoresAreProbabilities, undecided: undecidedScore)
    }

    private func middle(_ index: Int, of count: Int, in range: ClosedRange<Float>) -> Float {
        range.lowerBound + (range.upperBound - range.lowerBound) * (Float(index) + 0.5) / Float(count)
    }
}
