import Declarations

extension Expression {
    /// Whether two sides of `==` are the same. A bare name that nothing has is a word, but only beside a word or a text:
    /// anywhere else it is a slip, and `!=` would hold for ever.
    func equals(_ other: Expression, in scope: any Scope) throws(Diagnostic) -> Bool {
        let left = try valueOrWord(in: scope)
        let right = try other.valueOrWord(in: scope)
        if left.isUnknown { throw Diagnostic(unknownValue: "the value", at: span) }
        if right.isUnknown { throw Diagnostic(unknownValue: "the value", at: other.span) }
        if isUnknownName(in: scope), other.isUnknownName(in: scope) { throw notComparable(left, with: right, in: scope) }
        if right.isQuantity, left.isWording { throw notComparable(left, with: right, in: scope) }
        if left.isQuantity, right.isWording { throw other.notComparable(right, with: left, in: scope) }
        return left.equals(right)
    }

    private func isUnknownName(in scope: any Scope) -> Bool {
        guard case .name(let name, _) = self else { return false }
        return !scope.knows(name) && Function.constants[name] == nil
    }

    private func notComparable(_ value: Value, with other: Value, in scope: any Scope) -> Diagnostic {
        if case .name(let name, let span) = self, isUnknownName(in: scope) {
            return unknownName(name, at: span, in: scope)
        }
        return Diagnostic("expected \(other.kindName) to compare with \(other.found), found \(value.found)", at: span)
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
