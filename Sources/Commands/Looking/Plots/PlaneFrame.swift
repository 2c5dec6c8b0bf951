import Figures
import Lab

/// The piece of the plane that a figure shows: the data's, and of the generator's points all but the farthest few.
///
/// Taken from the data first, so that the frame stands still while a figure is redrawn during training; a single stray
/// sample must not shrink everything else to a dot.
struct PlaneFrame {
    let ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>)

    init(_ experiment: Experiment, showing points: [Point]) {
        let bounds = experiment.dataBounds ?? []
        ranges = (
            Self.range(bounds.first, points.map(\.x)), Self.range(bounds.count > 1 ? bounds[1] : nil, points.map(\.y))
        )
    }

    /// The same piece or a larger one: a frame that was shown once is never left. Beyond the data it grows in quarters of
    /// the data's width, so that it moves seldom.
    init(_ experiment: Experiment, showing points: [Point], holding held: inout PlaneFrame?) {
        let now = PlaneFrame(experiment, showing: points).ranges
        let bounds = experiment.dataBounds ?? []
        func grown(_ now: ClosedRange<Double>, _ held: ClosedRange<Double>?, _ data: ClosedRange<Float>?) -> ClosedRange<Double> {
            let lower = min(now.lowerBound, held?.lowerBound ?? now.lowerBound)
            let upper = max(now.upperBound, held?.upperBound ?? now.upperBound)
            guard let data, data.upperBound > data.lowerBound else { return lower...upper }
            let quarter = Double(data.upperBound - data.lowerBound) / 4
            let below = ((Double(data.lowerBound) - lower) / quarter - 1e-9).rounded(.up)
            let above = ((upper - Double(data.upperBound)) / quarter - 1e-9).rounded(.up)
            return Double(data.lowerBound) - max(0, below) * quarter...Double(data.upperBound) + max(0, above) * quarter
        }
        ranges = (
            grown(now.x, held?.ranges.x, bounds.first),
            grown(now.y, held?.ranges.y, bounds.count > 1 ? bounds[1] : nil)
        )
        held = self
    }

    private static func range(_ data: ClosedRange<Float>?, _ values: [Double]) -> ClosedRange<Double> {
        let sorted = values.filter(\.isFinite).sorted()
        var lower = data.map { Double($0.lowerBound) } ?? sorted.first ?? -1
        var upper = data.map { Double($0.upperBound) } ?? sorted.last ?? 1
        if !sorted.isEmpty {
            let cut = sorted.count / 50
            let reach = upper - lower
            let (least, most) = (sorted[cut], sorted[sorted.count - 1 - cut])
            // A marker on the frame would be cut in two.
            let room = 0.05 * reach
            // At most three times the data's own width: beyond that the generator is simply elsewhere.
            if least < lower { lower = max(least - room, lower - reach) }
            if most > upper { upper = min(most + room, upper + reach) }
        }
        return lower < upper ? lower...upper : lower - 1...lower + 1
    }
}
