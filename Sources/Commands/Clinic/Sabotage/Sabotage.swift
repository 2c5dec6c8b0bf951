import Declarations
import Lab

/// A failure that can be made on purpose, and how.
///
/// One entry of `sabotageCatalogue`; `break`, `mystery`, the table of `gan break-fix`, help and the tests read it. What cures it is not
/// said here: techniques declare that themselves, and `Remedy` collects it.
struct Sabotage: Sendable {
    let failure: Failure
    /// The first that the recipe allows is taken.
    let ways: [Way]

    init(_ failure: Failure, _ ways: Way...) {
        self.failure = failure
        self.ways = ways
    }

    var name: String { failure.rawValue }

    /// How to make it in this recipe; `nil` where it cannot exist there.
    func way(in recipe: Recipe) -> Way? { ways.first { $0.missing(in: recipe).isEmpty } }

    /// The way that the fewest changes lead to.
    func nearestWay(to recipe: Recipe) -> Way? { ways.min { $0.missing(in: recipe).count < $1.missing(in: recipe).count } }

    /// One cause, where it works, and what shows that it did.
    struct Way: Sendable {
        let habitat: [Habitat]
        /// Why it causes the failure, lower case, no final stop.
        let reason: String
        let source: String
        /// Statements of a recipe; those that change nothing are left out of what is typed.
        let cause: @Sendable (Recipe) -> [String]
        /// Training steps until it shows, and as many until a cure does.
        let steps: Int
        let cureSteps: Int
        /// A condition that holds where the failure is there: what was measured of samples and networks, nothing that `diagnose` thinks of it.
        /// `nil` where training ends in no number, and nothing can be asked any more.
        let shown: (@Sendable (Recipe) -> String)?
        /// Plain recipes where it can exist: the table begins with each.
        let benches: [[String]]

        init(
            on habitat: [Habitat], _ reason: String, source: String, benches: [[String]], steps: Int, cureSteps: Int? = nil,
            shown: (@Sendable (Recipe) -> String)?, cause: @escaping @Sendable (Recipe) -> [String]
        ) {
            self.habitat = [.duel] + habitat
            self.reason = reason
            self.source = source
            self.benches = benches
            self.steps = steps
            self.cureSteps = cureSteps ?? steps
            self.shown = shown
            self.cause = cause
        }

        /// The same with a condition that no recipe changes.
        init(
            on habitat: [Habitat], _ reason: String, source: String, benches: [[String]], steps: Int, cureSteps: Int? = nil, shown: String,
            cause: @escaping @Sendable (Recipe) -> [String]
        ) {
            self.init(on: habitat, reason, source: source, benches: benches, steps: steps, cureSteps: cureSteps, shown: { _ in shown }, cause: cause)
        }

        /// What the recipe lacks for it.
        func missing(in recipe: Recipe) -> [Habitat] { habitat.filter { !$0.holds(recipe) } }
    }
}

/// A duel with nothing in it that would hide a failure: no tricks, no penalty but the loss's own, one update after the other.
func plainDuel(loss: String, generator: String, discriminator: String? = nil, ratio: Int = 1) -> [String] {
    let optimizers = discriminator.map { ["optimizer generator \(generator)", "optimizer discriminator \($0)"] } ?? ["optimizer \(generator)"]
    return ["loss \(loss)", "trick none", "updates alternating"] + optimizers + ["ratio discriminator \(ratio) generator 1"]
}

/// Adam as most recipes of the table have it.
func adam(_ rate: String) -> String { "adam rate \(rate) beta1 0.5" }
