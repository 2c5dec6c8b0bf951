import Foundation

/// How the numbers that networks see follow from those of a file, coordinate by coordinate:
///
///     scaled = (own − offset) / factor        own = scaled · factor + offset
///
/// Worked out in double precision, so that large numbers close together (years, times) keep their distances.
public struct Scaling: Sendable, Hashable {
    /// One for each coordinate of an example, or a single one for all.
    public let offsets: [Double]
    /// As many as offsets, none of them 0.
    public let factors: [Double]

    public init(offsets: [Double], factors: [Double]) {
        precondition(offsets.count == factors.count && !offsets.isEmpty, "a scaling has an offset and a factor each")
        precondition(factors.allSatisfy { $0 != 0 }, "a factor of 0 cannot be undone")
        self.offsets = offsets
        self.factors = factors
    }

    /// Leaves every number as it is.
    public static let identity = Scaling(offsets: [0], factors: [1])

    /// Whole numbers of shade from 0 (black) to `brightest`, seen as -1 to 1.
    public static func shades(brightest: Int) -> Scaling {
        Scaling(offsets: [Double(brightest) / 2], factors: [Double(brightest) / 2])
    }

    public var isIdentity: Bool { self == .identity }

    /// Own values, example by example, as the networks see them.
    public func applied(to own: [Double]) -> [Float] {
        let count = offsets.count
        return own.enumerated().map { place, value in
            let index = count == 1 ? 0 : place % count
            return Float((value - offsets[index]) / factors[index])
        }
    }

    /// Values as the networks see them, example by example, back in the data's own units: of all numbers that the
    /// networks see so, the one with the fewest digits.
    ///
    /// What was read as 0.1 leaves as 0.1 therefore, and `applied(to:)` brings back the same bits.
    public func undone(_ scaled: [Float]) -> [Double] {
        guard !isIdentity else { return scaled.map(Double.init) }
        let count = offsets.count
        return scaled.enumerated().map { place, value in
            let index = count == 1 ? 0 : place % count
            return undone(value, offsets[index], factors[index])
        }
    }

    private func undone(_ scaled: Float, _ offset: Double, _ factor: Double) -> Double {
        let own = Double(scaled) * factor + offset
        guard own.isFinite else { return own }
        if Float((0 - offset) / factor) == scaled { return 0 }
        let magnitude = Int(log10(abs(own)).rounded(.down))
        for digits in 1...15 {
            let places = digits - 1 - magnitude
            // Powers of ten are exact up to here, so the quotient is the double nearest to the decimal.
            guard abs(places) <= 22 else { continue }
            let power = pow(10, Double(abs(places)))
            let short = places >= 0 ? (own * power).rounded() / power : (own / power).rounded() * power
            if Float((short - offset) / factor) == scaled { return short }
        }
        return own
    }
}

/// The ways in which the columns of a table may be scaled, each by itself, over the rows to train on.
public enum ColumnScale: String, Sendable, CaseIterable {
    /// The smallest value becomes -1, the largest 1.
    case symmetric
    /// The smallest value becomes 0, the largest 1.
    case unit
    /// Mean 0 and standard deviation 1.
    case standard
    /// As it stands in the file.
    case none

    /// A column that never changes is only moved: it has no width to divide by.
    func scaling(of columns: [[Double]]) -> Scaling {
        let pairs = columns.map { column -> (offset: Double, factor: Double) in
            let (low, high) = (column.min() ?? 0, column.max() ?? 0)
            switch self {
            case .none: return (0, 1)
            // Halved before they are subtracted: the width of a column may be more than a double holds.
            case .symmetric: return (low / 2 + high / 2, nonZero(high / 2 - low / 2))
            case .unit: return (low, nonZero(min(high - low, .greatestFiniteMagnitude)))
            case .standard:
                let count = Double(max(1, column.count))
                let mean = column.reduce(0) { $0 + $1 / count }
                let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / count }
                return (mean, nonZero(min(variance.squareRoot(), .greatestFiniteMagnitude)))
            }
        }
        return self == .none ? .identity : Scaling(offsets: pairs.map(\.offset), factors: pairs.map(\.factor))
    }

    private func nonZero(_ width: Double) -> Double { width > 0 ? width : 1 }
}
