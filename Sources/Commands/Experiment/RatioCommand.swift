import Declarations
import Lab
import Language
import Networks

/// `ratio discriminator 5 generator 1`: updates of each network in one training step.
enum RatioCommand: Command {
    static let declaration = CommandDeclaration(
        "ratio", summary: "how many updates of each network make one training step", group: "experiment",
        options: [.init("discriminator", updates, default: .number(1), summary: "its updates in a step")]
            + aliases.map { OptionDeclaration($0, updates, isOptional: true, summary: "another word for `discriminator`") }
            + [.init("generator", updates, default: .number(1), summary: "its updates in a step")],
        examples: ["ratio discriminator 5 generator 1"],
        source: "Goodfellow et al. 2014, algorithm 1, where k discriminator updates precede each of the generator",
        isRecipe: true)

    private static let updates = OptionKind.integer(1...1000)
    private static let aliases = NetworkID.discriminator.aliases

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard declaration.options.contains(where: { arguments.isGiven($0.name) }) else {
            let ratio = session.draft.ratio
            throw arguments.error(
                "expected `discriminator` or `generator` and a number, found the end of the line",
                help: ["the ratio now: `ratio discriminator \(ratio.discriminator) generator \(ratio.generator)`"])
        }
        let alias = aliases.first { arguments.isGiven($0) }
        if let alias, arguments.isGiven("discriminator") {
            throw arguments.error("expected `discriminator` or `\(alias)`, found both", at: alias)
        }
        let discriminator = arguments.integer(alias ?? "discriminator")
        let generator = arguments.integer("generator")
        session.draft.ratio = .init(discriminator: discriminator, generator: generator)
        session.draft.markChosen(.ratio, at: arguments.span)
    }
}
