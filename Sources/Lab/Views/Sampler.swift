import Graphs
import Networks

/// What the networks as they stand make of given latents: each by itself, or as training makes them, where the examples of a
/// batch share its statistics and dropout drops.
final class Sampler {
    private let program: Program
    private let latents: Variable
    /// The class of each sample, where the data have classes.
    private let labels: Variable?
    /// For layers that change with the training steps; `nil` where samples are drawn.
    private let trainingStep: Variable?

    init(count: Int, recipe: Recipe, memory: TrainingMemory, mode: ForwardMode = .sampling) throws {
        let trainingStep = mode == .training ? Variable("training-step", shape: []) : nil
        let latents = Variable("latents", shape: [count, recipe.latent.size])
        let labels = recipe.dataset.classCount.map { _ in Variable("labels", shape: [count]) }
        var applications = 0
        let output = try recipe.method.samples(from: latents.tensor, size: recipe.dataset.size) { id, input in
            guard let network = memory.network(id)?.network else { preconditionFailure("the game has no `\(id)`") }
            applications += 1
            return try network.apply(
                input, parameters: memory.sampledParameters(of: network, by: recipe.tricks), mode: mode,
                stream: RandomStream.samples.appending("\(id)").appending("\(applications)"), labels: labels?.tensor,
                trainingStep: trainingStep?.tensor ?? .constant(0)
            ).output
        }
        self.latents = latents
        self.labels = labels
        self.trainingStep = trainingStep
        program = try Program(outputs: [output])
    }

    /// `[count, …size]` of latents `[count, latent]`, row-major.
    ///
    /// - Parameter position: where layers that draw in sampling too find their numbers.
    func samples(from values: [Float], labels classes: [Float]?, position: RandomPosition, step: Int = 0) -> [Float] {
        latents.values = values
        trainingStep?.values = [Float(step)]
        if let labels, let classes { labels.values = classes }
        program.run(position)
        return program.value(0)
    }
}

extension TrainingMemory {
    /// The parameters that samples are drawn with: a network's own, or those that a trick puts in their place.
    func sampledParameters(of network: Network, by tricks: [any Trick]) -> [Tensor]? {
        tricks.lazy.compactMap { trick in
            trick.sampledParameters(of: network, kept: kept(by: trick.name).map(\.tensor))
        }.first
    }
}

/// Draws nodes outside training, with streams of their own: noise, labels, real examples.
final class Drawing {
    private let program: Program
    private let count: Int

    init(_ drawn: [Tensor]) throws {
        RandomStream.requireDistinct(in: drawn)
        count = drawn.count
        program = try Program(outputs: drawn)
    }

    /// What was drawn at a position, row-major, in the order of the nodes.
    func values(_ position: RandomPosition) -> [[Float]] {
        program.run(position)
        return (0..<count).map { program.value($0) }
    }
}

/// The discriminator's scores of given points, in sampling mode.
final class Scorer {
    private let program: Program
    private let points: Variable
    private let labels: Variable?
    private let hasProbabilities: Bool

    init(count: Int, recipe: Recipe, discriminator: Network) throws {
        points = Variable("points", shape: [count] + discriminator.inputSize)
        labels = recipe.dataset.classCount.map { _ in Variable("labels", shape: [count]) }
        let scores = try discriminator.apply(
            points.tensor, mode: .sampling, stream: .examples.discriminator, labels: labels?.tensor
        ).output
        hasProbabilities = recipe.loss.probability(of: scores) != nil
        program = try Program(outputs: [recipe.loss.probability(of: scores) ?? scores, scores])
    }

    /// One number a point: the probability of "real", or the score where the loss has no probabilities.
    func scores(of values: [Float], ofClass label: Int, position: RandomPosition) -> [Float] {
        points.values = values
        if let labels { labels.values = [Float](repeating: Float(label), count: labels.shape[0]) }
        program.run(position)
        return program.value(0)
    }

    /// Both of them: the network's own output, and what the loss reads it as where it reads probabilities.
    func judgements(of values: [Float], ofClass label: Int, position: RandomPosition) -> Judgements {
        let shown = scores(of: values, ofClass: label, position: position)
        return Judgements(scores: program.value(1), probabilities: hasProbabilities ? shown : nil)
    }
}

/// What the discriminator says of some points, one number each.
public struct Judgements: Sendable, Equatable {
    /// The network's output as it is.
    public var scores: [Float]
    /// The probability of "real" under a loss that has one.
    public var probabilities: [Float]?
}
