import Lab

/// The steps of a training after which costly measurements are taken, for `plot modes`.
///
/// They depend on the steps alone, never on the clock, so that a second run draws the same figure.
struct MeasuringTimes {
    private let stride: Int
    /// The interval of a watched figure that draws such a measurement.
    private let watchedStride: Int?

    /// About so many in a training.
    private static let count = 50
    /// Measuring takes about as long as a step: at most a twentieth of the time goes there.
    private static let shortest = 20

    init(steps: Int, watched: Watched? = nil) {
        stride = max(Self.shortest, (steps + Self.count - 1) / Self.count)
        watchedStride = watched?.costlyMeasurements.isEmpty == false ? watched?.interval : nil
    }

    func contains(_ step: Int) -> Bool {
        step.isMultiple(of: stride) || watchedStride.map { step.isMultiple(of: $0) } ?? false
    }
}
