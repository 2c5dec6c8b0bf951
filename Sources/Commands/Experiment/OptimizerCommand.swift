import Lab
import Language
import Networks

/// `optimizer adam rate 0.001`: how gradients become new weights.
enum OptimizerCommand: Command {
    static let declaration = CommandDeclaration(
        "optimizer", summary: "chooses how gradients become new weights", group: "experiment",
        arguments: [
            .value(
                "network", .word(NetworkID.words), isOptional: true,
                summary: "whose; all networks' when left out"),
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
        let chosen = arguments.optionalText("network").flatMap { NetworkID(word: $0) }
        for network in chosen.map({ [$0] }) ?? NetworkID.all {
            session.draft.optimizers[network] = optimizer
            if entry.values.has("rate") || !type(of: optimizer).hasUsualRate {
                session.draft.networksWithUsualRate.remove(network)
            } else {
                session.draft.networksWithUsualRate.insert(network)
            }
        }
        session.draft.markChosen(.optimizer, at: arguments.span)
    }
}
