import Declarations
import Language

/// `stop when loss.discriminator < 0.01`: a condition that ends every training from now on.
enum StopCommand: Command {
    static let declaration = CommandDeclaration(
        "stop", summary: "sets a condition that ends every training from now on", group: "running",
        arguments: [.value("never", .word(["never"]), isOptional: true, summary: "takes all conditions away")],
        clauses: [.init("when", summary: "ends training when it holds")],
        examples: ["data ring\nstop when loss.discriminator < 0.01\ntrain 20", "stop never"],
        notes: ["several conditions: the first that holds ends the training"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if let condition = arguments.expression("when") {
            session.draft.stopConditions.append(condition)
        } else if arguments.has("never") {
            session.draft.stopConditions = []
        } else {
            throw arguments.error("expected `when` and a condition, or `never`", help: ["`stop when modes >= 8`"])
        }
    }
}
