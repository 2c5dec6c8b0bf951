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

    /// How often a step goes through all networks and their gradients, for the estimate of memory.
    var passes: Int { get }
}

extension StepRule {
    public var allowsRatio: Bool { true }
    public var generatorFacesNewDiscriminator: Bool { false }
    public var passes: Int { 1 }
}

/// One program of a step: what it leaves, and how often it runs.
///
/// No two draws of a program share a random stream: a rule that plays a turn twice in one names the second play apart, by a
/// `PlannedTurn` with a stream below the first one's.
public struct PlannedProgram {
    public let movement: Movement
    public let count: Int
    /// How often more, while a condition holds.
    public let further: FurtherUpdates?

    public init(_ movement: Movement, count: Int = 1, further: FurtherUpdates? = nil) {
        self.movement = movement
        self.count = count
        self.further = further
    }

    /// The same without what it measures; as it is where a measurement decides how often it runs.
    var unmeasured: PlannedProgram {
        guard further == nil else { return self }
        var movement = movement
        movement.measured = [:]
        return PlannedProgram(movement, count: count)
    }

    /// One run of it is its whole part of a step.
    var runsOnce: Bool { count == 1 && further == nil }
}
