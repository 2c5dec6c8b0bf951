import Graphs

/// A copy of everything that training changes: weights, running statistics, optimizer slots, counters and the random
/// position.
///
/// Training from a restored snapshot gives the same bits as going on from the moment it was taken.
public struct Snapshot: Sendable {
    public let step: Int
    let position: RandomPosition
    /// What the step was made under.
    let latestRecipe: Recipe?
    /// Names and values in the order of `Experiment.variables`.
    let names: [String]
    let values: [[Float]]

    init(of experiment: Experiment) {
        step = experiment.step
        position = experiment.position
        latestRecipe = experiment.latestRecipe
        names = experiment.variables.map(\.name)
        values = experiment.variables.map(\.values)
    }

    /// Whether the variables are those that were copied, by name and size.
    func fits(_ variables: [Variable]) -> Bool {
        variables.map(\.name) == names && zip(variables, values).allSatisfy { $0.shape.elementCount == $1.count }
    }
}

/// A snapshot of other networks or optimizers than the experiment has now.
public struct SnapshotError: Error, Sendable, Equatable, CustomStringConvertible {
    public var step: Int

    public var description: String { "step \(step) was made by other layers or another optimizer than the recipe has now" }
}

extension Experiment {
    /// The experiment as it stands.
    public func snapshot() -> Snapshot { Snapshot(of: self) }

    /// Back to where the snapshot was taken; the history after it is dropped. Nothing changes when this throws.
    public func restore(_ snapshot: Snapshot) throws(SnapshotError) {
        guard snapshot.fits(variables) else { throw SnapshotError(step: snapshot.step) }
        goBack(to: snapshot)
    }

    /// Back to a snapshot of these very variables.
    func goBack(to snapshot: Snapshot) {
        for (variable, values) in zip(variables, snapshot.values) { variable.values = values }
        step = snapshot.step
        position = snapshot.position
        latestRecipe = snapshot.latestRecipe
        history.keep(first: snapshot.step)
        kept.keep(upTo: snapshot.step)
        failedStretch = nil
        views = ViewCache()
    }
}
