import Foundation

/// What an expression yields and a variable holds.
public enum Value: Sendable, Hashable, CustomStringConvertible {
    case number(Double)
    case boolean(Bool)
    /// A bare word, such as the name of a loss.
    case word(String)
    case text(String)
    case size([Int])
    case list(ValueList)
    case range(WholeRange)
    /// What only a run will know; a check has it in place of every measurement.
    case unknown

    /// True when any part of it is known only in a run.
    var isUnknown: Bool {
        switch self {
        case .unknown: true
        case .list(let list): list.isUnknown
        default: false
        }
    }

    /// The value as a script would write it.
    public var description: String {
        switch self {
        case .number(let number): Value.exact(number)
        case .boolean(let truth): truth ? "true" : "false"
        case .word(let word): word
        case .text(let text): "\"" + text.reduce(into: "") { $0 += Value.escaped($1) } + "\""
        case .size(let sizes): sizes.map(String.init).joined(separator: "x")
        case .list(let list): list.members.map(\.description).joined(separator: ", ")
        case .range(let range): "\(range.first)..\(range.last)"
        case .unknown: "unknown"
        }
    }

    /// The value as a person wants to read it: texts without quotes, numbers with six significant digits.
    public var display: String {
        switch self {
        case .number(let number): Value.rounded(number)
        case .text(let text): text
        case .list(let list): list.members.map(\.display).joined(separator: ", ")
        default: description
        }
    }

    /// What kind of value this is, with its article, for messages.
    public var kindName: String {
        switch self {
        case .number: "a number"
        case .boolean: "true or false"
        case .word: "a word"
        case .text: "a text"
        case .size: "a size"
        case .list: "a list"
        case .range: "a range"
        case .unknown: "a value that only a run knows"
        }
    }

    /// The value with its kind, for the `found` part of a message.
    public var found: String {
        switch self {
        case .number, .boolean, .size, .range: description
        case .word(let word): "`\(word)`"
        case .text(let text): text.count <= 40 ? description : "a text"
        case .list: "a list"
        case .unknown: kindName
        }
    }

    /// The shortest digits that read back as the same number; `infinity` is the language's word for it.
    public static func exact(_ number: Double) -> String {
        if number.isInfinite { return infinite(number) }
        // Up to 2^53 every whole number has its own `Double`.
        if number == number.rounded(), abs(number) <= 9_007_199_254_740_992 { return String(Int(number)) }
        return String(describing: number)
    }

    /// Six significant digits, without trailing zeros.
    public static func rounded(_ number: Double) -> String {
        if number.isInfinite { return infinite(number) }
        if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
        return String(format: "%.6g", number)
    }

    private static func infinite(_ number: Double) -> String { number < 0 ? "-infinity" : "infinity" }

    private static func escaped(_ character: Character) -> String {
        switch character {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n", "\r\n": "\\n"
        case "\t": "\\t"
        case "{", "}": String([character, character])
        default: String(character)
        }
    }
}

/// Whole numbers from `first` to `last`, both included, up or down.
///
/// Held as two numbers: `1..1_000_000_000` costs nothing.
public struct WholeRange: Sendable, Hashable {
    public let first: Int
    public let last: Int

    public init(_ first: Int, _ last: Int) {
        self.first = first
        self.last = last
    }

    public var count: Int { abs(last - first) + 1 }

    public subscript(index: Int) -> Int { first <= last ? first + index : first - index }

    /// At most `limit` members.
    func members(limit: Int) -> [Value]? {
        guard count <= limit else { return nil }
        return (0..<count).map { .number(Double(self[$0])) }
    }
}
