import Foundation
import Language

/// Mean and standard deviation of some runs: `7.40 ± 0.55`.
///
/// The deviation is that of a sample, with n − 1: seeds are a sample of all seeds. It is shown with two significant
/// digits, and the mean to the same decimal: further digits of the mean would be another sample's.
struct Spread {
    let mean: Double
    /// `nil` of a single value, or where the mean is not finite.
    let deviation: Double?

    /// - Parameter values: at least one.
    init(_ values: [Double]) {
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        guard values.count > 1, mean.isFinite else {
            deviation = nil
            return
        }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        deviation = (squares / Double(values.count - 1)).squareRoot()
    }

    var text: String {
        guard let deviation else { return Value.rounded(mean) }
        guard deviation > 0, deviation.isFinite else {
            return "\(Value.rounded(mean)) ± \(Value.rounded(deviation))"
        }
        // The decimal place of the deviation's second digit, after rounding may have carried into a new one.
        var place = Self.exponent(deviation) - 1
        place = Self.exponent(Self.rounded(deviation, to: place)) - 1
        let size = max(abs(mean), deviation)
        // Very small numbers have a power of ten in common.
        if size < 1e-4 {
            let power = Self.exponent(size)
            let scale = pow(10, Double(power))
            let decimals = max(0, power - place)
            return "(\(Self.fixed(mean / scale, decimals)) ± \(Self.fixed(deviation / scale, decimals)))e\(power)"
        }
        let decimals = max(0, -place)
        return "\(Self.fixed(Self.rounded(mean, to: place), decimals)) ± \(Self.fixed(Self.rounded(deviation, to: place), decimals))"
    }

    private static func exponent(_ number: Double) -> Int { Int(log10(number).rounded(.down)) }

    /// To the nearest multiple of 10^place; places behind the point are left to the printing, which rounds exactly.
    private static func rounded(_ number: Double, to place: Int) -> Double {
        guard place > 0 else { return Double(fixed(number, -place)) ?? number }
        let unit = pow(10, Double(place))
        return (number / unit).rounded() * unit
    }

    private static func fixed(_ number: Double, _ decimals: Int) -> String {
        let text = String(format: "%.\(decimals)f", number)
        // "-0.00" would be a sign without a number.
        return text.contains(where: { ("1"..."9").contains($0) }) || !text.hasPrefix("-") ? text : String(text.dropFirst())
    }
}
