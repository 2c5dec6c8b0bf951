import Declarations

extension Interpreter {
    /// Reads the bodies of definitions that a checked script never called, with every parameter unknown.
    ///
    /// Their commands are bound and not run: the state of the experiment at the call is unknown.
    public func rehearseDefinitions() throws(Diagnostic) {
        guard checking != nil else {
            return try checking { () throws(Diagnostic) in try rehearseDefinitions() }
        }
        let bodies = neverCalled.values.sorted { $0.name.span.range.lowerBound < $1.name.span.range.lowerBound }
        neverCalled = [:]
        isRehearsing = true
        defer { isRehearsing = false }
        for definition in bodies {
            let inner = Variables(over: RehearsalScope(variables))
            for parameter in definition.parameters { inner[parameter.text] = .unknown }
            let outer = scope
            scope = inner
            defer { scope = outer }
            _ = try whenUndecided { () throws(Diagnostic) in try execute(definition.body) }
        }
    }
}

/// The names of a script at a moment that has not come: all are there, none has a value.
private final class RehearsalScope: Scope {
    private let outer: any Scope

    init(_ outer: any Scope) { self.outer = outer }

    func value(of name: String) throws(Refusal) -> Value? { outer.knows(name) ? .unknown : nil }
    var names: [String] { outer.names }
    func knows(_ name: String) -> Bool { outer.knows(name) }
    func isQuantity(_ name: String) -> Bool { outer.isQuantity(name) }
    func size(named word: String) throws(Refusal) -> OptionValue? { sizeWords.contains(word) ? .size([1]) : nil }
    var sizeWords: [String] { outer.sizeWords }
    var isCheckOnly: Bool { true }
}
