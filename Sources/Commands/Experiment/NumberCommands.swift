import Language

/// `latent 64`: how many random numbers the generator starts from.
enum LatentCommand: Command {
    static let declaration = CommandDeclaration(
        "latent", summary: "how many random numbers, each from N(0, 1), the generator starts from", group: "experiment",
        arguments: [.value("numbers", .integer(1...65_536), summary: "the length of the noise vector z")],
        examples: ["latent 64"], notes: ["without it 64"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        session.draft.latentSize = arguments.integer("numbers")
        session.draft.note(.latent, at: arguments.span, as: ["latent \(arguments.integer("numbers"))"])
    }
}

/// `batch 256`: how many examples one update sees.
enum BatchCommand: Command {
    static let declaration = CommandDeclaration(
        "batch", summary: "how many examples, real and generated each, one update sees", group: "experiment",
        arguments: [.value("examples", .integer(1...1_048_576), summary: "the size of a batch")],
        examples: ["batch 256"], notes: ["without it 256 points or 64 images"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        session.draft.batch = arguments.integer("examples")
        session.draft.note(.batch, at: arguments.span, as: ["batch \(arguments.integer("examples"))"])
    }
}

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
