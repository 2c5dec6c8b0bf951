import Declarations

extension Diagnostic {
    /// A check stops here on its way through an expression, and leaves the statement undecided.
    init(unknownValue what: String, at span: Span) {
        self.init("\(what) is known only when the script runs", at: span, category: .unknown)
    }
}

extension Expression {
    /// The value of a name, `nil` when there is no such name; throws when it has none now.
    func known(_ name: String, at span: Span, in scope: any Scope) throws(Diagnostic) -> Value? {
        let value: Value?
        do throws(Refusal) { value = try scope.value(of: name) } catch {
            throw Diagnostic(error, at: span, category: .unavailable)
        }
        if value == .unknown { throw Diagnostic(unknownValue: "`\(name)`", at: span) }
        return value
    }

    /// An error at a name that nothing has, with the nearest ones.
    func unknownName(_ name: String, at span: Span, in scope: any Scope) -> Diagnostic {
        var diagnostic = Diagnostic.unknown("name", name, at: span, choices: scope.names + Function.constants.keys)
        if name.contains("-") { diagnostic.help = ["put blanks around the minus for a difference"] }
        guard diagnostic.label == nil else { return diagnostic }
        // `loss` alone is nothing, but `loss.generator` and `loss.discriminator` are.
        let families = scope.names.filter { $0.contains(".") }.map { String($0.prefix { $0 != "." }) }
        if let family = nearest(to: name, in: families) {
            let members = scope.names.filter { $0.hasPrefix(family + ".") }.map { "`\($0)`" }
            diagnostic.label = "did you mean \(members.joined(separator: " or "))?"
        }
        return diagnostic
    }
}
