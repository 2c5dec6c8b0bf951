import Datasets
import Graphs
import Networks

/// What was already drawn or compiled for looking, by the number of samples; emptied when networks or data change.
///
/// A watched pair of plots with measurements asks for four numbers in turn; each keeps the buffers of its whole batch,
/// so that no more than a few are kept.
struct ViewCache {
    static let limit = 6
    var samplers = RecentlyUsed<Int, Sampler>(limit: limit)
    var drawings = RecentlyUsed<RandomStream, RecentlyUsed<Int, Drawing>>(limit: 3)
    var scorers = RecentlyUsed<Int, Scorer>(limit: limit)
    var inside = InsideLooks()
    var probe: (position: RandomPosition, value: Probe)?
    var coverage: (position: RandomPosition, value: ModeCoverage)?
    var neighbours: Neighbours?
    var neighbourhood: (position: RandomPosition, value: Neighbourhood)?

    /// The variables hold other numbers now: what was compiled reads them, what was seen is forgotten.
    mutating func forgetValues() {
        coverage = nil
        neighbourhood = nil
        probe = nil
    }
}

extension Experiment {
    /// Samples that one measurement judges, as VEEGAN and PacGAN do.
    static let samplesToMeasure = 2500

    /// Images drawn in one pass; more are drawn in several, to keep memory small.
    static let imagesInOnePass = 256
    /// The same for points, drawn and given; more measurements than a step takes stay within one pass.
    static let samplesInOnePass = 65_536
    static let pointsInOnePass = 8192

    /// Samples of the networks as they stand, `[count, …size]` row-major. Training goes on as if none had been drawn; the
    /// same step gives the same samples, and fewer samples are the first of more.
    ///
    /// - Parameter label: the class of all samples, counted from 0; any class by chance where it is `nil`.
    public func samples(count: Int, ofClass label: Int? = nil) throws -> [Float] {
        try samples(from: latents(count: count), ofClass: label)
    }

    /// The noise that `samples(count:)` starts from, `[count, latent]` row-major.
    public func latents(count: Int) throws -> [Float] {
        try drawn(count, from: .samples.latent) { [try recipe.latent.draw(batch: count, stream: $0)] }.first ?? []
    }

    /// The classes that samples of no class in particular are drawn of; `nil` where the data have none.
    public func sampleLabels(count: Int) throws -> [Int]? {
        try recipe.dataset.classCount.map { classes in
            try drawn(count, from: .samples.label) { [.randomIntegers(below: classes, [count], stream: $0)] }
                .first.map { $0.map { Int($0) } } ?? []
        }
    }

    /// What the networks as they stand make of latents `[count, latent]`: `[count, …size]`, row-major.
    ///
    /// A network with batch normalisation uses its running statistics, so a sample depends on its own latents and class alone.
    public func samples(from latents: [Float], ofClass label: Int? = nil) throws -> [Float] {
        let length = recipe.latent.size
        let count = latents.count / length
        precondition(latents.count == count * length, "latents are whole rows of the generator's input")
        let labels = !check.samplesHaveClasses ? nil
            : try label.map { [Int](repeating: $0, count: count) } ?? sampleLabels(count: count)
        let most = recipe.dataset.isImage ? Self.imagesInOnePass : Self.samplesInOnePass
        var result: [Float] = []
        result.reserveCapacity(count * recipe.dataset.size.elementCount)
        for start in stride(from: 0, to: count, by: most) {
            let end = min(count, start + most)
            let sampler = try views.samplers.value(end - start) {
                try Sampler(count: end - start, recipe: recipe, memory: memory)
            }
            result += sampler.samples(
                from: Array(latents[start * length..<end * length]), labels: labels?[start..<end].map(Float.init), position: drawingPosition(pass: start / most))
        }
        return result
    }

    /// Real examples, `[count, …size]` row-major, drawn as training draws them but apart from it.
    public func realExamples(count: Int) throws -> [Float] { try realBatch(count: count).examples }

    /// The same with their classes, where a draw has some.
    func realBatch(count: Int) throws -> (examples: [Float], labels: [Int]?) {
        let values = try drawn(count, from: .examples) { stream in
            let batch = try source.batch(count, stream: stream)
            return [batch.examples] + (batch.labels.map { [$0] } ?? [])
        }
        return (values.first ?? [], values.count > 1 ? values[1].map { Int($0) } : nil)
    }

    /// So many numbers or rows of each of some nodes that draw from a stream of looking, at the step that training has
    /// reached; nothing at all for a count of 0.
    private func drawn(
        _ count: Int, from stream: RandomStream, _ nodes: (RandomStream) throws -> [Tensor]
    ) throws -> [[Float]] {
        guard count > 0 else { return [] }
        var ofStream = views.drawings.value(stream) { RecentlyUsed(limit: ViewCache.limit) }
        let drawing = try ofStream.value(count) { try Drawing(nodes(stream)) }
        views.drawings.replace(stream, with: ofStream)
        return drawing.values(position)
    }

    /// The discriminator's opinion of points `[count, …size]`, one number each: the probability of "real", or the score
    /// where `scoresAreProbabilities` is false. Throws `scoreRefusal` of the recipe.
    ///
    /// - Parameter label: the class that a conditional discriminator takes the points for.
    public func scores(of points: [Float], ofClass label: Int = 0) throws -> [Float] {
        let count = points.count / recipe.dataset.size.elementCount
        guard count > 0 else { return [] }
        let scorer = try views.scorers.value(count) {
            try Scorer(count: count, recipe: recipe, discriminator: discriminator())
        }
        return scorer.scores(of: points, ofClass: label, position: drawingPosition())
    }

    /// Where layers that draw in looking find their numbers: the step that training has reached, each pass with a seed of its own.
    func drawingPosition(pass: Int = 0) -> RandomPosition {
        RandomPosition(seed: position.seed &+ UInt64(pass) &* 0x9E37_79B9_7F4A_7C15, step: position.step)
    }

    /// Throws where the game has no network that scores single examples.
    func discriminator() throws -> Network {
        if let refusal = recipe.scoreRefusal { throw refusal }
        guard let discriminator = network(.discriminator) else { throw recipe.noDiscriminator }
        return discriminator
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
    public var dataBounds: [ClosedRange<Float>]? { source.bounds }
}
