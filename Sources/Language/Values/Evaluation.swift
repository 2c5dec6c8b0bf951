import Declarations
import Foundation

extension Expression {
    /// The longest list that a range or a list may become.
    static let listLimit = 100_000

    /// The value now, with the names of `scope`.
    public func evaluate(in scope: any Scope) throws(Diagnostic) -> Value {
        switch self {
        case .literal(let value, _): return value
        case .name(let name, let span): return try lookUp(name, at: span, in: scope)
        case .unary(.negate, let operand, _): return .number(-(try operand.number(in: scope)))
        case .unary(.not, let operand, _): return .boolean(!(try operand.truth(in: scope)))
        case .binary(let operation, let left, let right, let span):
            return try combine(operation, left, right, at: span, in: scope)
        case .call(let name, let arguments, let span): return try call(name, arguments, at: span, in: scope)
        case .list(let members, _):
            var values: [Value] = []
            for member in members { values.append(try member.evaluate(in: scope)) }
            return .list(values)
        }
    }

    /// True or false now; a number is neither.
    public func truth(in scope: any Scope) throws(Diagnostic) -> Bool {
        let value = try evaluate(in: scope)
        if case .boolean(let truth) = value { return truth }
        throw Diagnostic(
            "expected a condition that is true or false, found \(value.found)", at: span,
            help: ["compare it, such as `\(span.text) > 0`"])
    }

    /// The number now.
    public func number(in scope: any Scope) throws(Diagnostic) -> Double {
        let value = try evaluate(in: scope)
        if case .number(let number) = value { return number }
        throw Diagnostic("expected a number, found \(value.found)", at: span)
    }

    private func lookUp(_ name: String, at span: Span, in scope: any Scope) throws(Diagnostic) -> Value {
        if let value = try known(name, at: span, in: scope) { return value }
        if let constant = Function.constants[name] { return .number(constant) }
        throw unknownName(name, at: span, in: scope)
    }

    private func combine(
        _ operation: BinaryOperator, _ left: Expression, _ right: Expression, at span: Span, in scope: any Scope
    ) throws(Diagnostic) -> Value {
        switch operation {
        case .and:
            guard try left.truth(in: scope) else { return .boolean(false) }
            return .boolean(try right.truth(in: scope))
        case .or:
            guard try !left.truth(in: scope) else { return .boolean(true) }
            return .boolean(try right.truth(in: scope))
        case .equal, .notEqual:
            return .boolean(try left.equals(right, in: scope) == (operation == .equal))
        case .range:
            return .range(WholeRange(try left.whole(in: scope), try right.whole(in: scope)))
        case .add:
            let first = try left.evaluate(in: scope)
            let second = try right.evaluate(in: scope)
            if case .number(let a) = first, case .number(let b) = second {
                return try finite(a + b, of: [a, b], at: span)
            }
            if case .text = first { return try .text(joined(first, second)) }
            if case .text = second { return try .text(joined(first, second)) }
            let wrong = if case .number = first { (second, right) } else { (first, left) }
            throw Diagnostic("expected a number, found \(wrong.0.found)", at: wrong.1.span)
        default:
            let first = try left.number(in: scope)
            let second = try right.number(in: scope)
            return try calculate(operation, first, second, divisor: right, at: span)
        }
    }

    private func calculate(
        _ operation: BinaryOperator, _ left: Double, _ right: Double, divisor: Expression, at span: Span
    ) throws(Diagnostic) -> Value {
        switch operation {
        case .less: return .boolean(left < right)
        case .lessOrEqual: return .boolean(left <= right)
        case .greater: return .boolean(left > right)
        case .greaterOrEqual: return .boolean(left >= right)
        case .subtract: return try finite(left - right, of: [left, right], at: span)
        case .multiply: return try finite(left * right, of: [left, right], at: span)
        case .power:
            return try finite(
                pow(left, right), of: [left, right], at: span,
                help: left < 0 ? "a fraction as exponent needs a base of at least 0" : nil)
        case .divide, .remainder:
            guard right != 0 else { throw Diagnostic("division by zero", at: divisor.span) }
            if operation == .divide { return try finite(left / right, of: [left, right], at: span) }
            // The remainder takes the divisor's sign, so that `step % 10` never surprises below zero.
            return try finite(left - right * (left / right).rounded(.down), of: [left, right], at: span)
        default: preconditionFailure("`\(operation.rawValue)` is no calculation on numbers")
        }
    }

    /// In `kind == hinge` an unknown bare name is the word itself.
    func valueOrWord(in scope: any Scope) throws(Diagnostic) -> Value {
        guard case .name(let name, let span) = self else { return try evaluate(in: scope) }
        return try known(name, at: span, in: scope) ?? Function.constants[name].map(Value.number) ?? .word(name)
    }

    func whole(in scope: any Scope) throws(Diagnostic) -> Int {
        let number = try number(in: scope)
        guard abs(number) <= 1e15, let whole = Int(exactly: number) else {
            throw Diagnostic("expected a whole number, found \(Value.exact(number))", at: span)
        }
        return whole
    }

    private func joined(_ first: Value, _ second: Value) throws(Diagnostic) -> String {
        let text = first.display + second.display
        guard text.utf8.count <= 1_000_000 else { throw Diagnostic("the text grows too long", at: span) }
        return text
    }

    private func call(
        _ name: String, _ arguments: [Expression], at span: Span, in scope: any Scope
    ) throws(Diagnostic) -> Value {
        var values: [(Value, Span)] = []
        for argument in arguments {
            switch try argument.evaluate(in: scope) {
            case .list(let members): values += members.map { ($0, argument.span) }
            case .range(let range): values += try expand(range, at: argument.span).map { ($0, argument.span) }
            case let value: values.append((value, argument.span))
            }
        }
        if name == "count" { return .number(Double(values.count)) }
        guard let function = Function.named(name) else {
            throw Diagnostic.unknown(
                "function", name, at: Span(span.source, span.range.lowerBound..<span.range.lowerBound + name.count),
                choices: Function.names + ["count"], listed: "functions")
        }
        guard function.count.contains(values.count) else {
            let expected =
                function.count.lowerBound == function.count.upperBound
                ? "\(function.count.lowerBound)" : "at least \(function.count.lowerBound)"
            throw Diagnostic("`\(name)` expects \(expected) number, found \(values.count)", at: span)
        }
        var numbers: [Double] = []
        for (value, place) in values {
            if value.isUnknown { throw Diagnostic(unknownValue: "the value", at: place) }
            guard case .number(let number) = value else {
                throw Diagnostic("`\(name)` expects a number, found \(value.found)", at: place)
            }
            numbers.append(number)
        }
        return try finite(function.apply(numbers), of: numbers, at: span, help: function.domain.map { "`\(name)` takes \($0)" })
    }
}

/// The members of a range, unless they are too many to hold.
func expand(_ range: WholeRange, at span: Span) throws(Diagnostic) -> [Value] {
    guard let members = range.members(limit: Expression.listLimit) else {
        throw Diagnostic(
            "the range has \(range.count) members, at most \(Expression.listLimit) fit in a list", at: span)
    }
    return members
}
