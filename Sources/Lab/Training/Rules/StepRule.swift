import Declarations
import Networks

/// How the turns of a step follow each other: who sees whose new weights.
public protocol StepRule: Declared {
    /// The programs of a step, in the order in which they run.
    func programs(of game: Game) throws -> [PlannedProgram]

    /// Networks may move several times in a step.
    var allowsRatio: Bool { get }

    /// In a step the discriminator moves before the generator, which answers it as it then is.
    var generatorFacesNewDiscriminator: Bool { get }
}

extension StepRule {
    public var allowsRatio: Bool { true }
    public var generatorFacesNewDiscriminator: Bool { false }
}

/// One program of a step: what it leaves, and how often it runs.
///
/// No two draws of a program share a random stream: a rule that plays a turn twice in one names the second play apart, by a
/// `PlannedTurn` with a stream below the first one's.
public struct PlannedProgram {
    public let movement: Movement
    public let count: Int

    public init(_ movement: Movement, count: Int = 1) {
        self.movement = movement
        self.count = count
    }
}
