import Lab
import Language
import Networks

/// `loss wgan-gp weight 1`: what the two networks minimise.
enum LossCommand: Command {
    static let declaration = CommandDeclaration(
        "loss", summary: "chooses what the two networks minimise", group: "experiment",
        arguments: [.entry("kind", of: lossEntries, summary: "which loss")],
        examples: ["loss wgan-gp weight 1", "loss minimax"],
        notes: [
            "without it non-saturating; a loss brings its own penalties, which replace those before",
            "trained weights are kept; `reset` starts anew",
        ],
        isRecipe: true, changes: [.loss, .penalty])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let entry = arguments.entry("kind")
        let loss: any Loss = try entry.made(of: lossCatalogue)
        session.draft.loss = loss
        session.draft.penalties = nil
        session.draft.markChosen(.loss, at: arguments.span)
        session.draft.markChosen(.penalty, at: arguments.span)
    }
}
