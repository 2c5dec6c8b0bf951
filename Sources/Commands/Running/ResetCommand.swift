import Language

/// `reset`: fresh weights under the same recipe.
enum ResetCommand: Command {
    static let declaration = CommandDeclaration(
        "reset", summary: "draws fresh weights under the same recipe; steps count from 0 again", group: "running",
        examples: ["data ring\ntrain 5\nreset"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        // Without data there are no weights yet: nothing to draw.
        guard session.draft.dataset != nil else { return }
        try session.prepared(at: arguments.span)?.reset()
        session.checkedRun.isTrained = false
    }
}
