import Networks

/// Which penalties the discriminator's updates have in a training step, where some enter only every so many steps, and in the
/// updates that a trick imagines from it.
///
/// Steps of one agenda run the same programs; those of another are compiled when the first such step comes. What is on the agenda
/// is a function of the step's number alone, so that a training goes on from a checkpoint as if it had not stopped.
struct StepAgenda: Hashable {
    /// For this training step and those after it, as far as tricks look ahead: which of the recipe's penalties enter.
    fileprivate let entering: [[Bool]]

    /// Whether a penalty of the recipe enters, so many training steps on.
    func enters(_ penalty: Int, later: Int) -> Bool { entering[min(later, entering.count - 1)][penalty] }
}

/// The agendas of a recipe's steps.
struct StepAgendas {
    private let intervals: [Int]
    /// Training steps that an agenda tells of.
    private let length: Int
    /// The only one, where everything always enters.
    private let constant: StepAgenda?

    init(_ recipe: Recipe) {
        intervals = recipe.method.isDuel ? recipe.penalties.map(\.interval) : []
        length = 1 + recipe.stepsAhead(ofImaginedUpdate: recipe.tricks.reduce(0) { $0 + $1.imaginedUpdates })
        constant = intervals.allSatisfy { $0 == 1 } ? StepAgenda(entering: [intervals.map { _ in true }]) : nil
    }

    /// - Parameter step: training steps made before it.
    func agenda(atStep step: Int) -> StepAgenda {
        constant ?? StepAgenda(entering: (0..<length).map { later in intervals.map { (step + later).isMultiple(of: $0) } })
    }

    /// How many different ones there are, at most.
    var count: Int { intervals.reduce(1) { $0 * min($1, length + 1) } }
}

extension Recipe {
    /// How many training steps after the current one the discriminator would make an imagined update, counted from 1; 0 is the
    /// step's own.
    ///
    /// Where the generator faces a discriminator that has moved, the first imagined update is one of the next step.
    func stepsAhead(ofImaginedUpdate ahead: Int) -> Int {
        guard ahead > 0 else { return 0 }
        return (ahead - 1) / max(1, ratio.discriminator) + (rule.generatorFacesNewDiscriminator ? 1 : 0)
    }
}
