import Datasets
import Graphs
import Networks

/// What the generator made at a step of the way: the shares of the modes, and where the samples lie.
public struct KeptLook: Sendable, Equatable {
    public let step: Int
    /// The share of the samples that are likest each mode; empty where nothing tells modes apart.
    public let shares: [Double]
    /// The share of the samples that are good enough for none.
    public let poor: Double
    public let moments: Moments

    /// The mode that most samples are likest; `nil` where there are no modes.
    public var top: Int? { shares.max().flatMap { $0 > 0 ? shares.firstIndex(of: $0) : nil } }
}

extension Experiment {
    /// Samples that one look judges: a share is then known to 0.016 or better.
    static let samplesInLook = 1000
    /// More looks than columns that a figure shows would be drawn for nothing.
    static let mostLooks = 200

    /// What the generator made at the steps that the timeline keeps, up to now, rising: at most 200 of them, evenly chosen, and
    /// always the first, and the step that stands.
    ///
    /// The samples are those that `rewind` would show. Each step is looked at once and remembered; nothing changes. Steps of other
    /// data, or of networks of other shapes, belong to another game and are left out.
    public func keptLooks() throws -> [KeptLook] {
        let assignment = try? modeAssignment()
        var past: PastNetworks?
        for moment in chosenMoments() where views.looks[moment.step] == nil {
            if past == nil || past?.recipe != moment.recipe { past = try PastNetworks(moment.recipe, source: source) }
            guard let past else { continue }
            views.looks[moment.step] = try look(at: past.samples(of: moment.state, count: Self.samplesInLook), step: moment.step, assignment)
        }
        return try chosenMoments().compactMap { views.looks[$0.step] } + [latestLook()]
    }

    /// What the generator makes now, judged once a step.
    public func latestLook() throws -> KeptLook {
        if let known = views.latestLook, known.position == position { return known.value }
        let count = Self.samplesInLook * recipe.dataset.size.elementCount
        let value = try look(at: Array(measuredSamples().prefix(count)), step: step, try? modeAssignment())
        views.latestLook = (position, value)
        return value
    }

    private func look(at samples: [Float], step: Int, _ assignment: (any ModeAssignment)?) throws -> KeptLook {
        let length = recipe.dataset.size.elementCount
        let count = Double(samples.count / length)
        var shares = [Double](repeating: 0, count: assignment?.names.count ?? 0)
        for case let mode? in try assignment?.likest(of: samples) ?? [] { shares[mode] += 1 / count }
        let poor = Double(try assignment?.modes(of: samples).count { $0 == nil } ?? 0) / count
        return KeptLook(step: step, shares: shares, poor: poor, moments: Moments(samples, length: length))
    }

    private func chosenMoments() -> [Timeline.Moment] {
        let same = timeline.moments.filter { $0.step < step && isSameGame($0.recipe) }
        guard same.count > Self.mostLooks else { return same }
        // By steps rather than by places: a thinned timeline keeps its latest steps closer together.
        let apart = Double(step - same[0].step) / Double(Self.mostLooks)
        var chosen: [Timeline.Moment] = []
        for moment in same where moment.step >= same[0].step + Int(Double(chosen.count) * apart) { chosen.append(moment) }
        return chosen
    }

    /// Another loss or another rate is the same game; other data or another size of what is drawn is not.
    func isSameGame(_ earlier: Recipe) -> Bool {
        earlier.dataset.isEqual(to: recipe.dataset) && earlier.method.isEqual(to: recipe.method)
    }
}

/// Networks to put the weights of earlier steps into, apart from those that train.
final class PastNetworks {
    let recipe: Recipe
    private let memory: TrainingMemory
    private let sampler: Sampler
    private let latents: Drawing
    private let labels: Drawing?
    private let onePass: Int

    init(_ recipe: Recipe, source: any DataSource) throws {
        self.recipe = recipe
        memory = try TrainingMemory(recipe, try RecipeCheck(recipe), source: source)
        onePass = recipe.dataset.isImage ? Experiment.imagesInOnePass : Experiment.samplesInLook
        sampler = try Sampler(count: onePass, recipe: recipe, memory: memory)
        latents = try Drawing([recipe.latent.draw(batch: Experiment.samplesInLook, stream: RandomStream.samples.latent)])
        labels = try recipe.dataset.classCount.map {
            try Drawing([.randomIntegers(below: $0, [Experiment.samplesInLook], stream: RandomStream.samples.label)])
        }
    }

    /// The first samples of a step, as the experiment itself drew them there.
    func samples(of state: TrainingState, count: Int) throws -> [Float] {
        for (variable, values) in zip(memory.variables, state.values) { variable.values = values }
        let (noise, classes) = (latents.values(state.position)[0], labels?.values(state.position)[0])
        let width = recipe.latent.size
        var result: [Float] = []
        for (pass, start) in stride(from: 0, to: count, by: onePass).enumerated() {
            // The last pass is filled up with the first latents.
            let places = (start..<start + onePass).map { $0 % count }
            let position = RandomPosition(seed: state.position.seed &+ UInt64(pass) &* 0x9E37_79B9_7F4A_7C15, step: state.position.step)
            result += sampler.samples(
                from: places.flatMap { noise[$0 * width..<($0 + 1) * width] }, labels: classes.map { classes in places.map { classes[$0] } },
                position: position)
        }
        return Array(result.prefix(count * recipe.dataset.size.elementCount))
    }
}
