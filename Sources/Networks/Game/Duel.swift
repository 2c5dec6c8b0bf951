import Graphs

/// One turn of the duel between generator and discriminator, as losses, penalties and tricks see it: who moves, what was
/// drawn and made, what the discriminator said.
public struct Duel {
    /// What every turn has.
    public let turn: Turn
    /// Noise `[batch, latent]` of the generated examples.
    public let latents: Tensor
    /// What the generator made of it.
    public let generated: Batch
    /// Real and generated examples as the discriminator was shown them; under the generator's turn most losses have no use for
    /// the real ones, which are drawn only where something asks.
    public let real: Batch
    public let fake: Batch
    /// The discriminator's scores of what it was shown; `nil` for the real examples under the generator's turn, unless the loss
    /// compares them with the generated ones.
    public let realScores: Tensor?
    public let fakeScores: Tensor
    /// What a layer of the discriminator made of the generated examples.
    private let fakeLayer: (Int) throws -> Tensor
    /// What a layer of the discriminator made of the real examples, where it was given them beside the generated ones.
    private let realLayer: ((Int) throws -> Tensor)?
    /// What the networks of tricks made of the generated examples, for all who ask in this turn.
    private let readings = Readings()

    public init(
        turn: Turn, latents: Tensor, generated: Batch, real: Batch, fake: Batch, realScores: Tensor?, fakeScores: Tensor,
        fakeLayer: @escaping (Int) throws -> Tensor, realLayer: ((Int) throws -> Tensor)? = nil
    ) {
        self.turn = turn
        self.latents = latents
        self.generated = generated
        self.real = real
        self.fake = fake
        self.realScores = realScores
        self.fakeScores = fakeScores
        self.fakeLayer = fakeLayer
        self.realLayer = realLayer
    }

    /// The discriminator's scores of other points of the shown size, such as those between real and generated ones.
    ///
    /// - Parameter stream: the asker's own, below which dropout draws.
    public func scores(of points: Tensor, stream: RandomStream) throws -> Tensor {
        try turn.player(.discriminator).apply(points, labels: real.labels, stream: stream.discriminator).output
    }

    /// What a network that a trick brought makes of the generated examples: applied once a turn, however many ask, so that
    /// they see one set of dropped numbers and its running statistics follow the batch once.
    public func reading(by network: NetworkID) throws -> Application {
        if let known = readings.byNetwork[network] { return known }
        let reading = try turn.player(network).apply(
            generated.examples, labels: generated.labels, stream: turn.stream.appending(network.rawValue))
        readings.byNetwork[network] = reading
        return reading
    }

    /// Running statistics of the networks that have read the generated examples, after them.
    public var statesOfReaders: [NetworkID: [Tensor]] { readings.byNetwork.mapValues(\.states) }

    /// What a layer of the discriminator made of a side, `[batch, …]`; the last hidden one unless another is asked for.
    public func hidden(_ side: Side, layer: Int? = nil) throws -> Tensor {
        let discriminator = turn.player(.discriminator)
        let layer = layer ?? discriminator.network.plan.lastHiddenLayer ?? 0
        switch side {
        case .generated: return try fakeLayer(layer)
        case .real:
            if let realLayer { return try realLayer(layer) }
            let stream = turn.stream.appending("hidden").discriminator.real
            return try discriminator.apply(real.examples, labels: real.labels, stream: stream).layerOutputs[layer]
        }
    }
}

/// Filled as a turn's loss is built.
private final class Readings {
    var byNetwork: [NetworkID: Application] = [:]
}

/// What every turn of a game has: who moves, the players as the turn finds them, the step, the names of its draws.
public struct Turn {
    /// The networks that move.
    public let movers: [NetworkID]
    public let setting: GameSetting
    /// Every player as the turn finds it, the discriminator as the generator faces it.
    public private(set) var players: [NetworkID: PlayerTensors]
    /// Training steps made before this one, a scalar.
    public let trainingStep: Tensor
    public private(set) var stream: RandomStream
    /// What tricks keep from step to step, by the trick's name.
    public let kept: [String: [Tensor]]
    /// What its players were applied to so far.
    public let applications = TurnApplications()

    public init(
        movers: [NetworkID], setting: GameSetting, players: [NetworkID: PlayerTensors], trainingStep: Tensor,
        stream: RandomStream, kept: [String: [Tensor]] = [:]
    ) {
        self.movers = movers
        self.setting = setting
        let applications = applications
        self.players = players.mapValues { player in
            var player = player
            player.applications = applications
            return player
        }
        self.trainingStep = trainingStep
        self.stream = stream
        self.kept = kept
    }

    /// A player of the game; it is one of those that the game's method and tricks asked for.
    public func player(_ id: NetworkID) -> PlayerTensors {
        guard let player = players[id] else { preconditionFailure("the game has no `\(id)`") }
        return player
    }

    public func moves(_ id: NetworkID) -> Bool { movers.contains(id) }

    /// The same turn with another player in a player's place.
    public func facing(_ player: PlayerTensors, as id: NetworkID) -> Turn {
        var turn = self
        turn.players[id] = player
        return turn
    }

    /// The same turn with draws of other names.
    public func drawing(below stream: RandomStream) -> Turn {
        var turn = self
        turn.stream = stream
        return turn
    }
}
