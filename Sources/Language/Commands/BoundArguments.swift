import Declarations

/// What a statement gave to its command, checked against the command's declaration, with defaults filled in.
public struct BoundArguments {
    public let declaration: CommandDeclaration
    /// The whole statement.
    public let span: Span
    /// The word that was typed, which may be an alias of the command's name.
    public let word: String
    /// Plain values, of arguments and options, by name.
    public let values: OptionValues
    /// Catalogue entries by argument name.
    public let entries: [String: [BoundEntry]]
    /// Expressions, conditions and clauses by name.
    public let expressions: [String: [BoundExpression]]
    /// Statements within the statement by argument name; see `Interpreter.perform`.
    public let statements: [String: [CommandCall]]
    /// Where each value that was given stands.
    public let spans: [String: Span]
    /// True in a check when a value stands in for one that only a run knows.
    public let isGuessed: Bool

    /// True when the script gave it.
    public func isGiven(_ name: String) -> Bool { spans[name] != nil }

    public func has(_ name: String) -> Bool { values.has(name) || entries[name] != nil || expressions[name] != nil || statements[name] != nil }

    public func number(_ name: String) -> Double { values.number(name) }
    public func integer(_ name: String) -> Int { values.integer(name) }
    public func word(_ name: String) -> String { values.word(name) }
    public func text(_ name: String) -> String { values.text(name) }
    public func size(_ name: String) -> [Int] { values.size(name) }
    public func flag(_ name: String) -> Bool { values.flag(name) }
    public func list(_ name: String) -> [OptionValue] { values.list(name) }

    /// The text, name or word of an optional argument.
    public func optionalText(_ name: String) -> String? {
        switch values[name] {
        case .text(let text): text
        case .word(let word): word
        default: nil
        }
    }

    /// The texts of a repeated argument; none where it was left out.
    public func texts(_ name: String) -> [String] {
        guard values.has(name) else { return [] }
        return values.list(name).compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    /// The whole numbers of a list; none where it was left out.
    public func integers(_ name: String) -> [Int] {
        guard values.has(name) else { return [] }
        return values.list(name).compactMap { if case .number(let number) = $0 { Int(number) } else { nil } }
    }

    /// The words of a list; none where it was left out.
    public func words(_ name: String) -> [String] {
        guard values.has(name) else { return [] }
        return values.list(name).compactMap { if case .word(let word) = $0 { word } else { nil } }
    }

    public func optionalInteger(_ name: String) -> Int? { values.has(name) ? values.integer(name) : nil }

    /// The catalogue entry of an argument that may be left out.
    public func optionalEntry(_ name: String) -> BoundEntry? { entries[name]?.first }

    /// The catalogue entry of a required argument.
    public func entry(_ name: String) -> BoundEntry {
        guard let entry = entries[name]?.first else {
            preconditionFailure("argument `\(name)` is not a catalogue entry")
        }
        return entry
    }

    /// The expression, condition or clause of that name, if it was given.
    public func expression(_ name: String) -> BoundExpression? { expressions[name]?.first }

    /// An error at one of the values, or at the whole statement.
    public func error(
        _ message: String, at name: String? = nil, label: String? = nil, notes: [String] = [], help: [String] = [],
        category: Diagnostic.Category = .mistake
    ) -> Diagnostic {
        Diagnostic(
            message, at: name.flatMap { spans[$0] } ?? span, label: label, notes: notes, help: help, category: category)
    }

    /// A refusal with the place of an argument or option, or of the whole line.
    public func error(
        _ refusal: Refusal, at name: String? = nil, category: Diagnostic.Category = .mistake
    ) -> Diagnostic {
        Diagnostic(refusal, at: name.flatMap { spans[$0] } ?? span, category: category)
    }
}

/// A word of a catalogue with its own arguments and options.
public struct BoundEntry: Sendable {
    public let declaration: Declaration
    public let values: OptionValues
    /// Words behind it, such as an activation, in order.
    public let trailing: [BoundEntry]
    /// From the word to the last thing that belongs to it.
    public let span: Span
    public let spans: [String: Span]

    public var name: String { declaration.name }

    /// Makes the declared thing, and gives a place to what only it can find wrong.
    public func make<Thing: Declared>(_ type: Thing.Type = Thing.self) throws(Diagnostic) -> Thing {
        do throws(Refusal) { return try Thing(values) } catch { throw Diagnostic(error, at: span) }
    }

    /// The same for a type known only at run time.
    public func make(any type: any Declared.Type) throws(Diagnostic) -> any Declared {
        do throws(Refusal) { return try type.init(values) } catch { throw Diagnostic(error, at: span) }
    }
}

/// An expression together with the names it was written among; evaluated as often as asked.
public struct BoundExpression {
    public let expression: Expression
    public let scope: any Scope

    public init(_ expression: Expression, in scope: any Scope) {
        self.expression = expression
        self.scope = scope
    }

    /// As it was written.
    public var text: String { expression.span.text }
    public var span: Span { expression.span }
    public var names: [String] { expression.names }

    public func value() throws(Diagnostic) -> Value { try expression.evaluate(in: scope) }
    public func holds() throws(Diagnostic) -> Bool { try expression.truth(in: scope) }
}
