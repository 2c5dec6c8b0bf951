import Graphs
import Networks

/// Draws samples from the generator as it stands, in sampling mode, without disturbing training: the noise has streams of
/// its own.
///
/// Sample i depends on the random position and on i alone, so a smaller draw is the beginning of a larger one.
///
/// Drawn latents are a second output of the same program: they are the very numbers that the samples were made from.
final class Sampler {
    private let program: Program
    let count: Int

    init(count: Int, generator: TrainedNetwork, latentSize: Int) throws {
        self.count = count
        var streams = StreamCounter(startingAt: StreamRange.sampling)
        let noise = Tensor.randomNormal([count, latentSize], stream: streams.next())
        let output = try generator.network.apply(noise, mode: .sampling, streams: &streams).output
        program = try Program(outputs: [output, noise])
    }

    /// `[count, …size]`, row-major.
    func samples(_ position: RandomPosition) -> [Float] {
        program.run(position)
        return program.value(0)
    }

    /// `[count, latent]`: what the latest samples were made from.
    var latents: [Float] { program.value(1) }
}

/// The generator's answer to given latents, in sampling mode.
final class LatentReader {
    private let program: Program
    private let latents: Variable

    init(count: Int, generator: TrainedNetwork, latentSize: Int) throws {
        latents = Variable("latents", shape: [count, latentSize])
        var streams = StreamCounter(startingAt: StreamRange.sampling)
        let output = try generator.network.apply(latents.tensor, mode: .sampling, streams: &streams).output
        program = try Program(outputs: [output])
    }

    /// `[count, …size]`, row-major.
    func samples(from values: [Float]) -> [Float] {
        latents.values = values
        program.run()
        return program.value(0)
    }
}

/// Draws real examples outside training, for plots, with streams of its own.
final class ExampleSampler {
    private let program: Program
    let count: Int

    init(count: Int, draw: DataDraw) throws {
        self.count = count
        var streams = StreamCounter(startingAt: StreamRange.looking)
        program = try Program(outputs: [draw.examples(batch: count, streams: &streams)])
    }

    func examples(_ position: RandomPosition) -> [Float] {
        program.run(position)
        return program.value(0)
    }
}

/// The discriminator's scores of given points, in sampling mode.
final class Scorer {
    private let program: Program
    private let points: Variable
    private let hasProbabilities: Bool

    init(count: Int, recipe: Recipe, discriminator: TrainedNetwork) throws {
        points = Variable("points", shape: [count] + recipe.dataset.size)
        var streams = StreamCounter(startingAt: StreamRange.looking)
        let scores = try discriminator.network.apply(points.tensor, mode: .sampling, streams: &streams).output
        hasProbabilities = recipe.loss.probability(of: scores) != nil
        program = try Program(outputs: [recipe.loss.probability(of: scores) ?? scores, scores])
    }

    /// One number a point: the probability of "real", or the score where the loss has no probabilities.
    func scores(of values: [Float]) -> [Float] {
        points.values = values
        program.run()
        return program.value(0)
    }

    /// Both of them: the network's own output, and what the loss reads it as where it reads probabilities.
    func judgements(of values: [Float]) -> Judgements {
        let shown = scores(of: values)
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
