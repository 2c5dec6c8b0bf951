import Declarations
import Lab
import Language

/// `train 500 until modes >= 8`: makes training steps.
enum TrainCommand: Command {
    static let declaration = CommandDeclaration(
        "train", summary: "makes training steps", group: "running",
        arguments: [.value("steps", .integer(0...100_000_000), default: .number(100), unit: "steps", summary: "how many at most")],
        options: [
            .init("every", .count, isOptional: true, unit: "steps", summary: "how often `until` and `stop when` are looked at"),
            .init("keep", .flag, isOptional: true, summary: "with `best`: goes back to where a measurement was best, when all is done"),
            .init(
                "best", .word(measurementCatalogue.map(\.name)), isOptional: true,
                summary: "the measurement, looked at every 20 steps, and about fifty times in a long training"),
        ],
        clauses: [.init("until", summary: "ends training when it holds")],
        examples: [
            "data ring\ntrain 20", "data ring\ntrain 40 until modes >= 1 every 10", "data ring\ntrain 40 keep best quality",
        ],
        notes: [
            "`train 100` twice is `train 200`, bit for bit; Ctrl-C finishes the step and keeps the weights",
            "for `plot modes` and the like, samples are measured every 20 steps, and about fifty times in a long training",
            "conditions are looked at after every step, or every 20 where samples must be drawn to know (`modes`, `quality`, …)",
            "after `keep best` the end of the way can still be gone to, by `rewind`; of equal values the last counts",
        ],
        changes: [.steps])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try train(arguments.integer("steps"), arguments, in: session)
    }

    /// Makes training steps for a statement, which may have `until`, `every` and `keep best`.
    static func train(_ steps: Int, _ arguments: BoundArguments, in session: GanSession) throws {
        guard let experiment = try session.prepared(at: arguments.span) else { return try check(steps, arguments, in: session) }
        if steps > 0 {
            session.time.drafts.note(session.draft, of: experiment.recipe)
            remarkOnOtherGame(experiment, in: session)
        }
        let until = arguments.expression("until")
        let stop = session.passedStop.flatMap { $0.isAt(experiment) ? $0 : nil }
        let breakpoints = Breakpoints(session.draft.stopConditions, until: until, passing: stop)
        if steps > 0 { for condition in breakpoints.passed { remarkOnPassed(condition, in: session) } }
        let run = TrainingRun(experiment, steps: steps, breakpoints: breakpoints, in: session)
        run.interval = arguments.optionalInteger("every")
        run.best = try best(arguments, of: experiment.recipe)
        var neverHeld = until.map(NeverHeld.init)
        let outcome = try run.make(at: arguments.span) { neverHeld?.look() }
        switch outcome {
        case .finished:
            if let neverHeld, steps > 0 { session.output.note(neverHeld.remark) }
        case .conditionMet: break
        case .interrupted(let step):
            throw interruption(at: step, of: run, missing: steps - run.made, arguments, in: session)
        }
        if steps > 0 { session.remarkOnVerdict(of: experiment) }
    }

    private static func check(_ steps: Int, _ arguments: BoundArguments, in session: GanSession) throws {
        let recipe = session.draft.isUnknown ? nil : try? session.draft.recipe(at: arguments.span)
        _ = try best(arguments, of: recipe)
        session.noteCheckedSteps(steps)
        try (session.draft.stopConditions + [arguments.expression("until")].compactMap { $0 }).forEach { try $0.check() }
    }

    private static func best(_ arguments: BoundArguments, of recipe: Recipe?) throws(Diagnostic) -> KeptBest? {
        guard arguments.flag("keep") || arguments.has("best") else { return nil }
        guard arguments.flag("keep"), let name = arguments.optionalText("best"), let measurement = Lab.measurement(named: name) else {
            throw arguments.error(
                "expected `keep best` and a measurement", at: arguments.flag("keep") ? "keep" : "best", help: ["`train 5000 keep best quality`"])
        }
        do throws(Refusal) { return try KeptBest(measurement, of: recipe) } catch { throw arguments.error(error, at: "best") }
    }

    /// Weights that learned one game go on in another: sometimes meant, often a forgotten `reset`.
    private static func remarkOnOtherGame(_ experiment: Experiment, in session: GanSession) {
        guard experiment.step > 0, !experiment.wasTrainedUnderItsLoss else { return }
        session.output.note(
            "the networks of step \(experiment.step) go on under `loss \(experiment.recipe.loss.name)`; `reset` starts them anew\n")
    }

    private static func remarkOnPassed(_ condition: BoundExpression, in session: GanSession) {
        session.output.note(
            "on past `\(condition.text)`, which held here: it stops training again when it has not held in between; "
                + "`stop never` takes it away\n")
    }

    /// At the prompt one can go on from here; a script ends, and its weights with it.
    private static func interruption(
        at step: Int, of run: TrainingRun, missing: Int, _ arguments: BoundArguments, in session: GanSession
    ) -> Diagnostic {
        guard session.options.runsInteractively else {
            return Diagnostic(
                "interrupted at step \(step)", at: arguments.span, severity: .note, category: .interruption)
        }
        guard !run.wentBack else {
            return Diagnostic(
                "interrupted at step \(step)", at: arguments.span,
                help: ["`rewind \(step)`, then `train \(missing)` makes the other \(missing) steps"], severity: .note, category: .interruption)
        }
        return Diagnostic(
            "interrupted at step \(step); the weights are kept", at: arguments.span,
            help: ["`train \(missing)` makes the other \(missing) steps"], severity: .note, category: .interruption)
    }
}
