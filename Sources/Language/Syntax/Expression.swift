/// A calculation, kept unevaluated: `until modes >= 8` asks it again after every step.
public indirect enum Expression: Sendable {
    case literal(Value, Span)
    case name(String, Span)
    case unary(UnaryOperator, Expression, Span)
    case binary(BinaryOperator, Expression, Expression, Span)
    case call(String, [Expression], Span)
    case list([Expression], Span)
    /// A text with calculations in it: `"only {modes} modes"`.
    case text([TextPart], Span)

    public var span: Span {
        switch self {
        case .literal(_, let span), .name(_, let span), .unary(_, _, let span), .binary(_, _, _, let span),
            .call(_, _, let span), .list(_, let span), .text(_, let span):
            span
        }
    }

    /// Every name that the expression asks for, in order, once.
    public var names: [String] {
        var found: [String] = []
        visitNames { name, _ in if !found.contains(name) { found.append(name) } }
        return found
    }

    /// What the expression takes from outside, as it was written, in order, once: names, and functions of what was recorded.
    public var quantities: [Expression] {
        var found: [Expression] = []
        func visit(_ expression: Expression) {
            switch expression {
            case .literal: break
            case .name: if !found.contains(where: { $0.span.text == expression.span.text }) { found.append(expression) }
            case .call(let name, _, _) where SeriesFunction(rawValue: name) != nil:
                if !found.contains(where: { $0.span.text == expression.span.text }) { found.append(expression) }
            case .unary(_, let operand, _): visit(operand)
            case .binary(_, let left, let right, _):
                visit(left)
                visit(right)
            case .call(_, let members, _), .list(let members, _): members.forEach(visit)
            case .text(let parts, _):
                for case .value(let value) in parts { visit(value) }
            }
        }
        visit(self)
        return found
    }

    func visitNames(_ visit: (String, Span) -> Void) {
        switch self {
        case .literal: break
        case .name(let name, let span): visit(name, span)
        case .unary(_, let operand, _): operand.visitNames(visit)
        case .binary(_, let left, let right, _):
            left.visitNames(visit)
            right.visitNames(visit)
        case .call(_, let members, _), .list(let members, _):
            for member in members { member.visitNames(visit) }
        case .text(let parts, _):
            for case .value(let value) in parts { value.visitNames(visit) }
        }
    }
}

/// A part of a text with calculations in it.
public enum TextPart: Sendable {
    case letters(String)
    case value(Expression)
}

public enum UnaryOperator: String, Sendable {
    case negate = "-"
    case not
}

public enum BinaryOperator: String, Sendable {
    case or, and
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case range = ".."
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case power = "^"

    /// How tightly it binds; higher binds first.
    var precedence: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 4
        case .range: 5
        case .add, .subtract: 6
        case .multiply, .divide, .remainder: 7
        case .power: 9
        }
    }

    /// Whether it is true or false of two values.
    var compares: Bool { precedence == 4 }

    /// Comparisons and ranges do not chain: `1 < x < 5` means nothing.
    var chains: Bool { precedence != 4 && precedence != 5 }
}
