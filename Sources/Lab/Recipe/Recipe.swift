import Datasets
import Declarations
import Networks

/// Everything that decides an experiment: the data, the networks, what they minimise and how they are trained.
///
/// A value: change a copy, give it to an `Experiment`. What is `nil` or missing has a default that suits the data, so that
/// `data ring` and `train 500` work by themselves.
public struct Recipe: Sendable, Equatable {
    /// Decides the start weights and every draw.
    public var seed: UInt64 = 1
    public var dataset: any Dataset
    /// How networks learn the data at all: a duel, unless another is chosen.
    public var method: any Method = Adversarial()
    /// How the turns of a step follow each other.
    public var rule: any StepRule = Alternating()
    /// What the generator starts from; 64 normal numbers by default.
    public var chosenLatent: (any Latent)?
    /// The layers of each network that was described; the others are plain networks that suit the data.
    public var chosenLayers: [NetworkID: [LayerSpecification]] = [:]
    /// The loss as it was asked for; `loss` has what nobody chose as it suits the data.
    public var chosenLoss: any Loss = NonSaturating()
    /// Penalties in place of those that belong to the loss; an empty list means none at all.
    public var chosenPenalties: [any Penalty]?
    public var tricks: [any Trick] = []
    public var chosenOptimizers: [NetworkID: any Optimizer] = [:]
    /// Examples in one update; 256 points or 64 images by default.
    public var chosenBatch: Int?
    public var ratio = Ratio()

    public init(dataset: any Dataset) {
        self.dataset = dataset
    }

    public static func == (left: Recipe, right: Recipe) -> Bool {
        left.seed == right.seed && left.dataset.isEqual(to: right.dataset)
            && left.method.isEqual(to: right.method) && left.rule.isEqual(to: right.rule)
            && left.latent.isEqual(to: right.latent) && left.batch == right.batch && left.ratio == right.ratio
            && left.loss.isEqual(to: right.loss) && areEqual(left.penalties, right.penalties)
            && areEqual(left.tricks, right.tricks)
            && left.networks == right.networks
            && left.networks.allSatisfy {
                left.layers(of: $0) == right.layers(of: $0) && left.optimizer(of: $0).isEqual(to: right.optimizer(of: $0))
            }
    }
}

extension Recipe {
    /// What generates: chosen, or 64 normal numbers, as far as the method leaves a choice.
    public var latent: any Latent {
        method.latent(chosen: chosenLatent ?? NormalLatent(), exampleSize: dataset.size)
    }

    public var batch: Int { chosenBatch ?? (dataset.isImage ? 64 : 256) }

    public var loss: any Loss {
        get { chosenLoss.suited(toImages: dataset.isImage) }
        set { chosenLoss = newValue }
    }

    /// The chosen penalties, or else those that belong to the loss.
    public var penalties: [any Penalty] {
        chosenPenalties?.map { $0.suited(toImages: dataset.isImage) } ?? loss.defaultPenalties
    }

    /// The tricks in the order in which they change what the discriminator is shown, and its targets.
    var tricksByStage: [any Trick] {
        tricks.enumerated().sorted { ($0.element.stage, $0.offset) < ($1.element.stage, $1.offset) }.map(\.element)
    }

    /// What the sizes of the players follow from.
    public var setting: GameSetting {
        GameSetting(
            exampleSize: dataset.size, shownSize: tricksByStage.reduce(dataset.size) { $1.shownSize($0) },
            classCount: dataset.classCount, batch: batch, latent: latent, loss: loss)
    }

    /// The networks of the game: the method's, and behind them those that tricks bring. Throws where a trick lacks what it
    /// stands on.
    public func players() throws(Refusal) -> [Player] {
        let setting = setting
        var players = method.players(in: setting)
        for trick in tricks { players += try trick.players(in: setting) }
        return players
    }

    /// The names of the game's networks.
    public var networks: [NetworkID] { type(of: method).networks + trickNetworks }

    /// The same in the order of their turns.
    public var movers: [NetworkID] { method.turns(of: self).flatMap(\.movers) }

    /// The names of the networks that tricks bring; a method lets them move in one of its turns.
    public var trickNetworks: [NetworkID] { tricks.flatMap { type(of: $0).networks } }

    /// A network's layers: as described, or those that suit the data; empty for a network that the game does not have.
    public func layers(of network: NetworkID) -> [LayerSpecification] {
        if let chosen = chosenLayers[network] { return chosen }
        let player = try? players().first { $0.id == network }
        return player?.defaultLayers.map { LayerSpecification($0) } ?? []
    }

    /// The chosen optimizer, or else Adam with β₁ 0.5, at rate 0.001 for points and 0.0002 for images.
    public func optimizer(of network: NetworkID) -> any Optimizer {
        chosenOptimizers[network] ?? Adam(rate: Self.usualRate(for: dataset), beta1: 0.5)
    }

    /// Adam's rate where nobody chose one: small networks on points learn faster than networks on images.
    public static func usualRate(for dataset: any Dataset) -> Schedule { dataset.isImage ? 0.0002 : 0.001 }

    /// What every step measures: the loss of each network, what the method and the tricks add, the gradients.
    public var quantities: [StepQuantity] {
        networks.map { .loss(of: $0) } + method.quantities(of: self) + tricks.flatMap { type(of: $0).quantities }
            + networks.map { .gradient(of: $0) } + (ratio.further.map { [.updates(of: $0.network)] } ?? [])
    }

    /// The names of the data's classes, in the order of the labels; `nil` where only the data's files tell.
    public var knownClassNames: [String]? { syntheticSource?.classNames }

    /// The modes of the data, where they are known exactly.
    public var knownModes: Mixture? { syntheticSource?.modes }

    /// The source of data that has no files; `nil` for data that is read from files.
    var syntheticSource: (any DataSource)? {
        type(of: dataset).readsFiles ? nil : try? dataset.source
    }
}
