import Lab
import Language

/// `method adversarial`: how networks learn the data at all.
enum MethodCommand: Command {
    static let declaration = CommandDeclaration(
        "method", summary: "chooses how networks learn the data at all", group: "experiment",
        arguments: [.entry("kind", of: methodEntries, summary: "which method")],
        examples: ["data ring\nmethod adversarial\ntrain 5"],
        notes: ["without it adversarial: a duel", "a loss, penalties, tricks and a ratio belong to duels"],
        isRecipe: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        session.draft.method = try arguments.entry("kind").made(of: methodCatalogue)
        session.draft.markChosen(.method, at: arguments.span)
    }
}
