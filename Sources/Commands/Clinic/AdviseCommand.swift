import Lab
import Language

/// `advise`: what in this recipe is known to go wrong, before anything is trained.
enum AdviseCommand: Command {
    static let declaration = CommandDeclaration(
        "advise", summary: "says what in this recipe is known to go wrong, before training: each with its reason, what to type, and who found it",
        group: "looking",
        examples: ["data ring\nloss wgan-gp\ndiscriminator\n  layer dense 16\n  layer batchnorm\n  layer relu\n  layer dense 1\nadvise"],
        notes: ["it looks at the recipe alone; `diagnose` looks at what came of it"], isLook: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.requireNoMystery(at: arguments.span)
        if session.isCheckOnly && session.draft.isUnknown { return }
        let (_, check) = try session.checked(at: arguments.span)
        guard !session.isCheckOnly else { return }
        let all = check.warnings + check.advice
        guard !all.isEmpty else { return session.output.say("nothing in this recipe is known to go wrong") }
        for advice in all {
            let lines = [advice.message, advice.help.map { "instead: \($0)" }, advice.source.map { "source: \($0)" }].compactMap(\.self)
            for (place, line) in lines.enumerated() {
                session.output.say((place == 0 ? "- " : "  ") + line)
            }
        }
    }
}
