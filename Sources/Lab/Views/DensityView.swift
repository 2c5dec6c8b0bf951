import Datasets
import Graphs
import Networks

/// Data on a line, the generator and the discriminator in one picture: the original experiment.
///
/// Source: Goodfellow et al. 2014, figure 1.
public struct DensityView: Sendable, Equatable {
    /// The middles of equal stretches of the line.
    public var places: [Double]
    /// The data's density there.
    public var data: [Double]
    /// The generator's density there: a histogram of its samples, over all samples and not only those in range.
    public var generator: [Double]
    /// The discriminator's opinion there: the probability of "real", or the score; `nil` where it has none of single examples.
    public var discriminator: [Double]?
}

extension Experiment {
    /// Densities and the discriminator's curve over the data's range; `nil` for data that is not on a line.
    ///
    /// - Parameter label: the class of the samples, any where it is `nil`, and that a conditional discriminator takes the
    ///   points for, 0 where it is `nil`; the data's density is that of all classes.
    public func densityView(
        stretches: Int = 120, samples count: Int = 10_000, ofClass label: Int? = nil, mode: ForwardMode = .sampling
    ) throws -> DensityView? {
        guard recipe.dataset.size == [1], let range = dataBounds?.first else { return nil }
        let width = (range.upperBound - range.lowerBound) / Float(stretches)
        let places = (0..<stretches).map { range.lowerBound + (Float($0) + 0.5) * width }
        return DensityView(
            places: places.map(Double.init),
            data: try dataDensity(at: places, from: range.lowerBound, width: width),
            generator: histogramDensity(
                of: try samples(count: count, ofClass: label, mode: mode), from: range.lowerBound, width: width, count: stretches),
            discriminator: recipe.scoreRefusal == nil ? try scores(of: places, ofClass: label ?? 0).map(Double.init) : nil)
    }
}

extension Experiment {
    /// The data's density at the middles of stretches: by its formula, or else the histogram of the fixed examples or of
    /// fresh draws. All of the examples at one point have no density; their histogram is a spike in its stretch.
    private func dataDensity(at places: [Float], from start: Float, width: Float) throws -> [Double] {
        let known = places.compactMap { source.density(at: [$0]) }
        if known.count == places.count { return known }
        let values = try source.fixedExamples?.training.values ?? realExamples(count: Self.samplesToMeasure)
        return histogramDensity(of: values, from: start, width: width, count: places.count)
    }
}

/// The share of values in each of `count` stretches of `width`, divided by the width.
func histogramDensity(of values: [Float], from start: Float, width: Float, count: Int) -> [Double] {
    var counts = [Int](repeating: 0, count: count)
    for value in values {
        let place = ((value - start) / width).rounded(.down)
        // Compared as floats: a value far outside, or none at all, has no place as an integer.
        if place >= 0, place < Float(count) { counts[Int(place)] += 1 }
    }
    let scale = 1 / (Double(max(1, values.count)) * Double(width))
    return counts.map { Double($0) * scale }
}
