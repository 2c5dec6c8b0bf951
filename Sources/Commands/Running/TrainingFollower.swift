import Lab

/// Follows a training and tells the session's output how far it is, as often as that output wants to know.
final class TrainingFollower {
    private let output: any SessionOutput
    private let activity: String
    private let steps: Int
    private let first: Int
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var latest: ContinuousClock.Instant
    private var latestStep: Int
    private var rate = SmoothedRate()

    init(_ experiment: Experiment, activity: String = "train", steps: Int, output: any SessionOutput) {
        self.output = output
        self.activity = activity
        self.steps = steps
        first = experiment.step
        start = clock.now
        latest = start
        latestStep = first
    }

    /// Seconds since the training began.
    var seconds: Double { (clock.now - start) / .seconds(1) }

    func didMakeStep(_ experiment: Experiment) {
        let now = clock.now
        guard now - latest >= output.progressPause else { return }
        rate.add(Double(experiment.step - latestStep), in: (now - latest) / .seconds(1))
        latest = now
        latestStep = experiment.step
        tell(experiment, isOver: false)
    }

    func finish(_ experiment: Experiment) { tell(experiment, isOver: true) }

    private func tell(_ experiment: Experiment, isOver: Bool) {
        var progress = TrainingProgress(
            done: max(0, experiment.step - first), steps: steps, seconds: seconds, rate: rate.value,
            numbers: TrainingNumbers(of: experiment), isOver: isOver)
        progress.activity = activity
        output.receive(.progress(progress))
    }
}

/// Steps in a second: each look moves the rate 0.3 of the way to what was measured since the one before.
struct SmoothedRate {
    private(set) var value: Double?

    private static let smoothing = 0.3

    mutating func add(_ steps: Double, in seconds: Double) {
        guard seconds > 0 else { return }
        let now = steps / seconds
        value = value.map { $0 + Self.smoothing * (now - $0) } ?? now
    }
}
