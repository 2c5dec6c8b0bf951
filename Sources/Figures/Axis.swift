/// One direction of a plot: which values it shows, and where.
struct Axis: Sendable, Hashable {
    var label: String
    var lower: Double
    var upper: Double
    var isLogarithmic: Bool

    /// Larger numbers are shown at this distance, so that differences of ends never overflow.
    static let limit = 1e150

    /// The place of a value as a fraction of the axis; nil for values that have none. Values far outside stay near
    /// enough for a drawing surface's fixed-point coordinates; the drawing clips them.
    func fraction(_ value: Double) -> Double? {
        guard value.isFinite else { return nil }
        if isLogarithmic {
            guard value > 0 else { return nil }
            let start = decimalLogarithm(lower)
            return Self.bounded((decimalLogarithm(value) - start) / (decimalLogarithm(upper) - start))
        }
        let value = min(max(value, -Self.limit), Self.limit)
        return Self.bounded((value - lower) / (upper - lower))
    }

    func contains(_ value: Double) -> Bool {
        fraction(value).map { $0 >= 0 && $0 <= 1 } ?? false
    }

    func ticks(count: Int) -> [Tick] {
        isLogarithmic ? Ticks.logarithmic(lower, upper, count: count) : Ticks.linear(lower, upper, count: count)
    }

    private static func bounded(_ fraction: Double) -> Double? {
        fraction.isNaN ? nil : min(max(fraction, -4), 5)
    }

    /// The axis that shows the given values with a margin (a fraction of their span), or exactly the range asked for.
    /// Nil when nothing can be shown.
    static func fitting(
        _ values: some Sequence<Double>, label: String, margin: Double, isLogarithmic: Bool = false,
        range: ClosedRange<Double>? = nil
    ) -> Axis? {
        if let range, !isLogarithmic || range.lowerBound > 0, let range = usable(range.lowerBound, range.upperBound) {
            return Axis(label: label, lower: range.lowerBound, upper: range.upperBound, isLogarithmic: isLogarithmic)
        }
        var lower = Double.infinity
        var upper = -Double.infinity
        for value in values where value.isFinite && (!isLogarithmic || value > 0) {
            lower = min(lower, value)
            upper = max(upper, value)
        }
        guard lower <= upper else { return nil }
        if isLogarithmic {
            let low = max(decimalLogarithm(lower), -300)
            let high = min(max(decimalLogarithm(upper), low), 300)
            let room = high > low ? (high - low) * margin : 0.5
            return Axis(
                label: label, lower: exponential(max(low - room, -305)), upper: exponential(min(high + room, 305)),
                isLogarithmic: true)
        }
        guard let range = usable(lower, upper) else { return nil }
        let room = lower == upper ? 0 : (range.upperBound - range.lowerBound) * margin
        return Axis(label: label, lower: range.lowerBound - room, upper: range.upperBound + room, isLogarithmic: false)
    }

    private static func exponential(_ exponent: Double) -> Double {
        let whole = exponent.rounded(.down)
        return powerOfTen(Int(whole)) * powerOfTen(fraction: exponent - whole)
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
