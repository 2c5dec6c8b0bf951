import Graphs
import Networks

// The discriminator's part of a duel: what it is shown, what it says, and what follows for both sides' losses.

extension Game {
    /// The discriminator's scores of both batches, each normalised by itself; its running statistics follow both.
    ///
    /// Without batch normalisation an example's score does not depend on its batch, so real and generated examples go
    /// through the discriminator as one batch of twice the size: half as many passes, each better filled. A trick may ask for
    /// that in any case.
    public func judged(
        real: Batch, generated: Batch, latents: Tensor, in turn: Turn
    ) throws -> (duel: Duel, states: [Tensor]) {
        let (real, fake) = (try shown(real, .real, in: turn), try shown(generated, .generated, in: turn))
        var discriminator = turn.player(.discriminator)
        let stream = turn.stream.discriminator
        func duel(real realScores: Tensor, fake fakeScores: Tensor, fakeLayer: @escaping (Int) throws -> Tensor) -> Duel {
            Duel(
                turn: turn, latents: latents, generated: generated, real: real, fake: fake, realScores: realScores,
                fakeScores: fakeScores, fakeLayer: fakeLayer)
        }
        if !discriminator.network.isBatchCoupled || mixesBatches {
            let both = try together(real, fake, before: discriminator, stream: stream)
            return (
                duel(real: try both.realHalf(both.application.output), fake: try both.fakeHalf(both.application.output)) {
                    try both.fakeHalf(both.application.layerOutputs[$0])
                }, both.application.states
            )
        }
        let first = try discriminator.apply(real.examples, labels: real.labels, stream: stream.real)
        discriminator.states = first.states
        let second = try discriminator.apply(fake.examples, labels: fake.labels, stream: stream.generated)
        return (duel(real: first.output, fake: second.output) { second.layerOutputs[$0] }, second.states)
    }

    /// The discriminator's scores of the generated batch, in the generator's turn, and of the real one where the loss compares
    /// them. Each goes through the discriminator by itself: no gradient leads back to the real examples.
    public func scored(real: Batch, generated: Batch, latents: Tensor, in turn: Turn) throws -> Duel {
        let (real, fake) = (try shown(real, .real, in: turn), try shown(generated, .generated, in: turn))
        let (discriminator, stream) = (turn.player(.discriminator), turn.stream.discriminator)
        if discriminator.network.isBatchCoupled && mixesBatches {
            let both = try together(real, fake, before: discriminator, stream: stream)
            return Duel(
                turn: turn, latents: latents, generated: generated, real: real, fake: fake,
                realScores: recipe.loss.comparesSides ? try both.realHalf(both.application.output) : nil,
                fakeScores: try both.fakeHalf(both.application.output),
                fakeLayer: { try both.fakeHalf(both.application.layerOutputs[$0]) },
                realLayer: { try both.realHalf(both.application.layerOutputs[$0]) })
        }
        let application = try discriminator.apply(fake.examples, labels: fake.labels, stream: stream)
        let realScores = recipe.loss.comparesSides
            ? try discriminator.apply(real.examples, labels: real.labels, stream: stream.real).output : nil
        return Duel(
            turn: turn, latents: latents, generated: generated, real: real, fake: fake, realScores: realScores,
            fakeScores: application.output, fakeLayer: { application.layerOutputs[$0] })
    }

    /// What a network minimises in its turn, a scalar: its side of the loss, what tricks make of that, and penalties on top,
    /// which a trick that puts another loss in its place leaves as they are.
    ///
    /// - Parameter ahead: which imagined update of the discriminator it is for, counted from 1; 0 for one that is made.
    public func loss(of network: NetworkID, in duel: Duel, ahead: Int = 0) throws -> Tensor {
        let own: Tensor =
            switch network {
            case .discriminator: try scoreLoss(in: duel)
            case .generator: try scoreLossOfGenerator(in: duel)
            default: .constant(0)
            }
        let loss = try recipe.tricks.reduce(own) { try $1.loss(of: network, $0, in: duel) }
        let streams = duel.turn.stream.penalties(recipe.penalties.map(\.name))
        let later = recipe.stepsAhead(ofImaginedUpdate: ahead)
        return try zip(recipe.penalties, streams).enumerated().reduce(loss) { loss, next in
            let (place, (penalty, stream)) = next
            guard agenda.enters(place, later: later), let term = try penalty.term(for: network, in: duel, stream: stream)
            else { return loss }
            return try loss + term * Float(penalty.interval)
        }
    }

    /// The loss of the discriminator's scores, against other targets than 1 and 0 where a trick has some.
    private func scoreLoss(in duel: Duel) throws -> Tensor {
        let (loss, fake) = (recipe.loss, duel.fakeScores)
        guard let real = duel.realScores else { preconditionFailure("the discriminator's loss needs both batches") }
        guard recipe.tricks.contains(where: \.changesTargets),
            let realTerm = try loss.exampleTerm(real, target: target(of: .real, scores: real, in: duel.turn)),
            let fakeTerm = try loss.exampleTerm(fake, target: target(of: .generated, scores: fake, in: duel.turn))
        else { return try loss.discriminatorLoss(real: real, fake: fake) }
        return try realTerm.mean() + fakeTerm.mean()
    }

    /// The loss of the generator's scores, in which a trick may have some examples count more than others.
    private func scoreLossOfGenerator(in duel: Duel) throws -> Tensor {
        let (loss, scores) = (recipe.loss, duel.fakeScores)
        let weights = try recipe.tricks.compactMap { try $0.weights(ofGenerated: scores, in: duel.turn) }
        guard !weights.isEmpty, let costs = try loss.generatorExampleTerm(scores) else {
            return try loss.generatorLoss(real: duel.realScores, fake: scores)
        }
        return try weights.reduce(costs) { try $0 * $1 }.mean()
    }

    private func target(of side: Side, scores: Tensor, in turn: Turn) throws -> Tensor {
        try recipe.tricksByStage.reduce(.constant(side == .real ? 1 : 0)) { target, trick in
            let stream = turn.stream.trick(trick.name).appending(side.rawValue)
            return try trick.target(target, of: side, scores: scores, in: turn, stream: stream)
        }
    }

    /// What the discriminator is shown of a side.
    private func shown(_ batch: Batch, _ side: Side, in turn: Turn) throws -> Batch {
        try recipe.tricksByStage.reduce(batch) { batch, trick in
            try trick.shown(batch, side: side, in: turn, stream: turn.stream.shown(side, by: trick.name))
        }
    }

    private var mixesBatches: Bool { recipe.tricks.contains(where: \.mixesBatches) }

    /// Real and generated examples through the discriminator as one batch, the real ones first.
    private func together(
        _ real: Batch, _ fake: Batch, before discriminator: PlayerTensors, stream: RandomStream
    ) throws -> JointApplication {
        let application = try discriminator.apply(
            Tensor.concatenate([real.examples, fake.examples], axis: 0), labels: joined(real.labels, fake.labels),
            stream: stream)
        return JointApplication(
            application: application, realCount: real.examples.shape[0], fakeCount: fake.examples.shape[0])
    }

    private func joined(_ first: Tensor?, _ second: Tensor?) throws -> Tensor? {
        guard let first, let second else { return nil }
        return try Tensor.concatenate([first, second], axis: 0)
    }
}

/// The discriminator applied to both batches at once.
private struct JointApplication {
    let application: Application
    let realCount: Int
    let fakeCount: Int

    func realHalf(_ output: Tensor) throws -> Tensor { try output.slice(axis: 0, from: 0, count: realCount) }

    func fakeHalf(_ output: Tensor) throws -> Tensor { try output.slice(axis: 0, from: realCount, count: fakeCount) }
}
