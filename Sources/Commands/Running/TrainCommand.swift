import Declarations
import Foundation
import Lab
import Language

/// `train 500 until modes >= 8`: makes training steps.
enum TrainCommand: Command {
    static let declaration = CommandDeclaration(
        "train", summary: "makes training steps", group: "running",
        arguments: [.value("steps", .integer(0...100_000_000), default: .number(100), unit: "steps", summary: "how many at most")],
        options: [
            .init("every", .count, isOptional: true, unit: "steps", summary: "how often `until` and `stop when` are looked at")
        ],
        clauses: [.init("until", summary: "ends training when it holds")],
        examples: ["data ring\ntrain 20", "data ring\ntrain 40 until modes >= 1 every 10"],
        notes: [
            "`train 100` twice is `train 200`, bit for bit; Ctrl-C finishes the step and keeps the weights",
            "for `plot modes` and the like, samples are measured every 20 steps, and about fifty times in a long training",
            "conditions are looked at after every step, or every 20 where samples must be drawn to know (`modes`, `quality`, …)",
        ],
        changes: [.steps])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try train(arguments.integer("steps"), arguments, in: session)
    }

    /// Makes training steps for a statement, which may have `until` and `every`.
    static func train(_ steps: Int, _ arguments: BoundArguments, in session: GanSession) throws {
        guard let experiment = try session.prepared(at: arguments.span) else {
            if steps > 0 {
                session.checkedRun.isTrained = true
                session.checkedRun.trainedStatements.insert(session.draft.statements)
            }
            let conditions = session.draft.stopConditions + [arguments.expression("until")].compactMap { $0 }
            return try conditions.forEach { try $0.check() }
        }
        if steps > 0 { session.time.drafts.note(session.draft, of: experiment.recipe) }
        if steps > 0 { remarkOnOtherGame(experiment, in: session) }
        let until = arguments.expression("until")
        var neverHeld = until.map(NeverHeld.init)
        let conditions = session.draft.stopConditions + [until].compactMap { $0 }
        let interval = arguments.optionalInteger("every") ?? usualInterval(conditions)
        let measuringTimes = MeasuringTimes(steps: steps, watched: session.looking.watched)
        let follower = TrainingFollower(experiment, steps: steps, output: session.output)
        let first = experiment.step
        var met: BoundExpression?
        var watched: [WatchedFigure] = []

        let outcome: TrainingOutcome
        do {
            defer { follower.finish(experiment) }
            outcome = try session.steered(experiment, steps: steps) { steps, isInterrupted in
                try experiment.train(
                    steps: steps, every: interval,
                    until: conditions.isEmpty ? nil : { _ in
                        met = try conditions.first { try $0.holds() }
                        if met == nil { neverHeld?.look() }
                        return met != nil
                    },
                    interrupted: isInterrupted,
                    onProgress: {
                        if measuringTimes.contains($0.step) { $0.keepMeasurements() }
                        follower.didMakeStep($0)
                        session.redrawWatched($0)
                        session.answerPredictions(at: $0)
                        session.takeFrame(of: $0)
                        session.looking.controls?.didMakeStep($0)
                    })
            }
            session.answerPredictions(at: experiment, isEnd: true)
            if experiment.step != first {
                experiment.keepMeasurements()
                watched = session.lastLook(at: experiment)
            }
        } catch {
            throw session.diagnostic(for: error, at: arguments.span)
        }

        func report(_ reason: FinishedTraining.Reason) {
            session.output.receive(
                .trained(
                    FinishedTraining(
                        reason, step: experiment.step, seconds: follower.seconds, numbers: TrainingNumbers(of: experiment))))
        }
        switch outcome {
        case .finished:
            report(.allSteps(steps))
            if let neverHeld, steps > 0 { session.output.note(neverHeld.remark) }
        case .conditionMet: report(.condition(met?.text ?? "the condition"))
        case .interrupted: break
        }
        session.tellPredictions()
        try session.keep(watched, at: arguments.span)
        if case .interrupted(let step) = outcome {
            session.isInterrupted = false
            throw interruption(at: step, missing: steps - (step - first), arguments, in: session)
        }
    }

    /// Weights that learned one game go on in another: sometimes meant, often a forgotten `reset`.
    private static func remarkOnOtherGame(_ experiment: Experiment, in session: GanSession) {
        guard experiment.step > 0, !experiment.wasTrainedUnderItsLoss else { return }
        session.output.note(
            "the networks of step \(experiment.step) go on under `loss \(experiment.recipe.loss.name)`; `reset` starts them anew\n")
    }

    /// At the prompt one can go on from here; a script ends, and its weights with it.
    private static func interruption(
        at step: Int, missing: Int, _ arguments: BoundArguments, in session: GanSession
    ) -> Diagnostic {
        guard session.options.runsInteractively else {
            return Diagnostic(
                "interrupted at step \(step)", at: arguments.span, severity: .note, category: .interruption)
        }
        return Diagnostic(
            "interrupted at step \(step); the weights are kept", at: arguments.span,
            help: ["`train \(missing)` makes the other \(missing) steps"], severity: .note, category: .interruption)
    }

    private static func usualInterval(_ conditions: [BoundExpression]) -> Int {
        let names = Set(conditions.flatMap(\.names))
        return measurementCatalogue.contains { $0.isCostly && names.contains($0.name) } ? 20 : 1
    }
}
