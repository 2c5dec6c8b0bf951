import Datasets
import Graphs
import Networks

/// What the generator as it stands makes of given latents, in sampling mode.
final class Sampler {
    private let program: Program
    private let latents: Variable
    let count: Int

    init(count: Int, generator: TrainedNetwork, latentSize: Int) throws {
        self.count = count
        latents = Variable("latents", shape: [count, latentSize])
        let output = try generator.network.apply(latents.tensor, mode: .sampling, stream: .samples.generator).output
        program = try Program(outputs: [output])
    }

    /// `[count, …size]` of latents `[count, latent]`, row-major.
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

    init(count: Int, draw: any DataSource) throws {
        self.count = count
        let examples = try draw.batch(count, stream: .examples).examples
        RandomStream.requireDistinct(in: [examples])
        program = try Program(outputs: [examples])
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
        let scores = try discriminator.network.apply(
            points.tensor, mode: .sampling, stream: .examples.discriminator
        ).output
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
