import Networks

/// The steps that led to a failed training, after those of the weights that the experiment went back to.
///
/// They are no part of the experiment's history, which is that of its weights: training goes on from `restoredStep`, and
/// makes those steps anew. They are kept so that the way to the failure can be seen, until the next step is made or the
/// experiment begins anew.
public struct FailedStretch: Sendable, Equatable {
    /// The step at which a loss or gradient was no finite number; its row is the last.
    public let step: Int
    /// The measurement that was not finite, such as `loss.generator`.
    public let quantity: String
    /// The step of the weights that the experiment went back to.
    public let restoredStep: Int
    /// Where it began; `nil` where looking for it was interrupted, or found nothing.
    public internal(set) var origin: FailureOrigin?
    /// Row `i` belongs to step `restoredStep + 1 + i`.
    private let rows: History

    /// - Parameter history: everything measured up to the failed step, that row included.
    init(step: Int, quantity: String, restoredStep: Int, history: History) {
        self.step = step
        self.quantity = quantity
        self.restoredStep = restoredStep
        rows = history.rows(after: restoredStep)
    }

    /// The value at a step of the stretch; `nil` where the recipe has no such quantity or it was not a number.
    public func value(_ name: String, atStep step: Int) -> Float? {
        rows.value(name, atStep: step - restoredStep)
    }

    /// The numbers of every step of the stretch; none where the recipe has no such quantity.
    func values(_ name: String) -> [Float] { rows.columns.first { $0.name == name }?.values ?? [] }

    /// Steps and values for a plot: of every step, as there are at most as many as lie between two copies of the weights.
    public func series(_ name: String) -> (steps: [Double], values: [Double]) {
        let (steps, values) = rows.series(name, limit: max(1, rows.count))
        return (steps.map { $0 + Double(restoredStep) }, values)
    }

    public func value(_ quantity: StepQuantity, atStep step: Int) -> Float? { value(quantity.name, atStep: step) }

    public func series(_ quantity: StepQuantity) -> (steps: [Double], values: [Double]) { series(quantity.name) }
}
