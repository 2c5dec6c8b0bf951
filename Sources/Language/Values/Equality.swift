import Declarations

extension Expression {
    /// Whether two sides of `==` are the same. A bare name that nothing has is a word, but only beside a word or a text:
    /// anywhere else it is a slip, and `!=` would hold for ever.
    func equals(_ other: Expression, in scope: any Scope) throws(Diagnostic) -> Bool {
        let left = try valueOrUnknown(in: scope)
        let right = try other.valueOrUnknown(in: scope)
        // A measurement is unknown before the run, but it is a number.
        if left.isUnknown, isQuantity(in: scope), right.isWording { throw other.notComparable(right, with: left, in: scope) }
        if right.isUnknown, other.isQuantity(in: scope), left.isWording { throw notComparable(left, with: right, in: scope) }
        if left.isUnknown { throw Diagnostic(unknownValue: "the value", at: span) }
        if right.isUnknown { throw Diagnostic(unknownValue: "the value", at: other.span) }
        if isUnknownName(in: scope), other.isUnknownName(in: scope) { throw notComparable(left, with: right, in: scope) }
        if right.isQuantity, left.isWording { throw notComparable(left, with: right, in: scope) }
        if left.isQuantity, right.isWording { throw other.notComparable(right, with: left, in: scope) }
        return left.equals(right)
    }

    private func valueOrUnknown(in scope: any Scope) throws(Diagnostic) -> Value {
        do throws(Diagnostic) { return try valueOrWord(in: scope) } catch where error.category == .unknown { return .unknown }
    }

    /// Whether the value will be a number or a truth, whatever a run finds.
    private func isQuantity(in scope: any Scope) -> Bool {
        switch self {
        case .name(let name, _): scope.isQuantity(name)
        case .unary, .call: true
        case .binary(let operation, let left, let right, _):
            switch operation {
            case .range: false
            case .add: left.isQuantity(in: scope) && right.isQuantity(in: scope)
            default: true
            }
        case .literal(let value, _): value.isQuantity
        case .list, .text: false
        }
    }

    private func isUnknownName(in scope: any Scope) -> Bool {
        guard case .name(let name, _) = self else { return false }
        return !scope.knows(name) && Function.constants[name] == nil
    }

    private func notComparable(_ value: Value, with other: Value, in scope: any Scope) -> Diagnostic {
        if case .name(let name, let span) = self, isUnknownName(in: scope) {
            return unknownName(name, at: span, in: scope)
        }
        let what = other.isUnknown ? "a number" : "\(other.kindName) to compare with \(other.found)"
        return Diagnostic("expected \(what), found \(value.found)", at: span)
    }
}

extension Value {
    fileprivate var isQuantity: Bool {
        switch self {
        case .number, .boolean: true
        default: false
        }
    }

    fileprivate var isWording: Bool {
        switch self {
        case .word, .text: true
        default: false
        }
    }

    /// Words equal texts of the same letters; `1x1` does not equal 1.
    func equals(_ other: Value) -> Bool {
        switch (self, other) {
        case (.word(let left), .text(let right)), (.text(let left), .word(let right)): left == right
        default: self == other
        }
    }
}
