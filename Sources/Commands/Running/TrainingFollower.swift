import Lab

/// Follows a training and tells the session's output how far it is, as often as that output wants to know.
final class TrainingFollower {
    private let output: any SessionOutput
    private let activity: String
    private let steps: Int
    private var first = 0
    /// Steps of the experiments before this one.
    private var before = 0
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var latest: ContinuousClock.Instant
    private var latestStep = 0
    private var rate = SmoothedRate()

    /// - Parameter steps: of all experiments that will be followed.
    init(activity: String = "train", steps: Int, output: any SessionOutput) {
        self.output = output
        self.activity = activity
        self.steps = steps
        start = clock.now
        latest = start
    }

    convenience init(_ experiment: Experiment, activity: String = "train", steps: Int, output: any SessionOutput) {
        self.init(activity: activity, steps: steps, output: output)
        follow(experiment)
    }

    /// Goes on with an experiment, behind so many steps of others.
    func follow(_ experiment: Experiment, behind steps: Int = 0) {
        before = steps
        first = experiment.step
    }

    /// Seconds since the training began.
    var seconds: Double { (clock.now - start) / .seconds(1) }

    func didMakeStep(_ experiment: Experiment) {
        let now = clock.now
        guard now - latest >= output.progressPause else { return }
        let done = done(experiment)
        rate.add(Double(done - latestStep), in: (now - latest) / .seconds(1))
        latest = now
        latestStep = done
        tell(experiment, isOver: false)
    }

    private func done(_ experiment: Experiment) -> Int { before + experiment.step - first }

    func finish(_ experiment: Experiment) { tell(experiment, isOver: true) }

    private func tell(_ experiment: Experiment, isOver: Bool) {
        var progress = TrainingProgress(
            done: max(0, done(experiment)), steps: steps, seconds: seconds, rate: rate.value,
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
