import Declarations
import Networks

/// How the turns of a step follow each other: who sees whose new weights.
public protocol StepRule: Declared {
    /// The programs of a step, in the order in which they run.
    func programs(of game: Game) throws -> [PlannedProgram]

    /// Networks may move several times in a step.
    var allowsRatio: Bool { get }
}

extension StepRule {
    public var allowsRatio: Bool { true }
}

/// One program of a step: what it leaves, and how often it runs.
public struct PlannedProgram {
    let movement: Movement
    let count: Int

    init(_ movement: Movement, count: Int = 1) {
        self.movement = movement
        self.count = count
    }
}
