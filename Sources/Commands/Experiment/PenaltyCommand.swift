import Lab
import Language
import Networks

/// `penalty gradient-penalty weight 10`: a term or a bound that tames the discriminator.
enum PenaltyCommand: Command {
    static let declaration = CommandDeclaration(
        "penalty", summary: "adds a term or a bound that tames the discriminator", group: "experiment",
        arguments: [.entry("kind", of: penaltyEntries, isOptional: true, summary: "which penalty")],
        options: [.init("none", .flag, isOptional: true, summary: "takes every penalty away, also the loss's own")],
        examples: ["penalty gradient-penalty weight 10", "penalty none"],
        notes: [
            "a chosen penalty stands in place of those that the loss brings; a second of the same kind replaces the first",
            "`penalty none` takes the loss's own penalty away too; the next `loss` line brings its own back",
        ],
        isRecipe: true, changes: [.loss, .penalty])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if arguments.flag("none") {
            if let entry = arguments.optionalEntry("kind") {
                throw Diagnostic("expected a penalty or `none`, found both", at: entry.span)
            }
            session.draft.penalties = []
            session.draft.markChosen(.penalty, at: arguments.span)
        } else if let entry = arguments.optionalEntry("kind") {
            let penalty: any Penalty = try entry.made(of: penaltyCatalogue)
            let others = (session.draft.penalties ?? []).filter { $0.name != penalty.name }
            session.draft.markChosen(.penalty, at: arguments.span)
            session.draft.penalties = others + [penalty]
        } else {
            throw arguments.error(
                "expected a penalty or `none`", notes: ["penalties: \(penaltyEntries.names.joined(separator: ", "))"])
        }
    }
}
