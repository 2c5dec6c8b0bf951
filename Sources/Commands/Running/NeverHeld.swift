import Lab
import Language

/// What an `until` saw of its measurements, to tell how near a condition came that never held.
struct NeverHeld {
    private let condition: BoundExpression
    private let measured: [Measurement]
    private var seen: [String: ClosedRange<Double>] = [:]

    init(_ condition: BoundExpression) {
        self.condition = condition
        measured = measurementCatalogue.filter { condition.names.contains($0.name) && $0.name != "step" }
    }

    /// Looks at the measurements of a condition that does not hold; each was just computed for it.
    mutating func look(at experiment: Experiment) {
        for measurement in measured {
            guard let value = try? measurement.value(of: experiment), !value.isNaN else { continue }
            let range = seen[measurement.name] ?? value...value
            seen[measurement.name] = min(range.lowerBound, value)...max(range.upperBound, value)
        }
    }

    /// `modes == 8` never held: modes between 1 and 4.
    var remark: String {
        let ranges = measured.compactMap { measurement in
            seen[measurement.name].map { range in
                let (low, high) = (Value.rounded(range.lowerBound), Value.rounded(range.upperBound))
                return "`\(measurement.name)` was " + (low == high ? low : "between \(low) and \(high)")
            }
        }
        return "`\(condition.text)` never held" + (ranges.isEmpty ? "" : ": " + ranges.joined(separator: ", ")) + "\n"
    }
}
