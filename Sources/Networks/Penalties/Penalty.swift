import Declarations
import Graphs

/// What is asked of a player besides winning: a term of its loss, or a bound on its parameters.
public protocol Penalty: Declared {
    /// A scalar to add to a network's loss in its turn; `nil` when the penalty has no such term.
    /// - Parameter stream: the penalty's place among the random streams; what it draws has a name below.
    func term(for network: NetworkID, in duel: Duel, stream: RandomStream) throws -> Tensor?

    /// Whether it adds a term to a network's loss, or bounds its parameters.
    func concerns(_ network: NetworkID) -> Bool

    /// Its term enters every so many training steps only, multiplied by that number, so that its mean over the steps is the
    /// same; the steps between do not compute it.
    var interval: Int { get }

    /// Throws where it makes no sense under this loss.
    func check(_ setting: GameSetting) throws(Refusal)

    /// A discriminator parameter as it may stay after an update.
    func constrained(_ parameter: Tensor) throws -> Tensor

    /// The same with what nobody chose as it suits the data: images, or points.
    func suited(toImages isImage: Bool) -> Self

    /// It asks something of the discriminator's slope at each example, which a layer that mixes the batch has no such thing as.
    var holdsSlopes: Bool { get }

    /// It vanishes where a discriminator says the same everywhere: both losses at the end of the duel are what the loss says; see
    /// `Loss.equilibrium`.
    var keepsEquilibrium: Bool { get }

    /// It keeps the discriminator's parameters between this number and its negative.
    var parameterBound: Float? { get }

    /// How often more a training step applies the discriminator, for the estimate of memory.
    var extraApplications: Int { get }
}

extension Penalty {
    public func term(for network: NetworkID, in duel: Duel, stream: RandomStream) throws -> Tensor? { nil }

    public func concerns(_ network: NetworkID) -> Bool { network == .discriminator }

    public var interval: Int { 1 }

    public func check(_ setting: GameSetting) throws(Refusal) {}

    public func constrained(_ parameter: Tensor) throws -> Tensor { parameter }

    public func suited(toImages isImage: Bool) -> Self { self }

    public var holdsSlopes: Bool { false }

    public var keepsEquilibrium: Bool { false }

    public var parameterBound: Float? { nil }

    public var extraApplications: Int { 0 }
}
