/// One direction of a plot: which values it shows, and where.
struct Axis: Sendable, Hashable {
    var label: String
    var lower: Double
    var upper: Double
    var scale = Scale.linear
    /// What stands at the places 1, 2, 3 …, in place of numbers.
    var names: [String] = []

    /// Larger numbers are shown at this distance, so that differences of ends never overflow.
    static let limit = 1e150

    /// The place of a value as a fraction of the axis; nil for values that have none. Values far outside stay near
    /// enough for a drawing surface's fixed-point coordinates; the drawing clips them.
    func fraction(_ value: Double) -> Double? {
        guard let place = Self.distance(value, on: scale), let start = scale.distance(lower),
            let end = scale.distance(upper)
        else { return nil }
        let fraction = (place - start) / (end - start)
        return fraction.isNaN ? nil : min(max(fraction, -4), 5)
    }

    func contains(_ value: Double) -> Bool {
        fraction(value).map { $0 >= 0 && $0 <= 1 } ?? false
    }

    func ticks(count: Int) -> [Tick] {
        if !names.isEmpty { return Ticks.named(names, lower, upper, count: count) }
        return switch scale {
        case .linear: Ticks.linear(lower, upper, count: count)
        case .logarithmic: Ticks.logarithmic(lower, upper, count: count)
        case .symmetricLogarithmic(let limit): Ticks.symmetric(lower, upper, limit: limit, count: count)
        }
    }

    /// The axis that shows the given values with a margin (a fraction of their span), or exactly the range asked for.
    /// Nil when nothing can be shown.
    static func fitting(
        _ values: some Sequence<Double>, label: String, margin: Double, scale: Scale = .linear,
        range: ClosedRange<Double>? = nil
    ) -> Axis? {
        if let range, let range = usable(range.lowerBound, range.upperBound), scale.distance(range.lowerBound) != nil {
            return Axis(label: label, lower: range.lowerBound, upper: range.upperBound, scale: scale)
        }
        var lower = Double.infinity
        var upper = -Double.infinity
        for value in values where distance(value, on: scale) != nil {
            lower = min(lower, value)
            upper = max(upper, value)
        }
        guard lower <= upper else { return nil }
        if case .linear = scale {
            guard let range = usable(lower, upper) else { return nil }
            let room = lower == upper ? 0 : (range.upperBound - range.lowerBound) * margin
            return Axis(label: label, lower: range.lowerBound - room, upper: range.upperBound + room)
        }
        // The margin is one to the eye: a share of the axis, whatever values lie there.
        guard let low = distance(lower, on: scale), let high = distance(upper, on: scale) else { return nil }
        let start = max(low, -300)
        let room = high > start ? (high - start) * margin : 0.5
        return Axis(
            label: label, lower: scale.value(at: max(start - room, -305)), upper: scale.value(at: max(high, start) + room),
            scale: scale)
    }

    /// The distance of a value that is no farther than the limit.
    private static func distance(_ value: Double, on scale: Scale) -> Double? {
        value.isFinite ? scale.distance(min(max(value, -limit), limit)) : nil
    }

    /// A range with a positive, finite span around the two values; nil when one of them is not a number.
    static func usable(_ lower: Double, _ upper: Double) -> ClosedRange<Double>? {
        guard !lower.isNaN, !upper.isNaN else { return nil }
        let low = min(max(min(lower, upper), -limit), limit)
        let high = min(max(max(lower, upper), -limit), limit)
        let middle = low / 2 + high / 2
        // A span below the resolution of the numbers would put all ticks on one place.
        let smallest = max(abs(middle) * 1e-9, 1e-150)
        if high - low > smallest { return low...high }
        let reach = middle == 0 ? 0.5 : abs(middle) * 0.1
        return (middle - reach)...(middle + reach)
    }
}
