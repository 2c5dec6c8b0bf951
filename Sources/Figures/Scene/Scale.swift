/// How values become distances along an axis.
public enum Scale: Sendable, Hashable {
    case linear
    /// Powers of ten at equal distances; values that are not positive have no place.
    case logarithmic
    /// Linear up to `limit` on both sides of zero, powers of ten at equal distances beyond it. A curve that explodes
    /// shows its usual course and its end on one such axis, whatever its sign.
    ///
    /// Formula: ±v / limit up to the limit, ±(1 + log₁₀(v / limit)) beyond: continuous, and the linear part on one
    /// side is as long as a power of ten. Source: Webber, "A bi-symmetric log transformation for wide-range data",
    /// Measurement Science and Technology 24 (2013), in the form of Matplotlib's `symlog`.
    case symmetricLogarithmic(limit: Double)

    /// The distance of a value from the axis's zero (of 1 on a logarithmic axis); nil for values without a place.
    func distance(_ value: Double) -> Double? {
        guard value.isFinite else { return nil }
        switch self {
        case .linear: return value
        case .logarithmic: return value > 0 ? decimalLogarithm(value) : nil
        case .symmetricLogarithmic(let limit):
            let reach = abs(value) / limit
            guard reach.isFinite else { return nil }
            let distance = reach <= 1 ? reach : 1 + decimalLogarithm(reach)
            return value < 0 ? -distance : distance
        }
    }

    /// The value at a distance: the inverse of `distance(_:)`.
    func value(at distance: Double) -> Double {
        switch self {
        case .linear: return distance
        case .logarithmic: return Self.power(distance)
        case .symmetricLogarithmic(let limit):
            let reach = abs(distance)
            let value = limit * (reach <= 1 ? reach : Self.power(reach - 1))
            return distance < 0 ? -value : value
        }
    }

    /// In two factors: powers of whole numbers are exact.
    private static func power(_ exponent: Double) -> Double {
        let whole = exponent.rounded(.down)
        return powerOfTen(Int(whole)) * powerOfTen(fraction: exponent - whole)
    }
}

extension Scale {
    /// Beyond a hundredfold the usual course of a curve would be a line at the bottom of a linear axis.
    private static let mostOrdinary = 100.0

    /// The scale on which curves over one axis can be read: linear, unless the largest value lies a hundredfold or more
    /// above what is usual, the largest median of any one curve's absolute values. Then the usual values lie on the
    /// linear part of a symmetric logarithmic scale, and the others beyond.
    ///
    /// One curve that is small throughout beside another is no reason: there the difference is what is to be seen.
    public static func suiting(_ curves: [[Double]]) -> Scale {
        var usual = 0.0
        var largest = 0.0
        for curve in curves {
            let sizes = curve.lazy.filter { $0.isFinite && $0 != 0 }.map { abs($0) }.sorted()
            guard let last = sizes.last else { continue }
            usual = max(usual, sizes[(sizes.count - 1) / 2])
            largest = max(largest, last)
        }
        // Axes end at 1e150; a limit far from there keeps all quotients finite.
        guard usual > 1e-100, usual < 1e100, largest / usual >= mostOrdinary else { return .linear }
        return .symmetricLogarithmic(limit: powerOfTen(Int(decimalLogarithm(usual).rounded())))
    }
}
