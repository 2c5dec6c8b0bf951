import Foundation

/// A curve that comes round again: after how many values, how far it goes, and how surely.
///
/// Method: the straight line that fits the curve best is taken away, so that a slow rise is no part of a period. Then the normalised
/// square difference
///
///     n(k) = 2 Σ xₜ xₜ₊ₖ / Σ (xₜ² + xₜ₊ₖ²)
///
/// tells for every lag k up to half the curve how alike the curve is to itself k values later: 1 the same, 0 unrelated. It is an
/// autocorrelation that does not fade toward long lags for want of values. The period is the first of its peaks between two
/// crossings of zero that reaches nine tenths of the highest (or the double period would do as well), placed between lags by a
/// parabola; `clarity` is n there. The amplitude is that of the sine of this period that fits the curve best.
///
/// There is none where the clarity stays below 0.7: fewer than one in a hundred random walks, which have no period, reach that, and a
/// sine under noise of a third of its amplitude reaches 0.8. A period must fit in twice.
/// Source: McLeod, Wyvill 2005, "A smarter way to find pitch", section 3 to 5; the threshold was tried on random walks.
public struct Oscillation: Sendable, Equatable {
    /// From one crest to the next, in values of the curve.
    public let period: Double
    /// From the middle to a crest.
    public let amplitude: Double
    /// How alike the curve is to itself a period later, at most 1.
    public let clarity: Double

    public static let leastClarity = 0.7
    /// A peak so high beside the highest counts as the period itself.
    private static let peakShare = 0.9
    /// Longer curves are averaged over equal stretches first: the lags cost as much as the square of the length.
    private static let mostValues = 2000

    /// `nil` where the curve has no period, is too short to show one twice, or holds something else than finite numbers.
    public init?(_ curve: [Double]) {
        let stretch = (curve.count + Self.mostValues - 1) / Self.mostValues
        guard curve.count >= 8, curve.allSatisfy(\.isFinite) else { return nil }
        let values = Self.withoutTrend(stretch == 1 ? curve : Self.averaged(curve, over: stretch))
        let size = values.reduce(0) { max($0, abs($1)) }
        // Rounding alone leaves about 10⁻¹⁶ of the curve, the steps of its float32 numbers 10⁻⁷.
        guard size > 1e-6 * curve.reduce(0, { max($0, abs($1)) }), size > 0 else { return nil }
        let scaled = values.map { $0 / size }
        guard let peak = Self.period(of: scaled), peak.height >= Self.leastClarity else { return nil }
        period = peak.place * Double(stretch)
        clarity = peak.height
        amplitude = size * Self.amplitude(of: scaled, period: peak.place)
    }

    private static func averaged(_ curve: [Double], over stretch: Int) -> [Double] {
        Swift.stride(from: 0, through: curve.count - stretch, by: stretch).map { start in
            curve[start..<start + stretch].reduce(0, +) / Double(stretch)
        }
    }

    private static func withoutTrend(_ values: [Double]) -> [Double] {
        let middle = Double(values.count - 1) / 2
        let mean = values.reduce(0, +) / Double(values.count)
        var (covariance, variance) = (0.0, 0.0)
        for (place, value) in values.enumerated() {
            let distance = Double(place) - middle
            covariance += distance * (value - mean)
            variance += distance * distance
        }
        let slope = covariance / variance
        return values.enumerated().map { $1 - mean - slope * (Double($0) - middle) }
    }

    /// How alike the values are to themselves so many places later, for each lag up to half of them.
    private static func likeness(_ values: [Double]) -> [Double] {
        values.withUnsafeBufferPointer { values in
            (0...values.count / 2).map { lag in
                var (product, squares) = (0.0, 0.0)
                for place in 0..<values.count - lag {
                    let (first, second) = (values[place], values[place + lag])
                    product += first * second
                    squares += first * first + second * second
                }
                return squares > 0 ? 2 * product / squares : 0
            }
        }
    }

    private static func period(of values: [Double]) -> (place: Double, height: Double)? {
        let likeness = likeness(values)
        var peaks: [Int] = []
        var highest: Int?
        // The stretch around lag 0 is no peak: every curve is like itself.
        var isBehindZero = false
        for lag in likeness.indices {
            guard likeness[lag] > 0 else {
                if let highest { peaks.append(highest) }
                highest = nil
                isBehindZero = true
                continue
            }
            if isBehindZero, likeness[lag] > highest.map({ likeness[$0] }) ?? 0 { highest = lag }
        }
        // One that still rises at the last lag may belong to a longer period.
        if let highest, highest < likeness.count - 1 { peaks.append(highest) }
        let most = peaks.map { likeness[$0] }.max() ?? 0
        guard let lag = peaks.first(where: { likeness[$0] >= peakShare * most }), lag + 1 < likeness.count else { return nil }
        let (before, at, behind) = (likeness[lag - 1], likeness[lag], likeness[lag + 1])
        let bend = before - 2 * at + behind
        return (Double(lag) + (bend < 0 ? (before - behind) / (2 * bend) : 0), at)
    }

    private static func amplitude(of values: [Double], period: Double) -> Double {
        // Whole periods alone, where sine and cosine are independent of each other.
        let count = Int((Double(values.count) / period).rounded(.down) * period)
        var (sine, cosine) = (0.0, 0.0)
        for place in 0..<count {
            let angle = 2 * Double.pi * Double(place) / period
            sine += values[place] * sin(angle)
            cosine += values[place] * cos(angle)
        }
        return 2 * (sine * sine + cosine * cosine).squareRoot() / Double(count)
    }
}
