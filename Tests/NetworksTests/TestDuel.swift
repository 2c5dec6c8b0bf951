import Graphs

@testable import Networks

/// A turn of a small duel with networks and batches that a test chooses.
struct TestDuel {
    var generator: Network
    var discriminator: Network
    var real: Tensor
    var fake: Tensor
    var labels: Tensor?
    var mover = NetworkID.discriminator
    var others: [NetworkID: Network] = [:]
    var latent: any Latent = NormalLatent(2)
    var latents: Tensor?
    var loss: any Loss = NonSaturating()
    var trainingStep = Tensor.constant(0)
    var kept: [String: [Tensor]] = [:]
    static let stream = RandomStream("test")

    init(discriminator layers: [any Layer], real: Tensor, fake: Tensor, seed: UInt64 = 1) throws {
        let size = Array(real.shape.dropFirst())
        generator = try Network(name: "generator", layers: [Dense(size)], inputSize: [2], seed: seed)
        discriminator = try Network(name: "discriminator", layers: layers, inputSize: size, seed: seed)
        self.real = real
        self.fake = fake
    }

    var setting: GameSetting {
        GameSetting(
            exampleSize: Array(real.shape.dropFirst()), batch: real.shape[0], latent: latent, loss: loss)
    }

    func player(_ network: Network) -> PlayerTensors {
        PlayerTensors(
            network, optimizer: Adam(), parameters: network.parameterTensors, slots: [], states: network.stateTensors,
            updateCount: .constant(0))
    }

    var turn: Turn {
        var players = others.mapValues { player($0) }
        players[.generator] = player(generator)
        players[.discriminator] = player(discriminator)
        return Turn(
            movers: [mover] + others.keys, setting: setting, players: players, trainingStep: trainingStep,
            stream: Self.stream, kept: kept)
    }

    /// The duel, with both batches scored one after the other.
    func duel() throws -> Duel {
        let judge = player(discriminator)
        let (ofReal, ofFake) = (
            try judge.apply(real, labels: labels, stream: Self.stream.real),
            try judge.apply(fake, labels: labels, stream: Self.stream.generated)
        )
        return Duel(
            turn: turn, latents: latents ?? .constant(0, shape: [real.shape[0], latent.size]),
            generated: Batch(examples: fake, labels: labels), real: Batch(examples: real, labels: labels),
            fake: Batch(examples: fake, labels: labels), realScores: mover == .discriminator ? ofReal.output : nil,
            fakeScores: ofFake.output, fakeLayer: { ofFake.layerOutputs[$0] })
    }
}
