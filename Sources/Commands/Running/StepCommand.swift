import Declarations
import Lab
import Language
import Networks

/// `step discriminator 5`: one network moves, and the other stands still.
enum StepCommand: Command {
    static let declaration = CommandDeclaration(
        "step", summary: "makes training steps in which one network moves and the other stands still", group: "running",
        arguments: [
            .value("network", .word(Adversarial.networks.map(\.rawValue)), summary: "who moves"),
            .value("count", .integer(1...100_000_000), default: .number(1), unit: "steps", summary: "how many"),
        ],
        examples: ["data ring\ntrain 10\nstep discriminator 5\nstep generator", "data ring\nstep discriminator\nprint step"],
        notes: [
            "a step as `train` makes it, without the turns of the other network: the same draws, `ratio` and `updates`; networks of tricks "
                + "move with the generator",
            "it counts as a step; what the other network measures has no value at it",
            "conditions of `stop when` are not looked at",
        ],
        changes: [.steps])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let draft = session.draft
        if !draft.method.isDuel, !session.isCheckOnly || !draft.isUnknown {
            throw arguments.error(
                "`method \(draft.method.name)` has no opponent that could stand still", at: "network",
                help: ["`train \(arguments.integer("count"))` trains its network"])
        }
        let count = arguments.integer("count")
        guard let experiment = try session.prepared(at: arguments.span) else { return session.noteCheckedSteps(count) }
        session.time.drafts.note(session.draft, of: experiment.recipe)
        let run = TrainingRun(experiment, steps: count, in: session)
        run.alone = NetworkID(arguments.word("network"))
        if case .interrupted(let step) = try run.make(at: arguments.span) {
            throw Diagnostic(
                "interrupted at step \(step); the weights are kept", at: arguments.span, severity: .note, category: .interruption)
        }
    }
}
