/// A marked place on an axis.
struct Tick: Sendable, Hashable {
    let value: Double
    /// Plain ASCII: `0.5`, `-2`, `1e-3`.
    let label: String
}

/// Round places on axes: steps of 1, 2 or 5 times a power of ten; on logarithmic axes the powers of ten themselves.
enum Ticks {
    /// About `count` ticks within the range, and at least two: one alone would tell a place but no scale.
    static func linear(_ lower: Double, _ upper: Double, count: Int) -> [Tick] {
        guard lower.isFinite, upper.isFinite, lower < upper, count > 0 else { return [] }
        for wanted in count..<(count + 4) {
            let ticks = spaced(lower, upper, count: wanted)
            if ticks.count >= 2 { return ticks }
        }
        return spaced(lower, upper, count: count + 4)
    }

    /// The names of the places 1, 2, 3 … within the range: all of them, or as many as `count` from the first on at equal distances.
    static func named(_ names: [String], _ lower: Double, _ upper: Double, count: Int) -> [Tick] {
        let shown = names.enumerated().map { Tick(value: Double($0 + 1), label: $1) }.filter { $0.value >= lower && $0.value <= upper }
        let stride = max(1, (shown.count + max(1, count) - 1) / max(1, count))
        return Swift.stride(from: 0, to: shown.count, by: stride).map { shown[$0] }
    }

    private static func spaced(_ lower: Double, _ upper: Double, count: Int) -> [Tick] {
        let (step, exponent) = niceStep((upper - lower) / Double(count))
        guard step > 0, step.isFinite else { return [] }
        // Rounding must not lose a tick that lies exactly on an end.
        let slack = step * 1e-6
        let first = ((lower - slack) / step).rounded(.up)
        let last = ((upper + slack) / step).rounded(.down)
        guard last >= first else { return [] }
        let steps = Int(min(last - first, 100))
        let largest = max(abs(lower), abs(upper))
        return (0...steps).map { index in
            let multiple = first + Double(index)
            let value = multiple == 0 ? 0 : multiple * step
            return Tick(value: value, label: label(value, stepExponent: exponent, largest: largest))
        }
    }

    /// Powers of ten within the range, thinned to about `count`; where fewer than two fall inside, also 2 and 5 times them.
    static func logarithmic(_ lower: Double, _ upper: Double, count: Int) -> [Tick] {
        guard lower > 0, upper.isFinite, lower < upper, count > 0 else { return [] }
        let first = Int((decimalLogarithm(lower) - 1e-9).rounded(.up))
        let last = Int((decimalLogarithm(upper) + 1e-9).rounded(.down))
        if last - first >= 1 {
            let stride = max(1, (last - first + count - 1) / count)
            // One notation along the whole axis.
            let isShort = first >= -2 && last <= 3
            return Swift.stride(from: first, through: last, by: stride).map {
                power($0, isNegative: false, isShort: isShort)
            }
        }
        var fine: [Tick] = []
        for exponent in (first - 1)...max(first - 1, last) {
            for digit in [1.0, 2.0, 5.0] {
                let value = digit * powerOfTen(exponent)
                guard value >= lower * (1 - 1e-9), value <= upper * (1 + 1e-9) else { continue }
                fine.append(Tick(value: value, label: label(value, stepExponent: exponent, largest: value)))
            }
        }
        if fine.count >= 2 { return fine }
        return linear(lower, upper, count: count)
    }

    /// Zero, and on both sides of it the limit times powers of ten, thinned to about `count`; where fewer than two of
    /// them fall inside, plain steps.
    static func symmetric(_ lower: Double, _ upper: Double, limit: Double, count: Int) -> [Tick] {
        guard limit > 0, limit.isFinite, lower.isFinite, upper.isFinite, lower < upper, count > 0 else { return [] }
        let largest = max(abs(lower), abs(upper), limit)
        let first = Int(decimalLogarithm(limit).rounded())
        let last = max(first, Int((decimalLogarithm(largest) + 1e-9).rounded(.down)))
        let sides = (upper > limit ? 1 : 0) + (lower < -limit ? 1 : 0)
        let stride = max(1, ((last - first + 1) * max(sides, 1) + count - 1) / count)
        // One notation along the whole axis.
        let isShort = first >= -2 && last <= 3
        var ticks: [Tick] = []
        for exponent in Swift.stride(from: first, through: last, by: stride).reversed() {
            ticks.append(power(exponent, isNegative: true, isShort: isShort))
        }
        ticks.append(Tick(value: 0, label: "0"))
        for exponent in Swift.stride(from: first, through: last, by: stride) {
            ticks.append(power(exponent, isNegative: false, isShort: isShort))
        }
        ticks.removeAll { $0.value < lower || $0.value > upper }
        return ticks.count >= 2 ? ticks : linear(lower, upper, count: count)
    }

    private static func power(_ exponent: Int, isNegative: Bool, isShort: Bool) -> Tick {
        let value = powerOfTen(exponent)
        let label = isShort ? decimal(value, places: max(0, -exponent)) : "1e\(exponent)"
        return Tick(value: isNegative ? -value : value, label: (isNegative ? "-" : "") + label)
    }

    /// The nearest of 1, 2, 5 or 10 times a power of ten at or above `rough`, with the exponent of its last digit.
    static func niceStep(_ rough: Double) -> (step: Double, exponent: Int) {
        guard rough > 0, rough.isFinite else { return (0, 0) }
        let exponent = Int(decimalLogarithm(rough).rounded(.down))
        let unit = powerOfTen(exponent)
        guard unit > 0 else { return (0, 0) }
        switch rough / unit {
        case ...1.0001: return (unit, exponent)
        case ...2.0001: return (2 * unit, exponent)
        case ...5.0001: return (5 * unit, exponent)
        default: return (10 * unit, exponent + 1)
        }
    }

    private static func label(_ value: Double, stepExponent: Int, largest: Double) -> String {
        if value == 0 { return "0" }
        if largest < 1e6, stepExponent >= -4 { return decimal(value, places: max(0, -stepExponent)) }
        // Enough digits of the mantissa to tell one step from the next.
        let exponent = Int(decimalLogarithm(abs(value)).rounded(.down))
        let places = min(max(0, exponent - stepExponent), 6)
        return "\(decimal(value / powerOfTen(exponent), places: places))e\(exponent)"
    }

    /// A number with a fixed count of decimals, independent of any locale.
    static func decimal(_ value: Double, places: Int) -> String {
        let scaled = (abs(value) * powerOfTen(places)).rounded()
        guard scaled.isFinite, scaled < 9e15 else { return "\(value)" }
        var digits = String(Int64(scaled))
        if places > 0 {
            if digits.count <= places { digits = String(repeating: "0", count: places + 1 - digits.count) + digits }
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
        }
        return value < 0 && scaled > 0 ? "-" + digits : digits
    }
}
