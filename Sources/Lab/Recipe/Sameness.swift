import Declarations

/// Whether two declared things are of one type and were made of the same values.
func isSame(_ left: any Declared, _ right: any Declared) -> Bool { left.isSame(as: right) }

func areSame(_ left: [any Declared], _ right: [any Declared]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
}
