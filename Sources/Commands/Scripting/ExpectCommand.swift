import Declarations
import Lab
import Language

/// `expect CONDITION`: a claim that a script makes about its own experiment.
///
/// A lesson that says what must come out is a test: it fails the script with status 1, and shows what was found in
/// place of the claim.
enum ExpectCommand: Command {
    static let declaration = CommandDeclaration(
        "expect", summary: "fails the script, with exit status 1, unless a condition holds", group: "scripting",
        arguments: [
            ArgumentDeclaration(
                "condition", .condition, summary: "a comparison of measurements, joined by `and`, `or`, `not`")
        ],
        examples: ["data ring\ntrain 5\nexpect step == 5", "data ring\ntrain 5\nexpect modes <= 8 and quality <= 1"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard let condition = arguments.expression("condition") else { return }
        if session.isCheckOnly { return try condition.check() }
        guard try condition.holds() else {
            throw Diagnostic(
                "expected \(condition.text)\(found(condition))", at: condition.span, category: .expectation)
        }
        session.scripting.heldExpectations += 1
        guard !session.options.isQuiet else { return }
        let sign = session.output.isPlain ? "ok" : "✓"
        session.output.write("\(sign) \(condition.text)\(values(condition, after: "  "))\n")
    }

    /// `, found modes = 2, quality = 0.31`.
    private static func found(_ condition: BoundExpression) -> String { values(condition, after: ", found ") }

    /// The value of every name in the condition. One that has none is left out: the condition was decided without it.
    private static func values(_ condition: BoundExpression, after prefix: String) -> String {
        var shown: [String] = []
        for name in condition.names {
            guard let value = try? condition.scope.value(of: name) else { continue }
            shown.append("\(name) = \(value.display)")
        }
        return shown.isEmpty ? "" : prefix + shown.joined(separator: ", ")
    }
}
