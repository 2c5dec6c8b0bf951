import Declarations
import Lab
import Language
import Networks

/// What the keys do while a training is watched.
///
/// Keys are looked at between two steps, and a pause waits there. What changes the experiment itself, such as going back, must not
/// happen in the middle of a training: it is an errand, for which the training ends and then goes on from where that led.
final class TrainingControls {
    /// What is to be done to the experiment between two stretches of training.
    enum Errand {
        /// Goes to a step of the way, back or forth.
        case goTo(step: Int)
        /// One network makes a step alone.
        case move(NetworkID)
    }

    private unowned let session: GanSession
    private let keyboard: any Keyboard
    /// The steps at which the training began and is over.
    private let first: Int
    private let end: Int
    private var pace = Pace()
    private var isPaused = false
    private var needsFrame = false
    private var errand: Errand?

    init(_ session: GanSession, keyboard: any Keyboard, first: Int, end: Int) {
        (self.session, self.keyboard, self.first, self.end) = (session, keyboard, first, end)
    }

    /// Whether training is to end here, for good or for an errand.
    var endsStretch: Bool { errand != nil || session.isInterrupted }

    /// What is to be done now, once.
    func takeErrand() -> Errand? {
        defer { errand = nil }
        return errand
    }

    /// Shows which keys there are.
    func begin() { tell(nil) }

    /// Looks at the keys after a step, waits where training is slowed down, and pauses.
    func didMakeStep(_ experiment: Experiment) {
        let clock = ContinuousClock()
        let due = pace.didMakeStep(experiment.step, at: clock.now)
        // What an eye follows is shown step by step, however seldom it was asked for.
        if due != nil, !isPaused { needsFrame = true }
        while !isPaused, !endsStretch {
            if needsFrame { showFrame(of: experiment) }
            let rest = due.map { max(.zero, $0 - clock.now) } ?? .zero
            if let key = keyboard.press(within: needsFrame ? min(rest, Self.frameWait) : rest) {
                press(key, experiment)
            } else if rest == .zero {
                break
            }
        }
        if isPaused, !endsStretch { pause(experiment) }
    }

    /// Waits with the experiment at a step, until training goes on, ends, or has an errand.
    func pause(_ experiment: Experiment) {
        needsFrame = true
        tell(experiment)
        while isPaused, !endsStretch {
            if needsFrame { showFrame(of: experiment) }
            guard let key = keyboard.press(within: needsFrame ? Self.frameWait : nil) else { continue }
            if key == .character("s") { return }
            press(key, experiment)
        }
        pace.rest()
    }

    /// So long to wait where a frame would come too soon after the one before.
    private static let frameWait = Duration.milliseconds(50)

    private func showFrame(of experiment: Experiment) {
        guard session.output.isReadyForFrame else { return }
        session.showFrame(of: experiment)
        needsFrame = false
    }

    // MARK: - Keys

    private func press(_ key: KeyPress, _ experiment: Experiment) {
        switch key {
        case .character(" "), .character("p"): turn(isPaused: !isPaused, experiment)
        case .character("\r"), .character("\n"): if isPaused { turn(isPaused: false, experiment) }
        case .character("q"): session.isInterrupted = true
        case .character("-"): pace.slower()
        case .character("+"), .character("="): pace.faster()
        case .character("\t"): turnToNextFigure(experiment)
        case .left: go(to: earlierStep(of: experiment), experiment)
        case .right: go(to: nextStep(of: experiment), experiment)
        case .character("d"): move(.discriminator, experiment)
        case .character("g"): move(.generator, experiment)
        case .redraw:
            needsFrame = true
            tell(isPaused ? experiment : nil)
        default: break
        }
    }

    private func turn(isPaused: Bool, _ experiment: Experiment) {
        self.isPaused = isPaused
        if !isPaused { tell(nil) }
    }

    /// Not behind the beginning of this training: what lies there may have been made under another recipe.
    private func earlierStep(of experiment: Experiment) -> Int? {
        let kept = experiment.timeline.keptSteps.last { $0 < experiment.step && $0 > first }
        return kept ?? (experiment.step > first ? first : nil)
    }

    private func nextStep(of experiment: Experiment) -> Int? {
        let last = experiment.lastKnownStep
        return experiment.timeline.keptSteps.first { $0 > experiment.step } ?? (last > experiment.step ? last : nil)
    }

    /// Going through time is a pause: as with a film, one stops to look.
    private func go(to step: Int?, _ experiment: Experiment) {
        if !isPaused { turn(isPaused: true, experiment) }
        errand = step.map { .goTo(step: $0) }
    }

    /// In slow motion, one network after the other.
    private func move(_ network: NetworkID, _ experiment: Experiment) {
        guard isPaused, experiment.recipe.method.isDuel else { return }
        errand = .move(network)
    }

    private func turnToNextFigure(_ experiment: Experiment) {
        guard let watched = session.looking.watched, watched.kinds.count > 1 else { return }
        let next = watched.focus.map { $0 + 1 } ?? 0
        session.looking.watched?.focus = next < watched.kinds.count ? next : nil
        needsFrame = true
        tell(isPaused ? experiment : nil)
    }

    // MARK: - The line that names them

    /// - Parameter experiment: that pauses; `nil` while training runs.
    private func tell(_ experiment: Experiment?) {
        var hints: [ControlLine.Hint] =
            if experiment == nil {
                [.init("space", "pause"), .init("q", "end"), .init("-", "slower"), .init("+", "faster")]
            } else {
                [.init("space", "go on"), .init("s", "step"), .init("q", "end"), .init("← →", "in time")]
                    + (experiment?.recipe.method.isDuel == true ? [.init("d", "D alone"), .init("g", "G alone")] : [])
            }
        if let watched = session.looking.watched, watched.kinds.count > 1 {
            let isLast = watched.focus == watched.kinds.count - 1
            hints.append(.init("tab", isLast ? "all figures" : watched.focus == nil ? "one figure" : "next figure"))
        }
        let pause = experiment.map { ControlLine.Pause(step: $0.step, end: end, numbers: TrainingNumbers(of: $0)) }
        session.output.receive(.controls(ControlLine(hints, pause: pause)))
    }
}

extension GanSession {
    /// Makes training steps under the keys of who watches; without any where nothing is watched or nobody sits there.
    ///
    /// - Parameter train: makes so many steps at most, asking after each whether to end.
    func steered(
        _ experiment: Experiment, steps: Int, _ train: (Int, @escaping () -> Bool) throws -> TrainingOutcome
    ) throws -> TrainingOutcome {
        guard looking.watched != nil, output.showsFrames, let keyboard = output.keyboard, keyboard.open() else {
            return try train(steps) { self.isInterrupted }
        }
        let end = experiment.step + steps
        let controls = TrainingControls(self, keyboard: keyboard, first: experiment.step, end: end)
        looking.controls = controls
        defer {
            looking.controls = nil
            output.receive(.controls(nil))
            keyboard.close()
        }
        controls.begin()
        var outcome = try train(steps) { controls.endsStretch }
        while let errand = controls.takeErrand() {
            try run(errand, experiment)
            controls.pause(experiment)
            if isInterrupted { return .interrupted(step: experiment.step) }
            if experiment.step >= end { outcome = .finished } else if !controls.endsStretch {
                outcome = try train(end - experiment.step) { controls.endsStretch }
            }
        }
        return outcome
    }

    private func run(_ errand: TrainingControls.Errand, _ experiment: Experiment) throws {
        switch errand {
        case .goTo(let step):
            do { try go(to: step, at: Source(name: "keyboard", text: "").span) } catch let refused as Diagnostic {
                if refused.category == .interruption { isInterrupted = true } else { output.note(refused.message + "\n") }
            }
        case .move(let network):
            movedAlone = true
            _ = try experiment.train(steps: 1, of: network, interrupted: { self.isInterrupted })
        }
    }
}
