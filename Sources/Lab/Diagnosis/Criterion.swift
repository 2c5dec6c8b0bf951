import Foundation

/// A finding and how much of it speaks for a verdict: nothing on one side, everything on the other, half of it at the threshold.
public struct Criterion: Sendable, Hashable {
    public let finding: Finding
    /// From here on it speaks for the verdict.
    public let threshold: Double
    /// From here on, on the same side, nothing more could be asked.
    public let certain: Double
    /// Where the threshold comes from.
    public let source: String
    /// Whether it is passed over where the finding could not be had.
    private(set) var isOptional = false

    public static let measured = "measured on the project's own runs"

    static func above(_ finding: Finding, _ threshold: Double, certain: Double, source: String = measured) -> Criterion {
        precondition(certain > threshold, "more is more certain")
        return Criterion(finding: finding, threshold: threshold, certain: certain, source: source)
    }

    static func below(_ finding: Finding, _ threshold: Double, certain: Double, source: String = measured) -> Criterion {
        precondition(certain < threshold, "less is more certain")
        return Criterion(finding: finding, threshold: threshold, certain: certain, source: source)
    }

    /// It must be so; there is nothing between.
    static func holds(_ finding: Finding) -> Criterion { above(finding, 0.5, certain: 1, source: "") }
    static func fails(_ finding: Finding) -> Criterion { below(finding, 0.5, certain: 0, source: "") }

    /// The same, passed over where nobody could look: it rules something else out.
    var whereKnown: Criterion {
        var optional = self
        optional.isOptional = true
        return optional
    }

    public var asksForMore: Bool { certain > threshold }

    /// How much a value speaks for the verdict: ½ at the threshold, 1 from `certain` on, 0 as far on the other side.
    func weight(of value: Double) -> Double {
        let position = finding.isMagnitude
            ? log(max(value, 1e-30) / threshold) / log(certain / threshold) : (value - threshold) / (certain - threshold)
        return position.isNaN ? 0 : min(1, max(0, 0.5 + 0.5 * position))
    }
}
