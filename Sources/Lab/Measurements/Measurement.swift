import Declarations

/// A live quantity of the experiment. One catalogue serves `expect`, `stop when`, `until`, `if`, `print`, `record` and
/// `plot`.
public struct Measurement: Sendable {
    public let declaration: Declaration
    /// `nats`, `steps`; `nil` for a plain number or a share.
    public let unit: String?
    /// Which value is the best one.
    public let best: BestValue
    /// Draws and judges samples: fine once in a while, slow at every step.
    public let isCostly: Bool
    /// Training takes it: at every step, or now and then where it is costly. What it does not take costs nothing until somebody asks.
    public let isKept: Bool
    /// Taken at every training step, so that there is no value before the first.
    public let isOfTraining: Bool
    /// Parts of the recipe that must be what they were at the latest step, or its value belongs to something else.
    private let parts: @Sendable (Recipe) -> [RecipePart]
    private let reason: @Sendable (Recipe) -> String?
    private let read: @Sendable (Experiment) throws -> Double

    /// - Parameters:
    ///   - best: which value is the best one, or why none is.
    ///   - parts: what of a recipe the value belongs to, see `StepQuantity.parts(in:)`.
    ///   - unavailable: why a recipe has no such quantity; `nil` where it has.
    ///   - read: the value now.
    public init(
        _ name: String, summary: String, unit: String? = nil, best: BestValue, isCostly: Bool = false, isKept: Bool = true, isOfTraining: Bool = false,
        example: String, source: String,
        parts: @escaping @Sendable (Recipe) -> [RecipePart] = { _ in [] },
        unavailable: @escaping @Sendable (Recipe) -> String? = { _ in nil },
        read: @escaping @Sendable (Experiment) throws -> Double
    ) {
        declaration = Declaration(name, summary: summary, example: example, source: source)
        self.unit = unit
        self.best = best
        self.isCostly = isCostly
        self.isKept = isKept
        self.isOfTraining = isOfTraining
        self.parts = parts
        reason = unavailable
        self.read = read
    }

    public var name: String { declaration.name }

    /// Why this recipe has no such quantity, or `nil` when it has.
    public func unavailability(in recipe: Recipe) -> String? { reason(recipe) }

    /// The value now; throws `MeasurementError` where there is none.
    public func value(of experiment: Experiment) throws -> Double {
        if let reason = reason(experiment.recipe) { throw MeasurementError.unavailable(name: name, reason: reason) }
        try requireStep(of: experiment, under: experiment.recipe)
        return try read(experiment)
    }

    /// Throws where the latest step was made under something else than `recipe` has, which the experiment may take over only
    /// at its next step.
    public func requireStep(of experiment: Experiment, under recipe: Recipe) throws(MeasurementError) {
        guard let latest = experiment.latestRecipe else { return }
        for part in parts(recipe) where !part.isEqual(in: latest, recipe) {
            throw .beforeStepUnder(name: name, what: part.condition(in: recipe), other: part.other)
        }
    }
}

/// Why a measurement has no value.
public enum MeasurementError: Error, Sendable, Equatable, CustomStringConvertible {
    case unavailable(name: String, reason: String)
    case beforeFirstStep(name: String)
    case beforeStepUnder(name: String, what: String, other: String)
    /// The latest step had no such quantity: another network made it alone.
    case notOfLatestStep(name: String)

    public var description: String {
        switch self {
        case .unavailable(let name, let reason): "`\(name)` cannot be measured: \(reason)"
        case .beforeFirstStep(let name): "`\(name)` is known after the first training step"
        case .beforeStepUnder(let name, let what, let other):
            "`\(name)` is known after a training step \(what): the last one was made \(other)"
        case .notOfLatestStep(let name): "`\(name)` was not measured at the last step, which another network made alone"
        }
    }

    public var help: String? {
        switch self {
        case .unavailable: nil
        case .beforeFirstStep, .beforeStepUnder: "`train 1` makes one step"
        case .notOfLatestStep: "`train 1` makes a step of all networks"
        }
    }
}
