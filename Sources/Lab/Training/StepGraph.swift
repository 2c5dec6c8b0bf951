import Datasets
import Graphs
import Networks

/// Builds the two updates of a training step as expressions: draws, forward passes, losses, gradients, new weights.
///
/// Each update draws examples and noise of its own, from the streams that `RandomStreamNames.swift` lists.
/// Source: Goodfellow et al. 2014, algorithm 1.
struct StepGraph {
    let recipe: Recipe
    let generator: TrainedNetwork
    let discriminator: TrainedNetwork
    let draw: any DataSource
    /// Asked before each imagined update: with many of them, the graph takes its time.
    var isCancelled: () -> Bool = { false }

    /// Without batch normalisation an example's score does not depend on its batch, so real and generated examples can go
    /// through the discriminator as one batch of twice the size: half as many passes, each better filled.
    private var scoresBothBatchesInOnePass: Bool { !discriminator.network.isBatchCoupled }

    private var latentShape: [Int] { [recipe.batch, recipe.latentSize] }

    /// The discriminator moves, against a generator that stands still.
    func discriminatorUpdate(
        of tensors: NetworkTensors, against generatorTensors: NetworkTensors
    ) throws -> NetworkUpdate {
        let stream = RandomStream.discriminatorUpdate
        let real = try draw.batch(recipe.batch, stream: stream.real).examples
        let noise = Tensor.randomNormal(latentShape, stream: stream.latent)
        let fake = try generator.network.apply(
            noise, parameters: generatorTensors.parameters, states: generatorTensors.states, mode: .training,
            stream: stream.generator
        ).output.stopGradient()

        let scores = try score(
            real: real, fake: fake, parameters: tensors.parameters, states: tensors.states, stream: stream)
        let loss = try discriminatorLoss(scores, real: real, fake: fake, tensors: tensors, stream: stream)
        let gradients = try gradient(of: loss, withRespectTo: tensors.parameters)
        let count = tensors.count + 1
        let moved = try discriminator.optimizer.update(
            parameters: tensors.parameters, gradients: gradients, slots: tensors.slots, step: count)

        var measured: [StepQuantity: Tensor] = [
            .discriminatorLoss: loss,
            .discriminatorGradient: try globalNorm(gradients),
            .realScore: try shownScore(scores.real),
            .fakeScore: try shownScore(scores.fake),
        ]
        if let threshold = recipe.loss.decisionThreshold {
            measured[.realAccuracy] = try shareTakenForReal(scores.real, threshold: threshold)
            measured[.fakeAccuracy] = try 1 - shareTakenForReal(scores.fake, threshold: threshold)
        }
        return NetworkUpdate(
            measured: measured, parameters: try moved.parameters.map(constrained), slots: moved.slots,
            count: count, states: scores.states)
    }

    /// The generator moves, against a discriminator that stands still, or that it looks ahead of.
    func generatorUpdate(
        of tensors: NetworkTensors, against discriminatorTensors: NetworkTensors
    ) throws -> NetworkUpdate {
        let stream = RandomStream.generatorUpdate
        let noise = Tensor.randomNormal(latentShape, stream: stream.latent)
        let made = try generator.network.apply(
            noise, parameters: tensors.parameters, states: tensors.states, mode: .training, stream: stream.generator)
        var judge = discriminatorTensors
        if let unroll = recipe.unroll {
            judge.parameters = try lookAhead(unroll, from: discriminatorTensors, fake: made.output, stream: stream.ahead)
        }
        let scores = try discriminator.network.apply(
            made.output, parameters: judge.parameters, states: judge.states, mode: .training,
            stream: stream.discriminator
        ).output
        let loss = try recipe.loss.generatorLoss(fake: scores)
        let gradients = try gradient(of: loss, withRespectTo: tensors.parameters)
        let count = tensors.count + 1
        let moved = try generator.optimizer.update(
            parameters: tensors.parameters, gradients: gradients, slots: tensors.slots, step: count)
        return NetworkUpdate(
            measured: [.generatorLoss: loss, .generatorGradient: try globalNorm(gradients)],
            parameters: moved.parameters, slots: moved.slots, count: count, states: made.states)
    }

    /// The discriminator's weights some imagined updates ahead, on one batch; the generator's gradient goes through them.
    private func lookAhead(
        _ unroll: Unroll, from tensors: NetworkTensors, fake: Tensor, stream: RandomStream
    ) throws -> [Tensor] {
        let real = try draw.batch(recipe.batch, stream: stream.real).examples
        var imagined = 0
        return try unroll.lookAhead(
            parameters: tensors.parameters, slots: tensors.slots, step: tensors.count + 1,
            optimizer: discriminator.optimizer, constrained: constrained
        ) { parameters in
            try CompilationCancelled.check(isCancelled)
            imagined += 1
            let own = stream.appending("\(imagined)")
            var ahead = tensors
            ahead.parameters = parameters
            let scores = try score(
                real: real, fake: fake, parameters: parameters, states: tensors.states, stream: own)
            return try discriminatorLoss(scores, real: real, fake: fake, tensors: ahead, stream: own)
        }
    }

    private struct Scores {
        var real: Tensor
        var fake: Tensor
        var states: [Tensor]
    }

    /// The discriminator's scores of both batches, each normalised by itself; its running statistics follow both.
    private func score(
        real: Tensor, fake: Tensor, parameters: [Tensor], states: [Tensor], stream: RandomStream
    ) throws -> Scores {
        let network = discriminator.network
        if scoresBothBatchesInOnePass {
            let both = try network.apply(
                Tensor.concatenate([real, fake], axis: 0), parameters: parameters, states: states, mode: .training,
                stream: stream.discriminator)
            return Scores(
                real: try both.output.slice(axis: 0, from: 0, count: recipe.batch),
                fake: try both.output.slice(axis: 0, from: recipe.batch, count: recipe.batch), states: both.states)
        }
        let first = try network.apply(
            real, parameters: parameters, states: states, mode: .training, stream: stream.discriminator.real)
        let second = try network.apply(
            fake, parameters: parameters, states: first.states, mode: .training, stream: stream.discriminator.generated)
        return Scores(real: first.output, fake: second.output, states: second.states)
    }

    /// The loss with the penalties' terms, a scalar.
    private func discriminatorLoss(
        _ scores: Scores, real: Tensor, fake: Tensor, tensors: NetworkTensors, stream: RandomStream
    ) throws -> Tensor {
        var loss = try recipe.loss.discriminatorLoss(real: scores.real, fake: scores.fake)
        for (penalty, own) in zip(recipe.penalties, stream.penalties(recipe.penalties.map(\.name))) {
            let network = discriminator.network
            let term = try penalty.discriminatorTerm(
                of: { points in
                    try network.apply(
                        points, parameters: tensors.parameters, states: tensors.states, mode: .training,
                        stream: own.discriminator
                    ).output
                }, real: real, fake: fake, stream: own)
            if let term { loss = try loss + term }
        }
        return loss
    }

    private func constrained(_ parameter: Tensor) throws -> Tensor {
        try recipe.penalties.reduce(parameter) { try $1.constrained($0) }
    }

    /// The share of examples that score above the threshold. One that scores just there is on neither side and counts half, so
    /// that a discriminator that says the same of everything is right half the time about real and about generated ones. Dead
    /// units of a fused rectifier leave numbers about 10⁻³⁷ where 0 is meant, so 10⁻³⁰ counts as nothing.
    private func shareTakenForReal(_ scores: Tensor, threshold: Float) throws -> Tensor {
        let (above, below) = (Tensor.constant(threshold + 1e-30), Tensor.constant(threshold - 1e-30))
        return try (scores.isGreater(than: above) + scores.isGreaterOrEqual(to: below)).mean() * 0.5
    }

    /// The mean probability, or the mean score where the loss has no probabilities.
    private func shownScore(_ scores: Tensor) throws -> Tensor {
        try (recipe.loss.probability(of: scores) ?? scores).mean()
    }
}
