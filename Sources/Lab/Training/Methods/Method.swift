import Declarations
import Graphs
import Networks

/// How networks learn the data: which there are, whose turn it is, what each minimises in it, and how samples are drawn.
public protocol Method: Declared {
    /// The names of its networks, for the language.
    static var networks: [NetworkID] { get }

    /// What it measures at every step besides the losses and gradients of its networks.
    static var quantities: [StepQuantity] { get }

    /// The networks that it needs, in the order of a recipe.
    func players(in setting: GameSetting) -> [Player]

    /// The noise that it starts samples from, given what was chosen.
    func latent(chosen: any Latent, exampleSize: [Int]) -> any Latent

    /// The turns of one training step in their order. Networks that a trick brings move in the last.
    func turns(of recipe: Recipe) -> [PlannedTurn]

    /// What the movers of a turn minimise, and what is measured on the way.
    func objective(of turn: Turn, in game: Game) throws -> Objective

    /// The quantities of `quantities` that a recipe has.
    func quantities(of recipe: Recipe) -> [StepQuantity]

    /// Samples `[batch, …size]` in sampling mode; each depends on its own noise and class alone.
    ///
    /// - Parameters:
    ///   - latents: `[batch, latent]`.
    ///   - size: that of an example.
    ///   - apply: a network's output for an input, in sampling mode, with the weights that samples are drawn with.
    func samples(
        from latents: Tensor, size: [Int], apply: (NetworkID, Tensor) throws -> Tensor
    ) throws -> Tensor

    /// How often a training step applies a network to a batch, for the estimate of memory.
    func applications(of network: NetworkID) -> Int

    /// It is a duel: a loss, penalties, tricks and a ratio mean something.
    var isDuel: Bool { get }
}

extension Method {
    public static var quantities: [StepQuantity] { [] }
    public func latent(chosen: any Latent, exampleSize: [Int]) -> any Latent { chosen }
    public func quantities(of recipe: Recipe) -> [StepQuantity] { Self.quantities }
    public func applications(of network: NetworkID) -> Int { 2 }
    public var isDuel: Bool { false }
}

/// A turn of every step: some networks move, on fresh batches, while the others stand still.
public struct PlannedTurn: Sendable {
    public let movers: [NetworkID]
    /// How often in a step.
    public let count: Int
    /// How often more, while a condition holds.
    public let further: FurtherUpdates?
    /// What its draws are named by.
    public let stream: RandomStream

    public init(_ movers: [NetworkID], count: Int = 1, further: FurtherUpdates? = nil, stream: RandomStream) {
        self.movers = movers
        self.count = count
        self.further = further
        self.stream = stream
    }

    /// It is played once in every step.
    public var isPlayedOnce: Bool { count == 1 && further == nil }
}

/// What a turn comes to, as expressions.
public struct Objective {
    /// What each mover minimises, a scalar.
    public var losses: [NetworkID: Tensor]
    /// Scalars besides the losses.
    public var measured: [StepQuantity: Tensor]
    /// Running statistics after the turn, of the networks whose were touched.
    public var states: [NetworkID: [Tensor]]
    /// What was made and said in the turn of a duel, for tricks that keep something of it.
    public var duel: Duel?

    public init(
        losses: [NetworkID: Tensor], measured: [StepQuantity: Tensor] = [:], states: [NetworkID: [Tensor]] = [:],
        duel: Duel? = nil
    ) {
        self.losses = losses
        self.measured = measured
        self.states = states
        self.duel = duel
    }
}
