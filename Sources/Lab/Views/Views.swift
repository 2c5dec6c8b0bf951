import Datasets
import Graphs

/// What was already drawn or compiled for looking, by the number of samples; emptied when networks or data change.
///
/// A watched pair of plots with measurements asks for four numbers in turn; each keeps the buffers of its whole batch,
/// so that no more than a few are kept.
struct ViewCache {
    static let limit = 6
    var samplers = RecentlyUsed<Int, Sampler>(limit: limit)
    var exampleSamplers = RecentlyUsed<Int, ExampleSampler>(limit: limit)
    var scorers = RecentlyUsed<Int, Scorer>(limit: limit)
    var coverage: (position: RandomPosition, value: ModeCoverage)?
}

extension Experiment {
    /// Samples that one measurement judges, as VEEGAN and PacGAN do.
    static let samplesToMeasure = 2500

    /// Images drawn in one pass; more are drawn in several, to keep memory small.
    private static let imagesInOnePass = 256

    /// Samples of the generator as it stands, `[count, …size]` row-major. Training goes on as if none had been drawn; the
    /// same step gives the same samples.
    public func samples(count: Int) throws -> [Float] {
        guard count > 0 else { return [] }
        let most = recipe.dataset.isImage ? Self.imagesInOnePass : count
        var result: [Float] = []
        let length = recipe.dataset.size.elementCount
        result.reserveCapacity(count * length)
        var pass: UInt64 = 0
        while result.count < count * length {
            let missing = count - result.count / length
            // Each pass has a seed of its own: draws depend on the position and on the place within the pass alone.
            let key = RandomPosition(seed: position.seed &+ pass &* 0x9E37_79B9_7F4A_7C15, step: position.step)
            result += try sampler(count: min(most, missing)).samples(key)
            pass += 1
        }
        return result
    }

    /// Real examples, `[count, …size]` row-major, drawn as training draws them but apart from it.
    public func realExamples(count: Int) throws -> [Float] {
        guard count > 0 else { return [] }
        let sampler = try views.exampleSamplers.value(count) { try ExampleSampler(count: count, draw: draw) }
        return sampler.examples(position)
    }

    /// The discriminator's opinion of points `[count, …size]`, one number each: the probability of "real", or the score
    /// where `scoresAreProbabilities` is false.
    public func scores(of points: [Float]) throws -> [Float] {
        let count = points.count / recipe.dataset.size.elementCount
        guard count > 0 else { return [] }
        let scorer = try views.scorers.value(count) {
            try Scorer(count: count, recipe: recipe, discriminator: trained(.discriminator))
        }
        return scorer.scores(of: points)
    }

    /// Whether the loss reads scores as probabilities of "real".
    public var scoresAreProbabilities: Bool {
        recipe.loss.probability(of: .constant(0)) != nil
    }

    /// The value at which the discriminator is undecided, in the unit of `scores(of:)`; `nil` for a critic.
    public var undecidedScore: Float? {
        scoresAreProbabilities ? 0.5 : recipe.loss.decisionThreshold
    }

    /// How 2500 samples cover the modes of the data, drawn once a step; throws `MeasurementError` for data without known
    /// modes.
    public func modeCoverage() throws -> ModeCoverage {
        guard case .mixture(let mixture)? = recipe.syntheticSource else {
            throw MeasurementError.unavailable(
                name: "modes", reason: "`data \(recipe.dataset.name)` has no known modes")
        }
        if let known = views.coverage, known.position == position { return known.value }
        let coverage = ModeCoverage(samples: try samples(count: Self.samplesToMeasure), of: mixture)
        views.coverage = (position, coverage)
        return coverage
    }

    /// The range of each coordinate that holds practically all synthetic data; `nil` for images.
    public var dataBounds: [ClosedRange<Float>]? {
        switch recipe.syntheticSource {
        case .mixture(let mixture)?: mixture.bounds
        case .curve(let curve)?: curve.bounds
        default: nil
        }
    }

    private func sampler(count: Int) throws -> Sampler {
        try views.samplers.value(count) {
            try Sampler(count: count, generator: trained(.generator), latentSize: recipe.latentSize)
        }
    }
}
