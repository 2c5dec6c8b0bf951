import Datasets
import Graphs

/// What was already drawn or compiled for looking; emptied when networks or data change.
struct ViewCache {
    var samplers: [Int: Sampler] = [:]
    var exampleSamplers: [Int: ExampleSampler] = [:]
    var scorers: [Int: Scorer] = [:]
    var coverage: (position: RandomPosition, value: ModeCoverage)?
}

extension Experiment {
    /// Samples that one measurement judges, as VEEGAN and PacGAN do.
    static let samplesToMeasure = 2500

    /// Images drawn in one pass; more are drawn in several, to keep memory small.
    static let imagesInOnePass = 256
    /// The same for points, drawn and given; more measurements than a step takes stay within one pass.
    static let samplesInOnePass = 65_536
    static let pointsInOnePass = 8192

    /// Samples of the generator as it stands, `[count, …size]` row-major. Training goes on as if none had been drawn; the
    /// same step gives the same samples.
    public func samples(count: Int) throws -> [Float] { try drawnSamples(count: count, keepsLatents: false).values }

    /// The same samples with the latents that each was made from.
    public func samplesWithLatents(count: Int) throws -> (values: [Float], latents: [Float]) {
        try drawnSamples(count: count, keepsLatents: true)
    }

    private func drawnSamples(count: Int, keepsLatents: Bool) throws -> (values: [Float], latents: [Float]) {
        guard count > 0 else { return ([], []) }
        var latents: [Float] = []
        let most = recipe.dataset.isImage ? Self.imagesInOnePass : Self.samplesInOnePass
        var result: [Float] = []
        let length = recipe.dataset.size.elementCount
        result.reserveCapacity(count * length)
        var pass: UInt64 = 0
        while result.count < count * length {
            let missing = count - result.count / length
            // Each pass has a seed of its own: draws depend on the position and on the place within the pass alone.
            let key = RandomPosition(seed: position.seed &+ pass &* 0x9E37_79B9_7F4A_7C15, step: position.step)
            let sampler = try sampler(count: min(most, missing))
            result += sampler.samples(key)
            if keepsLatents { latents += sampler.latents }
            pass += 1
        }
        return (result, latents)
    }

    /// Real examples, `[count, …size]` row-major, drawn as training draws them but apart from it.
    public func realExamples(count: Int) throws -> [Float] {
        guard count > 0 else { return [] }
        let sampler = try views.exampleSamplers[count] ?? ExampleSampler(count: count, draw: draw)
        views.exampleSamplers[count] = sampler
        return sampler.examples(position)
    }

    /// The discriminator's opinion of points `[count, …size]`, one number each: the probability of "real", or the score
    /// where `scoresAreProbabilities` is false.
    public func scores(of points: [Float]) throws -> [Float] {
        let count = points.count / recipe.dataset.size.elementCount
        guard count > 0 else { return [] }
        let scorer =
            try views.scorers[count]
            ?? Scorer(count: count, recipe: recipe, discriminator: trained(.discriminator))
        views.scorers[count] = scorer
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

    /// The range of each coordinate that holds practically all of the data; `nil` for images.
    public var dataBounds: [ClosedRange<Float>]? { draw.bounds }

    private func sampler(count: Int) throws -> Sampler {
        if let known = views.samplers[count] { return known }
        let made = try Sampler(count: count, generator: trained(.generator), latentSize: recipe.latentSize)
        views.samplers[count] = made
        return made
    }
}
