import Language

/// `ratio discriminator 5 generator 1`: updates of each network in one training step.
enum RatioCommand: Command {
    static let declaration = CommandDeclaration(
        "ratio", summary: "how many updates of each network make one training step", group: "experiment",
        options: [
            .init("discriminator", .integer(1...1000), default: .number(1), summary: "its updates in a step"),
            .init("generator", .integer(1...1000), default: .number(1), summary: "its updates in a step"),
        ],
        examples: ["ratio discriminator 5 generator 1"],
        source: "Goodfellow et al. 2014, algorithm 1, where k discriminator updates precede each of the generator")

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let (discriminator, generator) = (arguments.integer("discriminator"), arguments.integer("generator"))
        session.draft.ratio = .init(discriminator: discriminator, generator: generator)
        session.draft.note(
            .ratio, at: arguments.span, as: ["ratio discriminator \(discriminator) generator \(generator)"])
    }
}
