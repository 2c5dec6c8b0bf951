import Lab
import Networks

/// How far a training is.
public struct TrainingProgress: Sendable, Hashable {
    /// What makes the steps: the word of a command.
    public var activity = "train"
    /// Steps made of those that were asked for.
    public var done: Int
    public var steps: Int
    /// Since it began.
    public var seconds: Double
    /// Steps in a second, smoothed; `nil` before anything is known of it.
    public var rate: Double?
    public var numbers: TrainingNumbers
    /// No further step follows.
    public var isOver: Bool

    public init(done: Int, steps: Int, seconds: Double, rate: Double?, numbers: TrainingNumbers, isOver: Bool = false) {
        self.done = done
        self.steps = steps
        self.seconds = seconds
        self.rate = rate
        self.numbers = numbers
        self.isOver = isOver
    }
}

/// A training that came to its end.
public struct FinishedTraining: Sendable, Hashable {
    public enum Reason: Sendable, Hashable {
        /// All the steps that were asked for.
        case allSteps(Int)
        /// The same, where one network moved and the others stood still.
        case allStepsAlone(Int, of: NetworkID)
        /// A condition that holds, as it was written, and what was found for its names where it does not say that itself.
        case condition(String, found: String = "")
    }

    public var reason: Reason
    /// The experiment's step.
    public var step: Int
    public var seconds: Double
    public var numbers: TrainingNumbers

    public init(_ reason: Reason, step: Int, seconds: Double, numbers: TrainingNumbers) {
        self.reason = reason
        self.step = step
        self.seconds = seconds
        self.numbers = numbers
    }
}

/// The few numbers that say how a training goes; each is `nil` where the experiment has none.
public struct TrainingNumbers: Sendable, Hashable {
    /// The latest loss of each network, in the order in which they move.
    public var losses: [Loss]
    /// The modes that samples reach, of how many, and the share of samples near one.
    public var modes: Int?
    public var modeCount: Int?
    public var quality: Double?

    public struct Loss: Sendable, Hashable {
        public var network: NetworkID
        public var value: Double

        public init(_ network: NetworkID, _ value: Double) {
            self.network = network
            self.value = value
        }
    }

    public init(losses: [Loss] = [], modes: Int? = nil, modeCount: Int? = nil, quality: Double? = nil) {
        self.losses = losses
        self.modes = modes
        self.modeCount = modeCount
        self.quality = quality
    }

    init(of experiment: Experiment) {
        // Images are judged where somebody asks for it.
        let coverage = experiment.recipe.dataset.isImage ? nil : try? experiment.modeCoverage()
        self.init(
            losses: experiment.recipe.movers.compactMap { network in
                experiment.history.latest(.loss(of: network)).map { Loss(network, Double($0)) }
            }, modes: coverage?.modes, modeCount: coverage?.counts.count, quality: coverage?.quality)
    }
}
