import Declarations

/// A function of what was recorded of a quantity over the steps: `swing(loss.generator, 200)`.
///
/// Its first argument is the quantity's name and not its value now; the second is how many of the latest steps count, all of
/// them where it is left out. The session has the numbers and does the arithmetic.
public enum SeriesFunction: String, CaseIterable, Sendable {
    case lowest, highest, average, swing, period, amplitude

    public var name: String { rawValue }

    public var summary: String {
        switch self {
        case .lowest: "the least value of a measurement over so many of the latest steps, or over all"
        case .highest: "the greatest value of a measurement over so many of the latest steps, or over all"
        case .average: "the mean of a measurement over so many of the latest steps, or over all"
        case .swing: "the greatest value of a measurement over the latest steps minus the least: `swing(loss.generator, 200) < 0.1`"
        case .period: "after how many steps a measurement comes round again, over the latest steps; infinity where it does not oscillate"
        case .amplitude: "how far such an oscillation goes to either side of its middle; 0 where there is none"
        }
    }
}

/// What a function of recorded values comes to.
public enum SeriesValue: Sendable {
    case number(Double)
    /// A check knows only that there will be one.
    case unknown
    /// There are too few steps yet, and why; more of them bring a value.
    case early(Refusal)
}

extension SeriesFunction {
    /// The value over what was recorded of the first argument.
    func value(of arguments: [Expression], at span: Span, in scope: any Scope) throws(Diagnostic) -> Value {
        guard (1...2).contains(arguments.count) else {
            throw Diagnostic(
                "`\(name)` expects a measurement and a number of steps, found \(arguments.count) values", at: span, help: [example])
        }
        guard case .name(let quantity, let place) = arguments[0] else {
            throw Diagnostic(
                "`\(name)` expects the name of a measurement, found `\(shortened(arguments[0].span.text))`", at: arguments[0].span,
                help: [example])
        }
        let steps: Int? = arguments.count == 2 ? try steps(arguments[1], in: scope) : nil
        let value: SeriesValue?
        do throws(Refusal) { value = try scope.value(of: self, over: quantity, steps: steps) } catch {
            throw Diagnostic(error, at: place, category: .unavailable)
        }
        switch value {
        case .number(let number): return .number(number)
        case .unknown: throw Diagnostic(unknownValue: "`\(span.text)`", at: span)
        case .early(let refusal): throw Diagnostic(refusal, at: span, category: .early)
        case nil: break
        }
        if scope.knows(quantity) {
            throw Diagnostic("`\(name)` expects the name of a measurement; `\(quantity)` is none", at: place, help: [example])
        }
        throw arguments[0].unknownName(quantity, at: place, in: scope)
    }

    private func steps(_ argument: Expression, in scope: any Scope) throws(Diagnostic) -> Int {
        let count = try argument.whole(in: scope)
        guard count >= 2 else { throw Diagnostic("expected at least 2 steps, found \(count)", at: argument.span) }
        return count
    }

    private var example: String { "such as `\(name)(loss.generator, 200)`, over the last 200 steps" }
}
