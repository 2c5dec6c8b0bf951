import Lab
import Language

/// What an `until` saw of its measurements, to tell how near a condition came that never held.
///
/// Each comparison in it has a margin at every look: how far its left side is beyond its right for `>` and `>=`, the other
/// way round for `<` and `<=`, less far the farther they lie apart for `==`. The look with the greatest is the best.
struct NeverHeld {
    private struct Comparison {
        let left: BoundExpression
        let right: BoundExpression
        let kind: BinaryOperator
        var best: (margin: Double, left: Double, right: Double)?

        mutating func look() {
            guard case .number(let left)? = try? left.value(), case .number(let right)? = try? right.value() else { return }
            let margin: Double =
                switch kind {
                case .greater, .greaterOrEqual: left - right
                case .less, .lessOrEqual: right - left
                case .equal: -abs(left - right)
                default: abs(left - right)
                }
            if margin > best?.margin ?? -.infinity { best = (margin, left, right) }
        }
    }

    private let condition: BoundExpression
    private var comparisons: [Comparison]

    init(_ condition: BoundExpression) {
        self.condition = condition
        comparisons = Self.comparisons(in: condition)
    }

    /// The comparisons that `and` and `or` join, of what training changes.
    private static func comparisons(in condition: BoundExpression) -> [Comparison] {
        guard case .binary(let kind, let left, let right, _) = condition.expression else { return [] }
        let sides = (BoundExpression(left, in: condition.scope), BoundExpression(right, in: condition.scope))
        switch kind {
        case .and, .or: return comparisons(in: sides.0) + comparisons(in: sides.1)
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            return isMeasured(sides.0) || isMeasured(sides.1) ? [Comparison(left: sides.0, right: sides.1, kind: kind)] : []
        default: return []
        }
    }

    /// Whether it changes with the weights. How many steps were made is told anyway.
    private static func isMeasured(_ expression: BoundExpression) -> Bool {
        measurementCatalogue.contains { $0.name != "step" && expression.names.contains($0.name) }
    }

    /// Looks at the sides of a condition that does not hold; each measurement was just computed for it.
    mutating func look() {
        for index in comparisons.indices { comparisons[index].look() }
    }

    /// `modes == 8` never held: best 4
    var remark: String {
        let found = comparisons.compactMap { comparison in
            comparison.best.map { best in
                Self.isMeasured(comparison.left)
                    ? text(best.left, of: comparison.left, target: best.right, comparison.right)
                    : text(best.right, of: comparison.right, target: best.left, comparison.left)
            }
        }
        return "`\(condition.text)` never held" + (found.isEmpty ? "" : ": best " + found.joined(separator: ", ")) + "\n"
    }

    /// The best value, with its name where there are several, and with its target where the condition does not show it.
    private func text(_ value: Double, of side: BoundExpression, target: Double, _ other: BoundExpression) -> String {
        var isWritten = false
        if case .literal = other.expression { isWritten = true }
        return (comparisons.count > 1 ? "`\(side.text)` " : "") + Value.rounded(value)
            + (isWritten ? "" : " (target \(Value.rounded(target)))")
    }
}
