import Declarations

extension OptionKind {
    /// The kind with its article and range, as messages and help word it: `a whole number of at least 1`.
    public var wording: String {
        switch self {
        case .integer(let range): "a whole number" + bounds(range)
        case .number(let range): "a number" + bounds(range)
        case .interval(let range): "a number" + bounds(range) + ", or two of them such as 0.7..1.2"
        case .word(let choices):
            choices.isEmpty ? "a word" : choices.count == 1 ? "the word `\(choices[0])`" : "one of \(enumerated(choices))"
        case .size: "a size such as 28x28x1"
        case .text: "a text in quotes"
        case .file(let extensions):
            extensions == ["/"] ? "a folder's name in quotes" : "a file's name in quotes"
        case .key: "a name or a number"
        case .flag: "nothing: its name switches it on"
        }
    }

    private func bounds(_ range: ClosedRange<Int>) -> String {
        // Bounds beyond any sensible value are left out.
        let hasLower = range.lowerBound > -1_000_000_000
        let hasUpper = range.upperBound < 1_000_000_000
        switch (hasLower, hasUpper) {
        case (true, true): return " from \(range.lowerBound) to \(range.upperBound)"
        case (true, false): return " of at least \(range.lowerBound)"
        case (false, true): return " of at most \(range.upperBound)"
        case (false, false): return ""
        }
    }

    private func bounds(_ range: ClosedRange<Double>) -> String {
        let isAboveZero = range.lowerBound == Double.leastNormalMagnitude
        let hasLower = range.lowerBound > -1e30
        let hasUpper = range.upperBound < 1e30
        let lower = Value.exact(range.lowerBound)
        let upper = Value.exact(range.upperBound)
        switch (hasLower, hasUpper) {
        case (true, true): return isAboveZero ? " above 0, at most \(upper)" : " from \(lower) to \(upper)"
        case (true, false): return isAboveZero ? " above 0" : " of at least \(lower)"
        case (false, true): return " of at most \(upper)"
        case (false, false): return ""
        }
    }
}

extension OptionValue {
    /// The value as a script would write it.
    public var wording: String {
        switch self {
        case .schedule(let schedule): schedule.wording
        case .interval(let bounds): Self.wording(of: bounds)
        default: value.description
        }
    }

    /// As a script writes it: `0.7..1.2`.
    private static func wording(of bounds: ClosedRange<Double>) -> String {
        "\(Value.number(bounds.lowerBound))..\(Value.number(bounds.upperBound))"
    }

    /// The same value in an expression.
    public var value: Value {
        switch self {
        case .number(let number): .number(number)
        case .word(let word): .word(word)
        case .size(let sizes): .size(sizes)
        case .text(let text): .text(text)
        case .flag(let isOn): .boolean(isOn)
        case .list(let members): .list(ValueList(declared: members))
        case .schedule(let schedule): .text(schedule.wording)
        case .interval(let bounds): .text(Self.wording(of: bounds))
        }
    }
}

extension Schedule {
    /// As a script writes it: `0.001 to 0.0001 over 5000 cosine`.
    public var wording: String {
        if steps == 0 { return Value.number(first).description }
        return "\(Value.number(first)) to \(Value.number(last)) over \(steps)" + (course == .linear ? "" : " \(course.rawValue)")
    }
}
