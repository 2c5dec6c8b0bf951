/// The ways in which a training of this kind goes wrong, by the names that the literature gives them.
///
/// What a technique cures and what it risks is said in these words, so that who finds a failure also finds its cures.
public enum Failure: String, Sendable, Hashable, CaseIterable {
    /// All samples are of one mode or of a few.
    case modeCollapse = "mode-collapse"
    /// The samples leave one mode for another and come round again.
    case modeHopping = "mode-hopping"
    /// Many modes are there, some are missed.
    case missingModes = "missing-modes"
    /// The discriminator is right about everything, and so says nothing of use.
    case discriminatorTooStrong = "discriminator-too-strong"
    /// The discriminator is fooled by anything.
    case discriminatorTooWeak = "discriminator-too-weak"
    /// Hardly any gradient reaches the generator.
    case vanishingGradient = "vanishing-gradient"
    /// Gradients or scores grow without a bound.
    case explodingGradient = "exploding-gradient"
    /// The players circle around what they seek.
    case oscillation
    /// The losses stay where they are or wander, and the samples do not become better.
    case nonConvergence = "non-convergence"
    /// The generator repeats training examples, or the discriminator knows them by heart.
    case memorising
    /// Images carry a pattern of the size of a stride.
    case checkerboard
    /// The discriminator's loss is next to nothing.
    case overconfidentDiscriminator = "overconfident-discriminator"
    /// The generator's loss falls, and its samples are bad.
    case misleadingLoss = "misleading-loss"
    /// Both sides are scored alike, and the samples are bad.
    case falseEquilibrium = "false-equilibrium"
    /// The samples were better before.
    case pastItsBest = "past-its-best"
    /// Units that are 0 whatever comes.
    case deadUnits = "dead-units"
    /// Weights stand at the bounds of a clipping.
    case weightsAtClip = "weights-at-clip"
    /// Examples of a batch depend on each other.
    case batchCoupling = "batch-coupling"
    /// Numbers overflow.
    case notANumber = "not-a-number"
    /// Samples of low quality, though all modes are there.
    case poorSamples = "poor-samples"
    /// Samples do not follow the class that they were asked for.
    case ignoredClass = "ignored-class"
    /// A step takes long.
    case slowTraining = "slow-training"
}
