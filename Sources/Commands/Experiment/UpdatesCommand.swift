import Lab
import Language

/// `updates simultaneous`: how the turns of a training step follow each other.
enum UpdatesCommand: Command {
    static let declaration = CommandDeclaration(
        "updates", summary: "chooses who sees whose new weights within a training step", group: "experiment",
        arguments: [.entry("rule", of: ruleEntries, summary: "which rule")],
        examples: ["data ring\nupdates alternating\ntrain 5"],
        notes: ["without it alternating; how many turns each network has is said by `ratio`"],
        isRecipe: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        session.draft.rule = try arguments.entry("rule").made(of: ruleCatalogue)
        session.draft.markChosen(.rule, at: arguments.span)
    }
}
