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
    static let imagesInOnePass = 256
    /// The same for points, drawn and given; more measurements than a step takes stay within one pass.
    static let samplesInOnePass = 65_536
    static let pointsInOnePass = 8192

    /// Samples of the generator as it stands, `[count, …size]` row-major. Training goes on as if none had been drawn; the
    /// same step gives the same samples, and fewer samples are the first of more.
    public func samples(count: Int) throws -> [Float] { try samples(from: latents(count: count)) }

    /// The noise that `samples(count:)` starts from, `[count, latent]` row-major.
    public func latents(count: Int) -> [Float] {
        RandomStream.samples.latent.normals(max(0, count) * recipe.latentSize, at: position)
    }

    /// What the generator as it stands makes of latents `[count, latent]`: `[count, …size]`, row-major.
    ///
    /// A network with batch normalisation uses its running statistics, so a sample depends on its own latents alone.
    public func samples(from latents: [Float]) throws -> [Float] {
        let length = recipe.latentSize
        let count = latents.count / length
        precondition(latents.count == count * length, "latents are whole rows of the generator's input")
        let most = recipe.dataset.isImage ? Self.imagesInOnePass : Self.samplesInOnePass
        var result: [Float] = []
        result.reserveCapacity(count * recipe.dataset.size.elementCount)
        for start in stride(from: 0, to: count, by: most) {
            let end = min(count, start + most)
            result += try sampler(count: end - start).samples(from: Array(latents[start * length..<end * length]))
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
        guard let modes = recipe.syntheticSource?.modes else {
            throw MeasurementError.unavailable(
                name: "modes", reason: "`data \(recipe.dataset.name)` has no known modes")
        }
        if let known = views.coverage, known.position == position { return known.value }
        let coverage = ModeCoverage(samples: try samples(count: Self.samplesToMeasure), of: modes)
        views.coverage = (position, coverage)
        return coverage
    }

    /// The range of each coordinate that holds practically all of the data; `nil` for images.
    public var dataBounds: [ClosedRange<Float>]? { draw.bounds }

    private func sampler(count: Int) throws -> Sampler {
        try views.samplers.value(count) {
            try Sampler(count: count, generator: trained(.generator), latentSize: recipe.latentSize)
        }
    }
}
