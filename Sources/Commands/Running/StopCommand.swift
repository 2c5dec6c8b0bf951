import Declarations
import Language

/// `stop when loss.discriminator < 0.01`: a condition that ends every training from now on.
enum StopCommand: Command {
    static let declaration = CommandDeclaration(
        "stop", summary: "sets a condition that ends every training from now on; alone, lists them", group: "running",
        arguments: [.value("never", .word(["never"]), isOptional: true, summary: "takes all conditions away")],
        clauses: [.init("when", summary: "ends training when it holds")],
        examples: ["data ring\nstop when loss.discriminator < 0.01\ntrain 20", "stop when modes >= 8\nstop", "stop never"],
        notes: [
            "several conditions: the first that holds ends the training",
            "the next `train` goes on past a condition that ended the one before: it ends training again when it has not held in between",
        ])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if let condition = arguments.expression("when") {
            session.draft.stopConditions.append(condition)
        } else if arguments.has("never") {
            session.draft.stopConditions = []
        } else if !session.isCheckOnly {
            let conditions = session.draft.stopConditions
            if conditions.isEmpty {
                session.output.note("no condition ends a training; `stop when modes >= 8` sets one\n")
            } else {
                session.output.receive(.script(conditions.map { "stop when \($0.text)\n" }.joined()))
            }
        }
    }
}
