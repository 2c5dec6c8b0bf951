/// A value that a script gave, or a declaration's default.
public enum OptionValue: Sendable, Hashable {
    case number(Double)
    case word(String)
    case size([Int])
    case text(String)
    case flag(Bool)
    case list([OptionValue])
    /// A number that changes while training.
    case schedule(Schedule)
    /// All numbers between two; a single one is a `number`.
    case interval(ClosedRange<Double>)

    /// The number that a `Float` stands for, by its own shortest digits: 0.2 stays 0.2, and reads back as the same `Float`.
    public static func number(of value: Float) -> OptionValue {
        let digits = Double("\(value)") ?? Double(value)
        return .number(Float(digits) == value ? digits : Double(value))
    }

    /// The numbers between two, or the one where both are the same.
    public static func numbers(between bounds: ClosedRange<Double>) -> OptionValue {
        bounds.lowerBound == bounds.upperBound ? .number(bounds.lowerBound) : .interval(bounds)
    }
}

/// The arguments and options of one use of a declared thing, by name, with defaults filled in.
///
/// The accessors trap on a name or a type that the declaration does not have: that is a slip between a declaration
/// and the code beside it, never a learner's mistake, and the tests construct every declared thing once.
public struct OptionValues: Sendable, Hashable {
    private var values: [String: OptionValue]

    public init(_ values: [String: OptionValue] = [:]) {
        self.values = values
    }

    /// These values and others; those of `others` count where both have one.
    public func merging(_ others: OptionValues) -> OptionValues {
        OptionValues(values.merging(others.values) { $1 })
    }

    /// The given values over the declaration's defaults.
    public init(_ declaration: Declaration, _ given: [String: OptionValue] = [:]) {
        var all: [String: OptionValue] = [:]
        for option in declaration.arguments + declaration.options {
            all[option.name] = given[option.name] ?? option.defaultValue
        }
        values = all
    }

    public subscript(name: String) -> OptionValue? {
        get { values[name] }
        set { values[name] = newValue }
    }

    public var names: [String] { values.keys.sorted() }

    public func has(_ name: String) -> Bool { values[name] != nil }

    public func number(_ name: String) -> Double {
        guard case .number(let value)? = values[name] else { preconditionFailure("option `\(name)` is not a number") }
        return value
    }

    public func integer(_ name: String) -> Int { Int(number(name)) }

    /// The number, which may change while training.
    public func schedule(_ name: String) -> Schedule {
        if case .schedule(let schedule)? = values[name] { return schedule }
        return Schedule(number(name))
    }

    /// The numbers between two; a single number has both ends in one place.
    public func interval(_ name: String) -> ClosedRange<Double> {
        if case .interval(let bounds)? = values[name] { return bounds }
        let single = number(name)
        return single...single
    }

    public func word(_ name: String) -> String {
        guard case .word(let value)? = values[name] else { preconditionFailure("option `\(name)` is not a word") }
        return value
    }

    public func text(_ name: String) -> String {
        guard case .text(let value)? = values[name] else { preconditionFailure("option `\(name)` is not a text") }
        return value
    }

    public func size(_ name: String) -> [Int] {
        switch values[name] {
        case .size(let value): return value
        case .number(let value): return [Int(value)]
        default: preconditionFailure("option `\(name)` is not a size")
        }
    }

    /// True when the flag was given.
    public func flag(_ name: String) -> Bool { values[name] == .flag(true) }

    /// The members of a list option; empty when it was not given.
    public func list(_ name: String) -> [OptionValue] {
        switch values[name] {
        case .list(let members): return members
        case let value?: return [value]
        case nil: return []
        }
    }
}
