/// A number that every training step measures on the way, at no extra cost: an output of the step's program.
///
/// A method, a loss or a trick may have quantities of its own; a history keeps each under its name.
public struct StepQuantity: Sendable, Hashable {
    /// The measurement that reads this number: `loss.generator`.
    public let name: String
    /// Training has failed where this number is not finite.
    public let mustBeFinite: Bool

    /// One line, lower case, no final stop; empty for the duel's own, which the catalogue of measurements explains.
    public let summary: String
    public let unit: String?

    public init(_ name: String, mustBeFinite: Bool = false, summary: String = "", unit: String? = nil) {
        self.name = name
        self.mustBeFinite = mustBeFinite
        self.summary = summary
        self.unit = unit
    }

    public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// What a network minimises, on its latest batch.
    public static func loss(of network: NetworkID) -> StepQuantity {
        StepQuantity("loss.\(network)", mustBeFinite: true)
    }

    /// The length of the gradient that moved a network.
    public static func gradient(of network: NetworkID) -> StepQuantity {
        StepQuantity("gradient.\(network)", mustBeFinite: true)
    }

    public static let generatorLoss = loss(of: .generator)
    public static let discriminatorLoss = loss(of: .discriminator)
    public static let realScore = StepQuantity("score.real")
    public static let fakeScore = StepQuantity("score.fake")
    public static let realAccuracy = StepQuantity("accuracy.real")
    public static let fakeAccuracy = StepQuantity("accuracy.fake")
    public static let generatorGradient = gradient(of: .generator)
    public static let discriminatorGradient = gradient(of: .discriminator)
}
