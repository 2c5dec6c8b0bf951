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
        examples: ["data ring\ntrain 5\nexpect step == 5", "data ring\ntrain 5\nexpect modes <= 8 and quality <= 1"], isLook: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard let condition = arguments.expression("condition") else { return }
        if session.isCheckOnly { return try condition.check() }
        try session.require(condition)
    }
}

extension GanSession {
    /// Says that a condition holds, with what was found; throws where it does not.
    func require(_ condition: BoundExpression) throws(Diagnostic) {
        let holds = try condition.holds()
        if options.judgesAllClaims {
            scripting.claims.append(JudgedClaim(line: condition.span.line, holds: holds))
            if !holds { return }
        }
        guard holds else {
            throw Diagnostic(condition.disappointment, at: condition.span, category: .expectation)
        }
        scripting.heldExpectations += 1
        output.receive(.expectation(HeldExpectation(condition.text, found: condition.foundValues)))
    }
}

extension BoundExpression {
    /// What is said where the condition does not hold: `expected modes >= 7, found modes = 2`.
    var disappointment: String {
        let found = foundValues.listed
        return "expected \(text)\(found.isEmpty ? "" : ", found \(found)")"
    }
}
