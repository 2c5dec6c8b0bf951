import Declarations
import Foundation

extension Expression {
    /// The value now, with the names of `scope`.
    public func evaluate(in scope: any Scope) throws(Diagnostic) -> Value {
        switch self {
        case .literal(.unknown, let span): throw Diagnostic(unknownValue: "the value", at: span)
        case .literal(let value, _): return value
        case .name(let name, let span): return try lookUp(name, at: span, in: scope)
        case .unary(.negate, let operand, _): return .number(-(try operand.number(in: scope)))
        case .unary(.not, let operand, _): return .boolean(!(try operand.truth(in: scope)))
        case .binary(let operation, let left, let right, let span):
            return try combine(operation, left, right, at: span, in: scope)
        case .call(let name, let arguments, let span): return try call(name, arguments, at: span, in: scope)
        case .list(let members, let span):
            var values: [Value] = []
            for member in members { values.append(try member.evaluate(in: scope)) }
            return .list(try ValueList(values, at: span))
        case .text(let parts, let span): return .text(try text(of: parts, at: span, in: scope))
        }
    }

    /// The letters of a text with the values now in their places, as `print` shows them.
    private func text(of parts: [TextPart], at span: Span, in scope: any Scope) throws(Diagnostic) -> String {
        var values: [Value] = []
        var unknown: Diagnostic?
        for part in parts {
            switch part {
            case .letters(let letters): values.append(.text(letters))
            case .value(let expression):
                // What a check does not know hides no mistake behind it.
                do throws(Diagnostic) { values.append(try expression.evaluate(in: scope)) } catch
                where error.category == .unknown { unknown = error }
            }
        }
        if let unknown { throw unknown }
        if values.contains(where: \.isUnknown) { throw Diagnostic(unknownValue: "the text", at: span) }
        return try Value.joined(values, at: span)
    }

    /// True or false now; a number is neither.
    public func truth(in scope: any Scope) throws(Diagnostic) -> Bool {
        let value = try evaluate(in: scope)
        if case .boolean(let truth) = value { return truth }
        throw noTruth(value.found, in: scope)
    }

    /// What is neither true nor false; a number alone is compared with a quantity.
    func noTruth(_ found: String, in scope: any Scope) -> Diagnostic {
        var comparison = "\(span.text) > 0"
        if case .literal(.number, _) = self, let quantity = scope.names.first(where: { scope.isQuantity($0) }) {
            comparison = "\(quantity) > \(span.text)"
        }
        let isNumber = if case .text = self { false } else if case .list = self { false } else { true }
        return Diagnostic(
            "expected a condition that is true or false, found \(found)", at: span, help: isNumber ? ["compare it, such as `\(comparison)`"] : [])
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
        case .and, .or:
            do throws(Diagnostic) {
                guard try left.truth(in: scope) == (operation == .and) else { return .boolean(operation == .or) }
            } catch where error.category == .unknown {
                // The run may come to the right side, and then what is wrong there is wrong; what is missing may be there.
                do throws(Diagnostic) { _ = try right.truth(in: scope) } catch where error.category != .mistake {}
                throw error
            } catch where error.category == .early && operation == .or {
                // What holds by its other side alone need not wait.
                if try right.truth(in: scope) { return .boolean(true) }
                throw error
            }
            return .boolean(try right.truth(in: scope))
        case .equal, .notEqual:
            return .boolean(try left.equals(right, in: scope) == (operation == .equal))
        case .range:
            let (first, last) = try Self.both(
                { () throws(Diagnostic) in try left.whole(in: scope) }, { () throws(Diagnostic) in try right.whole(in: scope) })
            return .range(WholeRange(first, last))
        case .add:
            let (first, second) = try Self.both(
                { () throws(Diagnostic) in try left.evaluate(in: scope) },
                { () throws(Diagnostic) in try right.evaluate(in: scope) })
            if first.isUnknown || second.isUnknown { throw Diagnostic(unknownValue: "the sum", at: span) }
            if case .number(let a) = first, case .number(let b) = second {
                return try finite(a + b, of: [a, b], at: span)
            }
            if case .text = first { return .text(try Value.joined([first, second], at: span)) }
            if case .text = second { return .text(try Value.joined([first, second], at: span)) }
            let wrong = if case .number = first { (second, right) } else { (first, left) }
            throw Diagnostic("expected a number, found \(wrong.0.found)", at: wrong.1.span)
        default:
            let (first, second) = try Self.both(
                { () throws(Diagnostic) in try left.number(in: scope) },
                { () throws(Diagnostic) in try right.number(in: scope) })
            return try calculate(operation, first, second, divisor: right, at: span)
        }
    }

    /// Both sides of an operation. What a check does not know of the left one hides no mistake on the right.
    private static func both<Side>(
        _ left: () throws(Diagnostic) -> Side, _ right: () throws(Diagnostic) -> Side
    ) throws(Diagnostic) -> (Side, Side) {
        let first: Side
        do throws(Diagnostic) { first = try left() } catch where error.category == .unknown {
            _ = try right()
            throw error
        }
        return (first, try right())
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

    private func call(
        _ name: String, _ arguments: [Expression], at span: Span, in scope: any Scope
    ) throws(Diagnostic) -> Value {
        if let function = SeriesFunction(rawValue: name) { return try function.value(of: arguments, at: span, in: scope) }
        var values: [(Value, Span)] = []
        for argument in arguments {
            switch try argument.evaluate(in: scope) {
            case .list(let list): values += list.members.map { ($0, argument.span) }
            case .range(let range): values += try expand(range, at: argument.span).map { ($0, argument.span) }
            case let value: values.append((value, argument.span))
            }
            try checkCount(values.count, at: span)
        }
        if name == "count" { return .number(Double(values.count)) }
        guard let function = Function.named(name) else {
            throw Diagnostic.unknown(
                "function", name, at: Span(span.source, span.range.lowerBound..<span.range.lowerBound + name.count),
                choices: Function.names + ["count"] + SeriesFunction.allCases.map(\.name), listed: "functions")
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
    guard let members = range.members(limit: ValueList.countLimit) else {
        throw Diagnostic(
            "the range has \(range.count) members, at most \(ValueList.countLimit) fit in a list", at: span)
    }
    return members
}

/// Lists and ranges one behind the other are bounded as one list is.
func checkCount(_ count: Int, at span: Span) throws(Diagnostic) {
    guard count > ValueList.countLimit else { return }
    throw Diagnostic("at most \(ValueList.countLimit) values fit in a list", at: span)
}
