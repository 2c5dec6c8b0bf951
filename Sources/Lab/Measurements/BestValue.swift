/// Which of a measurement's values is the best one.
public enum BestValue: Sendable {
    case highest
    case lowest
    /// The one nearest to a number from either side: too small is as bad as too large.
    case nearest(Double)
    /// None, and why: `it only counts`.
    case none(String)

    /// What a training step takes of its batches.
    static let noneOfBatch = Self.none("a step takes it of one batch, and what is good for one network may be bad for the other")

    /// Whether a value is as good as another, or better. What is not a number is no better than anything.
    public func isAsGood(_ value: Double, as other: Double) -> Bool {
        guard !value.isNaN else { return false }
        return switch self {
        case .highest: value >= other
        case .lowest: value <= other
        case .nearest(let aim): abs(value - aim) <= abs(other - aim)
        case .none: false
        }
    }
}
