import Lab
import Language
import Networks

/// One training of a session: told while it goes on, ended by conditions or Ctrl-C.
final class TrainingRun {
    private let experiment: Experiment
    private let steps: Int
    private let session: GanSession
    private var breakpoints: Breakpoints
    private let first: Int
    /// The network that moves while the others stand still.
    var alone: NetworkID?
    /// How often conditions are looked at; by default as often as what they ask for allows.
    var interval: Int?
    /// What is kept of its best step.
    var best: KeptBest?
    /// How many steps it has made.
    private(set) var made = 0
    /// The experiment is back at its best step.
    private(set) var wentBack = false

    init(_ experiment: Experiment, steps: Int, breakpoints: Breakpoints = Breakpoints(), in session: GanSession) {
        self.experiment = experiment
        self.steps = steps
        self.breakpoints = breakpoints
        self.session = session
        first = experiment.step
    }

    /// Makes the steps and says what came of them.
    ///
    /// - Parameter onLook: called when no condition held.
    func make(at span: Span, onLook: @escaping () -> Void = {}) throws -> TrainingOutcome {
        let measuringTimes = MeasuringTimes(steps: steps, watched: session.looking.watched)
        let asked = session.looking.watched?.costlyMeasurements ?? []
        // What is kept must not depend on who watches.
        let bestTimes = MeasuringTimes(steps: steps)
        let follower = TrainingFollower(experiment, steps: steps, output: session.output)
        let outcome: TrainingOutcome
        if steps > 0 { best?.look(at: experiment) }
        do {
            defer { follower.finish(experiment) }
            outcome = try session.steered(experiment, steps: steps) { steps, isInterrupted in
                try experiment.train(
                    steps: steps, of: alone, every: interval ?? breakpoints.usualInterval,
                    until: breakpoints.isEmpty
                        ? nil
                        : { [self] _ in
                            if try breakpoints.look() { return true }
                            onLook()
                            return false
                        },
                    interrupted: isInterrupted,
                    onProgress: {
                        if measuringTimes.contains($0.step) { $0.keepMeasurements(asked: asked) }
                        if bestTimes.contains($0.step) { best?.look(at: $0) }
                        follower.didMakeStep($0)
                        session.redrawWatched($0)
                        session.answerPredictions(at: $0)
                        session.takeFrame(of: $0)
                        session.looking.controls?.didMakeStep($0)
                    })
            }
        } catch {
            throw session.diagnostic(for: error, at: span)
        }
        try finish(outcome, seconds: follower.seconds, at: span)
        return outcome
    }

    private func finish(_ outcome: TrainingOutcome, seconds: Double, at span: Span) throws {
        made = experiment.step - first
        session.answerPredictions(at: experiment, isEnd: true)
        // The keys of who watches may have gone back to the beginning.
        if made != 0 {
            experiment.keepMeasurements(asked: session.looking.watched?.costlyMeasurements ?? [])
            best?.look(at: experiment)
        }
        let finished = reason(for: outcome).map {
            FinishedTraining($0, step: experiment.step, seconds: seconds, numbers: TrainingNumbers(of: experiment))
        }
        rememberConditions(after: outcome)
        let wayBack = try best?.goBack(experiment)
        wentBack = wayBack != nil
        // The last frame is drawn over those before it: nothing may stand below them yet.
        let watched = made != 0 ? session.lastLook(at: experiment) : []
        if let finished { session.output.receive(.trained(finished)) }
        if let wayBack { session.output.receive(.confirmation(wayBack)) }
        session.tellPredictions()
        if case .interrupted = outcome { session.isInterrupted = false }
        try session.keep(watched, at: span)
    }

    private func reason(for outcome: TrainingOutcome) -> FinishedTraining.Reason? {
        switch outcome {
        case .interrupted: nil
        case .finished: alone.map { .allStepsAlone(steps, of: $0) } ?? .allSteps(steps)
        case .conditionMet: .condition(breakpoints.met?.text ?? "the condition", found: breakpoints.met?.foundText ?? "")
        }
    }

    /// The conditions that the next training goes on past.
    private func rememberConditions(after outcome: TrainingOutcome) {
        if case .conditionMet = outcome {
            session.passedStop = PassedStop(experiment, session.draft.stopConditions.filter { (try? $0.holds()) == true })
        } else {
            session.passedStop = PassedStop(experiment, breakpoints.passed)
        }
    }
}

extension GanSession {
    /// In a check, steps were made here under the recipe as it stands.
    func noteCheckedSteps(_ steps: Int) {
        guard steps > 0 else { return }
        checkedRun.isTrained = true
        checkedRun.trainedStatements.insert(draft.statements)
    }
}
