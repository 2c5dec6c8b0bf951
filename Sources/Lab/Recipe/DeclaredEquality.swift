import Declarations

/// Whether two lists hold equal things in the same order.
func areEqual(_ left: [any Declared], _ right: [any Declared]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { $0.isEqual(to: $1) }
}
