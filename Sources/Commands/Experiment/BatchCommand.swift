import Language

/// `batch 256`: how many examples one update sees.
enum BatchCommand: Command {
    static let declaration = CommandDeclaration(
        "batch", summary: "how many examples, real and generated each, one update sees", group: "experiment",
        arguments: [.value("examples", .integer(1...1_048_576), summary: "the size of a batch")],
        examples: ["batch 256"], notes: ["without it 256 points or 64 images"],
        isRecipe: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        session.draft.batch = arguments.integer("examples")
        session.draft.markChosen(.batch, at: arguments.span)
    }
}
