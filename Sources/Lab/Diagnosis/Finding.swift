/// One number that verdicts rest on.
public struct Finding: Sendable, Hashable {
    /// In the words of measurements where one is meant: `score.fake`.
    public let name: String
    /// One line, lower case, no final stop.
    public let summary: String
    /// What it is drawn from.
    public let evidence: Evidence
    /// Values are compared by their ratios: from .01 to .1 is as far as from .1 to 1.
    let isMagnitude: Bool

    public enum Evidence: Sendable, Hashable {
        /// Measurements at every step.
        case curves([String])
        /// Samples of now beside real examples.
        case samples
        /// Samples of many steps.
        case way
        /// The recipe and the weights.
        case networks
    }

    private init(_ name: String, _ summary: String, from evidence: Evidence, isMagnitude: Bool = false) {
        self.name = name
        self.summary = summary
        self.evidence = evidence
        self.isMagnitude = isMagnitude
    }

    public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }

    // What every step tells; the latest fifth of the steps, at least 20.

    static let discriminatorLoss = Finding("loss.discriminator", "the discriminator's loss, as a median of the latest steps", from: .curves(["loss.discriminator"]), isMagnitude: true)
    static let generatorLoss = Finding("loss.generator", "the generator's loss, as a median of the latest steps", from: .curves(["loss.generator"]))
    static let largestLoss = Finding("largest loss", "the greater loss in absolute value, as a median of the latest steps", from: .curves(["loss.generator", "loss.discriminator"]), isMagnitude: true)
    static let lossGrowth = Finding(
        "growth of the losses", "the largest loss of the latest steps over that of the first", from: .curves(["loss.generator", "loss.discriminator"]), isMagnitude: true)
    static let generatorGradient = Finding(
        "gradient.generator", "the length of the generator's gradient, as a median of the latest steps", from: .curves(["gradient.generator"]), isMagnitude: true)
    static let generatorGradientGrowth = Finding(
        "growth of the gradient", "the generator's gradient in the latest steps over its median in the first tenth", from: .curves(["gradient.generator"]), isMagnitude: true)
    static let fakeScore = Finding("score.fake", "the mean probability of \"real\" that generated examples are given", from: .curves(["score.fake"]))
    static let indecision = Finding("distance from ½", "how far the mean scores of both sides lie from ½, the farther one", from: .curves(["score.real", "score.fake"]))
    static let leastAccuracy = Finding("accuracy", "the share of examples that the discriminator is right about, on its worse side", from: .curves(["accuracy.real", "accuracy.fake"]))
    static let fakeAccuracy = Finding("accuracy.fake", "the share of generated examples that the discriminator sees through", from: .curves(["accuracy.fake"]))
    static let certainty = Finding(
        "certainty", "how far the mean scores lie from ½ on the right side, the nearer one, in a log that has no accuracies",
        from: .curves(["score.real", "score.fake"]))
    static let rhythm = Finding(
        "rhythm", "how alike the generator's loss is to itself one period earlier, 1 a perfect wave", from: .curves(["loss.generator"]))
    static let swing = Finding(
        "swing", "how far the generator's loss swings to either side, over the loss itself or 0.1", from: .curves(["loss.generator"]), isMagnitude: true)

    // What the samples tell beside real examples.

    static let fidelity = Finding("fidelity", "the share of samples that lie near some real example", from: .samples)
    static let diversity = Finding("diversity", "the share of the data that samples reach", from: .samples)
    static let spread = Finding("spread", "the samples' spread over the data's", from: .samples, isMagnitude: true)

    static let copying = Finding(
        "copying", "in how many pairs of a sample and an example that was never shown the sample lies nearer to the training examples", from: .networks)

    static let checkerboard = Finding(
        "checkerboard", "the share of the images' energy that repeats with the stride of the generator's last enlarging layer", from: .networks, isMagnitude: true)
    static let checkerboardOverData = Finding("checkerboard over the data's", "the same share over that of real images", from: .networks, isMagnitude: true)

    // What the way behind tells.

    static let hopping = Finding("change of place", "how much of what samples reach is another part of the data from one kept step to the next", from: .way)
    static let reachedInTurn = Finding("reached in turn", "the share of the data that samples reached at one kept step or another", from: .way)
    static let meanDiversity = Finding("mean diversity", "the share of the data that samples reach at a kept step, on average", from: .way)
    static let usualSpread = Finding(
        "usual spread", "the samples' spread over the data's at a kept step, as a median", from: .way, isMagnitude: true)
    static let wandering = Finding("wandering", "how far the samples' centre moves from one kept step to the next, over the data's spread", from: .way, isMagnitude: true)
    static let lostSinceBest = Finding("lost since the best", "how much of the best samples' fidelity × diversity is gone", from: .way)
    static let best = Finding("best", "the greatest fidelity × diversity at a kept step", from: .way)
    static let gain = Finding("gain", "what fidelity × diversity gained over the later half of the way", from: .way)

    // What the networks and the recipe tell.

    static let brokenStep = Finding("broken step", "1 where training ended at something that is not a number", from: .curves(["loss.generator", "loss.discriminator"]))
    static let clippedShare = Finding("share at the clip", "the share of the discriminator's weights that stand at the bound of their clipping", from: .networks)
    static let deadShare = Finding("dead units", "the share of a layer's rectified units that are 0 on every example, of the layer that has most", from: .networks)
    static let criticLoss = Finding("critic", "1 where scores are values of a critic, and ½ means nothing", from: .networks)
    static let mixedDiscriminator = Finding("mixed batch", "1 where a layer of the discriminator mixes the examples of a batch", from: .networks)
    static let steps = Finding("steps", "training steps made", from: .networks, isMagnitude: true)
}
