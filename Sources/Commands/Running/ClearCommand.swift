import Language

/// `clear`: back to an empty recipe.
enum ClearCommand: Command {
    static let declaration = CommandDeclaration(
        "clear", summary: "forgets the recipe and the weights; variables and definitions stay", group: "running",
        examples: ["data ring\ntrain 5\nclear"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        session.clear()
    }
}
