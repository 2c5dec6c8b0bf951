/// Values of costly measurements, taken now and then while training, so that they can be drawn over the steps.
///
/// They are looks at the experiment and no part of it: training gives the same bits with and without them, and a
/// checkpoint leaves them out.
public struct KeptMeasurements: Sendable {
    private struct Series {
        var steps: [Int] = []
        var values: [Double] = []
    }

    private var kept: [String: Series] = [:]

    /// The steps at which a measurement was taken, and its values there.
    public func series(_ name: String) -> (steps: [Double], values: [Double]) {
        guard let series = kept[name] else { return ([], []) }
        return (series.steps.map(Double.init), series.values)
    }

    /// One value for a step; a second for the same step is passed over.
    mutating func append(_ value: Double, of name: String, atStep step: Int) {
        guard step > kept[name]?.steps.last ?? -1 else { return }
        kept[name, default: Series()].steps.append(step)
        kept[name, default: Series()].values.append(value)
    }

    /// Drops what was taken after a step.
    mutating func keep(upTo step: Int) {
        for (name, series) in kept {
            let count = series.steps.count { $0 <= step }
            kept[name] = Series(steps: Array(series.steps.prefix(count)), values: Array(series.values.prefix(count)))
        }
    }
}

extension Experiment {
    /// Takes every costly measurement that the recipe has, once a step.
    public func keepMeasurements() {
        for measurement in measurementCatalogue where measurement.isCostly {
            guard measurement.unavailability(in: recipe) == nil, let value = try? measurement.value(of: self) else {
                continue
            }
            kept.append(value, of: measurement.name, atStep: step)
        }
    }
}
