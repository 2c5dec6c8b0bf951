import Declarations

/// A live quantity of the experiment. One catalogue serves `expect`, `stop when`, `until`, `if`, `print`, `record` and
/// `plot`.
public struct Measurement: Sendable {
    public let declaration: Declaration
    /// `nats`, `steps`; `nil` for a plain number or a share.
    public let unit: String?
    /// Draws and judges samples: fine once in a while, slow at every step.
    public let isCostly: Bool
    /// Means something only under the loss that the latest step was made with.
    public let belongsToLoss: Bool
    private let reason: @Sendable (Recipe) -> String?
    private let read: @Sendable (Experiment) throws -> Double

    /// - Parameters:
    ///   - unavailable: why a recipe has no such quantity; `nil` where it has.
    ///   - read: the value now.
    init(
        _ name: String, summary: String, unit: String? = nil, isCostly: Bool = false, belongsToLoss: Bool = false,
        example: String, source: String,
        unavailable: @escaping @Sendable (Recipe) -> String? = { _ in nil },
        read: @escaping @Sendable (Experiment) throws -> Double
    ) {
        declaration = Declaration(name, summary: summary, example: example, source: source)
        self.unit = unit
        self.isCostly = isCostly
        self.belongsToLoss = belongsToLoss
        reason = unavailable
        self.read = read
    }

    public var name: String { declaration.name }

    /// Why this recipe has no such quantity, or `nil` when it has.
    public func unavailability(in recipe: Recipe) -> String? { reason(recipe) }

    /// The value now; throws `MeasurementError` where there is none.
    public func value(of experiment: Experiment) throws -> Double {
        if let reason = reason(experiment.recipe) { throw MeasurementError.unavailable(name: name, reason: reason) }
        if belongsToLoss, experiment.step > 0, !experiment.wasTrained(under: experiment.recipe.loss) {
            throw MeasurementError.beforeStepUnderLoss(name: name, loss: experiment.recipe.loss.name)
        }
        return try read(experiment)
    }
}

/// Why a measurement has no value.
public enum MeasurementError: Error, Sendable, Equatable, CustomStringConvertible {
    case unavailable(name: String, reason: String)
    case beforeFirstStep(name: String)
    case beforeStepUnderLoss(name: String, loss: String)

    public var description: String {
        switch self {
        case .unavailable(let name, let reason): "`\(name)` cannot be measured: \(reason)"
        case .beforeFirstStep(let name): "`\(name)` is known after the first training step"
        case .beforeStepUnderLoss(let name, let loss):
            "`\(name)` is known after a training step under `loss \(loss)`: the last one was made under another loss"
        }
    }

    public var help: String? {
        switch self {
        case .unavailable: nil
        case .beforeFirstStep, .beforeStepUnderLoss: "`train 1` makes one step"
        }
    }
}
