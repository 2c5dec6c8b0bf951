import Language

/// `ratio discriminator 5 generator 1`: updates of each network in one training step.
enum RatioCommand: Command {
    static let declaration = CommandDeclaration(
        "ratio", summary: "how many updates of each network make one training step", group: "experiment",
        options: [
            .init("discriminator", .integer(1...1000), default: .number(1), summary: "its updates in a step"),
            .init("critic", .integer(1...1000), isOptional: true, summary: "another word for `discriminator`"),
            .init("generator", .integer(1...1000), default: .number(1), summary: "its updates in a step"),
        ],
        examples: ["ratio discriminator 5 generator 1"],
        source: "Goodfellow et al. 2014, algorithm 1, where k discriminator updates precede each of the generator",
        isRecipe: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard declaration.options.contains(where: { arguments.isGiven($0.name) }) else {
            let ratio = session.draft.ratio
            throw arguments.error(
                "expected `discriminator` or `generator` and a number, found the end of the line",
                help: ["the ratio now: `ratio discriminator \(ratio.discriminator) generator \(ratio.generator)`"])
        }
        guard !(arguments.isGiven("critic") && arguments.isGiven("discriminator")) else {
            throw arguments.error("expected `discriminator` or `critic`, found both", at: "critic")
        }
        let discriminator = arguments.optionalInteger("critic") ?? arguments.integer("discriminator")
        let generator = arguments.integer("generator")
        session.draft.ratio = .init(discriminator: discriminator, generator: generator)
        session.draft.note(.ratio, at: arguments.span)
    }
}
