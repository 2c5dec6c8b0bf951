import Declarations

/// Whether two declared things are of one type with equal stored values.
///
/// Declared things are plain values without identity, so what their stored properties hold is what they are; this
/// spares every layer, loss and data set an equality of its own behind `any`.
func isSame(_ left: any Declared, _ right: any Declared) -> Bool {
    type(of: left) == type(of: right) && contents(of: left) == contents(of: right)
}

func areSame(_ left: [any Declared], _ right: [any Declared]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
}

/// The stored values as text, the members of sets and dictionaries in a fixed order.
private func contents(of value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    guard !mirror.children.isEmpty else { return String(reflecting: value) }
    var parts = mirror.children.map { contents(of: $0.value) }
    if mirror.displayStyle == .set || mirror.displayStyle == .dictionary { parts.sort() }
    return "\(mirror.subjectType)(\(parts.joined(separator: ",")))"
}
