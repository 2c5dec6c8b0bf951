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
    var trainingSamplers = RecentlyUsed<Int, Sampler>(limit: 2)
    var drawings = RecentlyUsed<RandomStream, RecentlyUsed<Int, Drawing>>(limit: 3)
    var scorers = RecentlyUsed<Int, Scorer>(limit: limit)
    var slopes = RecentlyUsed<Int, Slope>(limit: 2)
    var measuredSamples: (position: RandomPosition, value: [Float])?
    var moments: Moments?
    /// Of earlier steps, by step: within one life of this cache they are steps of one way.
    var looks: [Int: KeptLook] = [:]
    var latestLook: (position: RandomPosition, value: KeptLook)?
    var dataCheckerboard: (stride: Int, share: Double)?
    var inside = InsideLooks()
    var probe: (position: RandomPosition, value: Probe)?
    var coverage: (position: RandomPosition, value: ModeCoverage)?
    var spectrum: (position: RandomPosition, value: Spectrum)?
    var dualityGap: (position: RandomPosition, value: DualityGap)?
    var neighbours: Neighbours?
    /// All that training draws from, as far as it is compared with.
    var trainedOn: Neighbours?
    var memorisation: (position: RandomPosition, value: Memorisation)?
    var neighbourhood: (position: RandomPosition, value: Neighbourhood)?

    /// The variables hold other numbers now: what was compiled reads them, what was seen is forgotten.
    mutating func forgetValues() {
        measuredSamples = nil
        looks = [:]
        latestLook = nil
        coverage = nil
        spectrum = nil
        dualityGap = nil
        memorisation = nil
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
    /// - Parameter mode: in training mode they come in batches of the recipe's size, as `samples(from:ofClass:mode:)` says.
    public func samples(count: Int, ofClass label: Int? = nil, mode: ForwardMode = .sampling) throws -> [Float] {
        guard mode == .training else { return try samples(from: latents(count: count), ofClass: label) }
        let whole = (count + recipe.batch - 1) / recipe.batch * recipe.batch
        return Array(try samples(from: latents(count: whole), ofClass: label, mode: mode).prefix(count * recipe.dataset.size.elementCount))
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
    /// A network with batch normalisation uses its running statistics, so a sample depends on its own latents and class alone. In
    /// training mode it does not: one batch after the other is made as a training step makes it, each normalised by itself; the
    /// first latents fill up the last batch. The running statistics stay as they are.
    public func samples(from latents: [Float], ofClass label: Int? = nil, mode: ForwardMode = .sampling) throws -> [Float] {
        let length = recipe.latent.size
        let count = latents.count / length
        precondition(latents.count == count * length, "latents are whole rows of the generator's input")
        let labels = !check.samplesHaveClasses ? nil
            : try label.map { [Int](repeating: $0, count: count) } ?? sampleLabels(count: count)
        if mode == .training { return try trainingSamples(from: latents, labels: labels) }
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

    /// Batches as training makes them; see `samples(from:ofClass:mode:)`.
    func trainingSamples(from latents: [Float], labels: [Int]?) throws -> [Float] {
        let (length, batch) = (recipe.latent.size, recipe.batch)
        let count = latents.count / length
        guard count > 0 else { return [] }
        let sampler = try views.trainingSamplers.value(batch) {
            try Sampler(count: batch, recipe: recipe, memory: memory, mode: .training)
        }
        var result: [Float] = []
        for (pass, start) in stride(from: 0, to: count, by: batch).enumerated() {
            let places = (start..<start + batch).map { $0 < count ? $0 : ($0 - start) % count }
            result += sampler.samples(
                from: places.flatMap { latents[$0 * length..<($0 + 1) * length] }, labels: labels.map { labels in places.map { Float(labels[$0]) } },
                position: drawingPosition(pass: pass), step: step)
        }
        return Array(result.prefix(count * recipe.dataset.size.elementCount))
    }

    /// The samples that measurements judge, drawn once a step: 2500 where modes are counted, else 1000.
    func measuredSamples() throws -> [Float] {
        if let known = views.measuredSamples, known.position == position { return known.value }
        let value = try samples(count: recipe.knownModes == nil ? Self.examplesToCompare : Self.samplesToMeasure)
        views.measuredSamples = (position, value)
        return value
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
    /// reached unless another is given; nothing at all for a count of 0.
    func drawn(
        _ count: Int, from stream: RandomStream, at position: RandomPosition? = nil, _ nodes: (RandomStream) throws -> [Tensor]
    ) throws -> [[Float]] {
        guard count > 0 else { return [] }
        var ofStream = views.drawings.value(stream) { RecentlyUsed(limit: ViewCache.limit) }
        let drawing = try ofStream.value(count) { try Drawing(nodes(stream)) }
        views.drawings.replace(stream, with: ofStream)
        return drawing.values(position ?? self.position)
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

    /// The range of each coordinate that holds practically all of the data; `nil` for images.
    public var dataBounds: [ClosedRange<Float>]? { source.bounds }
}
