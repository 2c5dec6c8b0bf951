import Declarations
import Language

/// `seed 7`: chooses start weights and every draw.
enum SeedCommand: Command {
    static let declaration = CommandDeclaration(
        "seed", summary: "chooses the start weights and every draw; the same seed gives the same run, bit for bit",
        group: "experiment",
        arguments: [.value("seed", .seed, summary: "any whole number")],
        examples: ["seed 7"],
        notes: [
            "without it the seed is 1; `gan run --seed` overrides it; `gan run --seeds 1..10` makes a run for each",
            "in expressions `seed` is the number itself: `record \"runs.csv\" seed modes`",
            "another seed after training starts both networks anew at the next `train`, as `reset` does",
        ],
        isRecipe: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        session.draft.markChosen(.seed, at: arguments.span)
        session.draft.scriptSeed = UInt64(arguments.number("seed"))
        guard session.options.seed == nil else { return }
        session.draft.seed = session.draft.scriptSeed
    }
}
