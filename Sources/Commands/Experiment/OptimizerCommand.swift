import Lab
import Language
import Networks

/// `optimizer adam rate 0.001`: how gradients become new weights.
enum OptimizerCommand: Command {
    static let declaration = CommandDeclaration(
        "optimizer", summary: "chooses how gradients become new weights", group: "experiment",
        arguments: [
            .value(
                "network", .word(NetworkRole.words), isOptional: true,
                summary: "whose; both networks' when left out"),
            .entry("kind", of: optimizerEntries, summary: "which optimizer"),
        ],
        examples: ["optimizer adam rate 0.001 beta1 0.5", "optimizer discriminator sgd rate 0.1"],
        notes: [
            "without it Adam with beta1 0.5, at rate 0.001 for points and 0.0002 for images",
            "a line describes the optimizer anew: what it leaves out has its default, whatever an earlier line said",
        ],
        isRecipe: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let entry = arguments.entry("kind")
        let optimizer: any Optimizer = try entry.made(of: optimizerCatalogue)
        let chosen = arguments.optionalText("network").flatMap { NetworkRole(word: $0) }
        for role in chosen.map({ [$0] }) ?? NetworkRole.allCases {
            session.draft.optimizers[role] = optimizer
            if entry.values.has("rate") {
                session.draft.rolesWithUsualRate.remove(role)
            } else {
                session.draft.rolesWithUsualRate.insert(role)
            }
        }
        session.draft.note(.optimizer, at: arguments.span)
    }
}
