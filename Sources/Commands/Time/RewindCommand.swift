import Declarations
import Lab
import Language

/// `rewind 500`: goes back to a step, or forth again.
enum RewindCommand: Command {
    static let declaration = CommandDeclaration(
        "rewind", summary: "goes to a step that training has made, back or forth again, with the recipe that it was made under",
        group: "time",
        arguments: [
            .value(
                "step", .integer(0...100_000_000), isOptional: true, unit: "steps",
                summary: "which; without it, where the latest `train` began")
        ],
        examples: ["data ring\ntrain 30\nrewind 10\ntrain 5", "data ring\ntrain 20\nrewind"],
        notes: [
            "exact: weights, optimizers and random position; `train` makes the same steps again, bit for bit",
            "what lies ahead can be gone to until the next step is made; `branch` keeps both ways",
            "copies are kept every 100 steps in at most \(Timeline.memoryLimit >> 20) MiB, then every 200 and so on; what lies between them is "
                + "trained again",
        ],
        changes: [.everything])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard !session.isCheckOnly else { return try check(arguments, in: session) }
        guard let experiment = session.experiment else {
            throw Diagnostic(.nothingToGoBackTo, at: arguments.span, category: .unavailable)
        }
        guard let step = arguments.optionalInteger("step") ?? experiment.latestBeginning else {
            throw Diagnostic(
                "this is where the first training began", at: arguments.span, help: ["`rewind 100` names a step"],
                category: .unavailable)
        }
        let before = session.draft
        try session.go(to: step, at: arguments.spans["step"] ?? arguments.span)
        session.output.receive(.confirmation("at step \(grouped(experiment.step)) again\n"))
        session.tellChanges(since: before)
    }

    private static func check(_ arguments: BoundArguments, in session: GanSession) throws(Diagnostic) {
        guard !session.draft.isUnknown else { return }
        guard session.checkedRun.isTrained else { throw Diagnostic(.nothingToGoBackTo, at: arguments.span) }
        if !session.knowsRecipeOfSteps { session.draft.isUnknown = true }
    }
}
