import Datasets
import Graphs

/// The whole of an experiment as one value: its recipe, everything that training changes, and what was measured.
///
/// Training from a restored snapshot gives the same bits as going on from the moment it was taken, whatever happened to the
/// experiment in between: another recipe, other networks, other data.
public struct Snapshot: Sendable {
    public let recipe: Recipe
    public let history: History
    let state: TrainingState
    /// The way that led there.
    let timeline: Timeline
    /// Something was changed by hand since the last step.
    let wasTouched: Bool
    /// The way to the failure of the last training, where it failed.
    let failedStretch: FailedStretch?
    /// How often the weights were drawn.
    let beginnings: Int

    public var step: Int { state.step }
}

/// A copy of everything that training changes: weights, running statistics, optimizer slots, what tricks keep, counters and
/// the random position.
struct TrainingState: Sendable {
    let step: Int
    let position: RandomPosition
    /// What the step was made under.
    let latestRecipe: Recipe?
    /// In the order of `Experiment.variables`.
    let values: [[Float]]

    init(of experiment: Experiment) {
        step = experiment.step
        position = experiment.position
        latestRecipe = experiment.latestRecipe
        values = Variable.values(of: experiment.variables)
    }
}

extension Experiment {
    /// A second experiment, which stands where a snapshot was taken.
    public convenience init(_ snapshot: Snapshot, folders: DataFolders = DataFolders()) throws {
        try self.init(snapshot.recipe, folders: folders)
        try restore(snapshot)
    }

    /// The experiment as it stands.
    public func snapshot() -> Snapshot {
        Snapshot(
            recipe: recipe, history: history, state: TrainingState(of: self), timeline: timeline, wasTouched: wasTouched,
            failedStretch: failedStretch, beginnings: beginnings)
    }

    /// Back to where the snapshot was taken, under the recipe that it was taken under. Throws where that recipe's data can no
    /// longer be read; nothing has changed then.
    public func restore(_ snapshot: Snapshot) throws {
        try change(to: snapshot.recipe)
        goBack(to: snapshot.state)
        history = snapshot.history
        timeline = snapshot.timeline
        wasTouched = snapshot.wasTouched
        failedStretch = snapshot.failedStretch
        beginnings = snapshot.beginnings
    }

    /// Back to a state of these very variables; what was measured after it is dropped.
    func goBack(to state: TrainingState) {
        for (variable, values) in zip(variables, state.values) { variable.values = values }
        step = state.step
        position = state.position
        latestRecipe = state.latestRecipe
        history.keep(upTo: state.step)
        failedStretch = nil
        views.forgetValues()
    }
}
