import Language

/// `latent 64`: how many random numbers the generator starts from.
enum LatentCommand: Command {
    static let declaration = CommandDeclaration(
        "latent", summary: "how many random numbers, each from N(0, 1), the generator starts from", group: "experiment",
        arguments: [.value("numbers", .integer(1...65_536), summary: "the length of the noise vector z")],
        examples: ["latent 64"], notes: ["without it 64"],
        isRecipe: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        session.draft.latentSize = arguments.integer("numbers")
        session.draft.note(.latent, at: arguments.span)
    }
}
