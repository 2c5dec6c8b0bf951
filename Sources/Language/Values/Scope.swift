import Declarations

/// Where an expression finds the values of its names.
public protocol Scope: AnyObject {
    /// The value of a variable or measurement; `nil` when no such name exists; throws when the name is right but
    /// has no value yet.
    func value(of name: String) throws(Refusal) -> Value?
    /// What a function makes of the values that were recorded of a quantity over the latest steps, all of them where `steps` is
    /// `nil`; `nil` for a name of which nothing is ever recorded; throws where it has no such values.
    func value(of function: SeriesFunction, over name: String, steps: Int?) throws(Refusal) -> SeriesValue?
    /// Every name that `value(of:)` knows, for suggestions and completion.
    var names: [String] { get }
    /// True for a name that exists, even when it has no value yet; never measures.
    func knows(_ name: String) -> Bool
    /// True for a name whose value is a number or a truth whenever it has one.
    func isQuantity(_ name: String) -> Bool
    /// What a word that stands for a size means here (`data`); `nil` when it stands for none.
    func size(named word: String) throws(Refusal) -> OptionValue?
    /// The words that `size(named:)` knows.
    var sizeWords: [String] { get }
    /// True while a script is only checked, and values may be unknown.
    var isCheckOnly: Bool { get }
}

extension Scope {
    public func value(of function: SeriesFunction, over name: String, steps: Int?) throws(Refusal) -> SeriesValue? { nil }
    public func knows(_ name: String) -> Bool { names.contains(name) }
    public func isQuantity(_ name: String) -> Bool { false }
    public var isCheckOnly: Bool { false }
}

/// Variables, over the names of an outer scope.
public final class Variables: Scope {
    var values: [String: Value] = [:]
    private let outer: (any Scope)?
    /// True in a check when an included file could not be read, which may define any name.
    var hasUnknownNames = false

    public init(over outer: (any Scope)? = nil, _ values: [String: Value] = [:]) {
        self.outer = outer
        self.values = values
    }

    public subscript(name: String) -> Value? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// The variables of this scope alone, sorted.
    public var ownNames: [String] { values.keys.sorted() }

    public func value(of name: String) throws(Refusal) -> Value? {
        if let value = values[name] { return value }
        return try outer?.value(of: name) ?? (hasUnknownNames ? .unknown : nil)
    }

    public func value(of function: SeriesFunction, over name: String, steps: Int?) throws(Refusal) -> SeriesValue? {
        if values[name] != nil { return nil }
        return try outer?.value(of: function, over: name, steps: steps) ?? (hasUnknownNames ? .unknown : nil)
    }

    public func knows(_ name: String) -> Bool { values[name] != nil || outer?.knows(name) == true || hasUnknownNames }

    public func isQuantity(_ name: String) -> Bool {
        switch values[name] {
        case .number, .boolean: true
        case nil: outer?.isQuantity(name) ?? false
        default: false
        }
    }

    public var names: [String] { ownNames + (outer?.names ?? []) }

    public func size(named word: String) throws(Refusal) -> OptionValue? { try outer?.size(named: word) }

    public var sizeWords: [String] { outer?.sizeWords ?? [] }

    public var isCheckOnly: Bool { outer?.isCheckOnly ?? false }
}
