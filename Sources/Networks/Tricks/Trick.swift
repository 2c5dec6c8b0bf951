import Declarations
import Graphs

/// A change to how the game is played, beyond losses and penalties.
///
/// Every requirement but the declaration has a default that changes nothing: a trick says what it changes and no more.
public protocol Trick: Declared {
    /// What a trick of this kind adds to any game: names of networks for the language.
    static var networks: [NetworkID] { get }

    /// Networks that it needs besides those of the method; they move with the generator. Throws where the setting lacks what
    /// it stands on.
    func players(in setting: GameSetting) throws(Refusal) -> [Player]

    /// What it measures at every step besides the losses and gradients of its networks.
    static var quantities: [StepQuantity] { get }

    /// Throws where it makes no sense under this loss, on these data, with this noise.
    func check(_ setting: GameSetting) throws(Refusal)

    /// Throws where the game's networks, as they were described, lack what it stands on.
    func check(_ networks: [NetworkPlan]) throws(Refusal)

    /// Where it stands among the tricks that change the same thing, whichever was named first.
    var stage: TrickStage { get }

    /// What the discriminator is shown in place of examples: in its own turn, where `turn` moves it, and in the generator's with the
    /// updates that are imagined there, where it does not.
    ///
    /// - Parameter stream: the trick's own for this side and turn.
    func shown(_ batch: Batch, side: Side, in turn: Turn, stream: RandomStream) throws -> Batch

    /// The size of an example that the discriminator is shown.
    func shownSize(_ size: [Int]) -> [Int]

    /// What a side's scores are compared with in place of `target`: a scalar, or one number for each score. It begins as 1 for
    /// real and 0 for generated examples. Only some losses have targets; see `Loss.exampleTerm`.
    ///
    /// - Parameter stream: the trick's own for this side and turn.
    func target(_ target: Tensor, of side: Side, scores: Tensor, in turn: Turn, stream: RandomStream) throws -> Tensor

    /// Whether `target(_:of:scores:in:stream:)` ever is another.
    var changesTargets: Bool { get }

    /// How much each generated example counts in the generator's loss, numbers of the mean 1 in the scores' shape; `nil` where
    /// all count alike. Only a loss that is a mean over examples can heed it; see `Loss.generatorExampleTerm`.
    func weights(ofGenerated scores: Tensor, in turn: Turn) throws -> Tensor?

    /// Real and generated examples pass through the discriminator as one batch, also where a layer mixes the batch.
    var mixesBatches: Bool { get }

    /// The discriminator that the generator faces.
    func opponent(_ opponent: Opponent) throws -> PlayerTensors

    /// What a network minimises in its turn: the loss with a term more, or another in its place. Penalties come on top. A
    /// network of the trick's own begins with the constant 0.
    func loss(of network: NetworkID, _ loss: Tensor, in duel: Duel) throws -> Tensor

    /// What a network's optimizer is given in place of the gradients of the network's parameters.
    func gradients(_ gradients: [Tensor], of network: NetworkID) throws -> [Tensor]

    /// What it measures in a turn, a scalar for each of its `quantities` that belongs to it.
    func measured(in duel: Duel) throws -> [StepQuantity: Tensor]

    /// What stands between a network's stored parameter and the one that its layer uses.
    func reparameterization(of parameter: ParameterSpecification, in network: NetworkID) -> (any Reparameterization)?

    /// What it keeps from step to step: averages, copies, buffers.
    func kept(for plans: [NetworkPlan]) -> [KeptArray]

    /// What it keeps after a turn, in the order of `kept(for:)`; `nil` where the turn does not touch it. `turn.players` are
    /// those after the turn's updates.
    func kept(after turn: Turn) throws -> [Tensor]?

    /// The same where it depends on what was made and said in the turn.
    func kept(after turn: Turn, duel: Duel) throws -> [Tensor]?

    /// What it makes of the players and keeps when all turns of a training step are over; `nil` where it leaves both.
    func ended(_ step: StepEnd) throws -> StepEnd?

    /// The parameters that samples are drawn with in place of a network's own; `nil` leaves those.
    func sampledParameters(of network: Network, kept: [Tensor]) -> [Tensor]?

    /// How many updates of the discriminator it imagines, for the estimate of memory.
    var imaginedUpdates: Int { get }

    /// How often more a training step applies the discriminator, for the estimate of memory.
    var extraApplications: Int { get }

    /// The generator's loss depends on the data and on the penalties too.
    var generatorSeesData: Bool { get }

    /// What the discriminator says or minimises in its own turn depends on it.
    var entersDiscriminatorLoss: Bool { get }

    /// Where the duel has come to its end, both losses are still what the loss says of it; see `Loss.equilibrium`.
    var keepsEquilibrium: Bool { get }
}

extension Trick {
    public static var networks: [NetworkID] { [] }
    public static var quantities: [StepQuantity] { [] }
    public func players(in setting: GameSetting) throws(Refusal) -> [Player] { [] }
    public func check(_ setting: GameSetting) throws(Refusal) {}
    public func check(_ networks: [NetworkPlan]) throws(Refusal) {}
    public var stage: TrickStage { .middle }
    public func shown(_ batch: Batch, side: Side, in turn: Turn, stream: RandomStream) throws -> Batch { batch }
    public func shownSize(_ size: [Int]) -> [Int] { size }
    public func target(
        _ target: Tensor, of side: Side, scores: Tensor, in turn: Turn, stream: RandomStream
    ) throws -> Tensor { target }
    public var changesTargets: Bool { false }
    public func weights(ofGenerated scores: Tensor, in turn: Turn) throws -> Tensor? { nil }
    public var mixesBatches: Bool { false }
    public func opponent(_ opponent: Opponent) throws -> PlayerTensors { opponent.discriminator }
    public func loss(of network: NetworkID, _ loss: Tensor, in duel: Duel) throws -> Tensor { loss }
    public func gradients(_ gradients: [Tensor], of network: NetworkID) throws -> [Tensor] { gradients }
    public func measured(in duel: Duel) throws -> [StepQuantity: Tensor] { [:] }
    public func reparameterization(
        of parameter: ParameterSpecification, in network: NetworkID
    ) -> (any Reparameterization)? { nil }
    public func kept(for plans: [NetworkPlan]) -> [KeptArray] { [] }
    public func kept(after turn: Turn) throws -> [Tensor]? { nil }
    public func kept(after turn: Turn, duel: Duel) throws -> [Tensor]? { try kept(after: turn) }
    public func ended(_ step: StepEnd) throws -> StepEnd? { nil }
    public func sampledParameters(of network: Network, kept: [Tensor]) -> [Tensor]? { nil }
    public var imaginedUpdates: Int { 0 }
    public var extraApplications: Int { 0 }
    public var generatorSeesData: Bool { false }
    public var entersDiscriminatorLoss: Bool { changesTargets }
    public var keepsEquilibrium: Bool { !changesTargets }
}

/// Where a trick stands among those that change what the discriminator is shown, or its targets.
public enum TrickStage: Int, Sendable, Comparable {
    /// It chooses which examples, or which labels.
    case first
    /// It changes each by itself.
    case middle
    /// It works on what the others have left.
    case last

    public static func < (left: TrickStage, right: TrickStage) -> Bool { left.rawValue < right.rawValue }
}

/// The end of a training step, when all turns are over: the players, whose parameters a trick may put back or blend, and
/// what the trick keeps.
public struct StepEnd {
    /// Every player after the step's last update.
    public var players: [NetworkID: PlayerTensors]
    /// What the asking trick keeps, in the order of `Trick.kept(for:)`.
    public var kept: [Tensor]
    /// Training steps made before this one, a scalar.
    public let trainingStep: Tensor

    public init(players: [NetworkID: PlayerTensors], kept: [Tensor], trainingStep: Tensor) {
        self.players = players
        self.kept = kept
        self.trainingStep = trainingStep
    }
}

/// An array that a trick keeps from step to step. It belongs to checkpoints and snapshots as weights do.
public struct KeptArray: Sendable {
    public enum Start: Sendable, Hashable {
        case zeros
        /// A copy of the parameter of this name: `generator.0.weight`.
        case copy(of: String)
    }

    /// Behind the trick's own name: `generator.0.weight` of the trick `average` is kept as `average.generator.0.weight`.
    public var name: String
    public var shape: [Int]
    /// What each axis of the shape counts.
    public var axes: [String]
    public var start: Start

    public init(_ name: String, shape: [Int], axes: [String], start: Start = .zeros) {
        precondition(axes.count == shape.count, "every axis of `\(name)` has a name")
        self.name = name
        self.shape = shape
        self.axes = axes
        self.start = start
    }
}

extension NetworkPlan {
    /// A kept copy of each parameter, in the order of `Network.parameters`, under the parameter's own name.
    public var keptCopies: [KeptArray] {
        layers.indices.flatMap { layer in
            parameters(of: layer).map { parameter in
                let copied = "\(name).\(label(of: layer)).\(parameter.name)"
                return KeptArray(copied, shape: parameter.shape, axes: parameter.axes, start: .copy(of: copied))
            }
        }
    }
}
