import Graphs

/// Where a cloud of points lies and how wide it is.
public struct Moments: Sendable, Equatable {
    /// One number for each coordinate.
    public let mean: [Double]
    /// The mean squared distance from the mean: the trace of the covariance. Half the mean squared distance of two points.
    public let variance: Double

    /// - Parameter values: whole rows of `length` numbers, at least one.
    public init(_ values: [Float], length: Int) {
        let count = Double(values.count / length)
        var mean = [Double](repeating: 0, count: length)
        var squares = 0.0
        values.withUnsafeBufferPointer { values in
            mean.withUnsafeMutableBufferPointer { mean in
                for start in stride(from: 0, to: values.count, by: length) {
                    for place in 0..<length { mean[place] += Double(values[start + place]) }
                }
                for place in 0..<length { mean[place] /= count }
                // A second pass, as the difference of two large sums would lose a narrow cloud far from the origin.
                for start in stride(from: 0, to: values.count, by: length) {
                    for place in 0..<length {
                        let difference = Double(values[start + place]) - mean[place]
                        squares += difference * difference
                    }
                }
            }
        }
        self.mean = mean
        variance = squares / count
    }

    /// How wide this cloud is beside another: the square root of the ratio of their mean squared pair distances.
    public func spread(beside other: Moments) -> Double { (variance / other.variance).squareRoot() }

    /// How far the means lie apart, in units of the other cloud's own width (the root of its variance); as it is where that is one
    /// point.
    public func shift(from other: Moments) -> Double {
        let squares = zip(mean, other.mean).map { (own: Double, theirs: Double) in (own - theirs) * (own - theirs) }
        return (squares.reduce(0, +) / (other.variance > 0 ? other.variance : 1)).squareRoot()
    }
}

extension Experiment {
    /// Where the samples lie now.
    public func sampleMoments() throws -> Moments {
        Moments(try measuredSamples(), length: recipe.dataset.size.elementCount)
    }

    /// Where the data lie: 1000 of fixed examples, 10 000 draws of others, the same at every step.
    public func dataMoments() throws -> Moments {
        if let known = views.moments { return known }
        let values = try source.fixedExamples?.training.chosen(Self.examplesToCompare, seed: 0).values
            ?? drawn(10_000, from: .examples, at: RandomPosition(seed: recipe.seed, step: 0)) { stream in
                [try source.batch(10_000, stream: stream).examples]
            }[0]
        let moments = Moments(values, length: recipe.dataset.size.elementCount)
        views.moments = moments
        return moments
    }

    /// How wide the samples lie beside the data; throws `MeasurementError` where all of the data lie at one place.
    public func sampleSpread() throws -> Double {
        let data = try dataMoments()
        guard data.variance > 0 else { throw MeasurementError.onePlace("spread", recipe) }
        return try sampleMoments().spread(beside: data)
    }
}

extension MeasurementError {
    /// The data have no width to compare with.
    static func onePlace(_ name: String, _ recipe: Recipe) -> MeasurementError {
        .unavailable(name: name, reason: "the examples of `data \(recipe.dataset.name)` lie at one place")
    }
}
