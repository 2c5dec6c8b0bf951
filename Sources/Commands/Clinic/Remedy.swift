import Declarations
import Lab

/// What to type against a failure.
struct Remedy: Sendable {
    /// Why it helps, lower case, no final stop.
    let reason: String
    let source: String
    /// Weights that learned the failure are no start: they are drawn anew.
    let startsAnew: Bool
    /// It was tried on the project's own runs, and is not only known from its source.
    let isMeasured: Bool
    /// What it takes out of a recipe that has it: `a layer of the discriminator that mixes the batch`; `nil` where it takes nothing out.
    let cause: String?
    private let statements: @Sendable (Recipe) -> [String]?

    init(
        _ reason: String, insteadOf cause: String? = nil, source: String, startsAnew: Bool = true, isMeasured: Bool = true,
        _ statements: @escaping @Sendable (Recipe) -> [String]?
    ) {
        self.reason = reason
        self.cause = cause
        self.source = source
        self.startsAnew = startsAnew
        self.isMeasured = isMeasured
        self.statements = statements
    }

    /// What a technique declares of itself.
    init(_ cure: DeclaredCure) {
        self.init(cure.sentence, source: cure.claim.source, startsAnew: !cure.claim.keepsWeights, isMeasured: cure.isMeasured) {
            cure.statements(for: $0)
        }
    }

    /// Statements of a recipe, for one that has the failure; `nil` where it is no cure there.
    func statements(for recipe: Recipe) -> [String]? { statements(recipe) }

    /// Its statements with a training behind them, as they can be typed.
    ///
    /// - Parameter steps: how long the training was that failed.
    func withTraining(_ statements: [String], steps: Int) -> [String] {
        statements + (startsAnew ? ["reset"] : []) + ["train \(max(500, steps))"]
    }

    /// Those for a failure, the one to try first first: what follows from the networks and the data that a recipe has, then what
    /// techniques declare.
    static func against(_ failure: Failure) -> [Remedy] {
        (structuralRemedies[failure] ?? []) + DeclaredCure.against(failure).map(Remedy.init)
    }
}
