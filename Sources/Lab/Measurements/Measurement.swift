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
    /// Takes longer in a recipe than training has time for on the way: there it is only taken where somebody asks.
    private let isDear: @Sendable (Recipe) -> Bool
    /// Taken at every training step, so that there is no value before the first.
    public let isOfTraining: Bool
    /// Parts of the recipe that must be what they were at the latest step, or its value belongs to something else.
    private let parts: @Sendable (Recipe) -> [RecipePart]
    private let reason: @Sendable (Recipe) -> String?
    private let read: @Sendable (Experiment) throws -> Double

    /// - Parameters:
    ///   - best: which value is the best one, or why none is.
    ///   - isKept: false for what is only computed when somebody asks.
    ///   - isDear: recipes in which it takes longer than training has time for on the way.
    ///   - parts: what of a recipe the value belongs to, see `StepQuantity.parts(in:)`.
    ///   - unavailable: why a recipe has no such quantity; `nil` where it has.
    ///   - read: the value now.
    public init(
        _ name: String, summary: String, unit: String? = nil, best: BestValue, isCostly: Bool = false, isKept: Bool = true,
        isOfTraining: Bool = false, isDear: @escaping @Sendable (Recipe) -> Bool = { _ in false }, aliases: [String] = [],
        example: String, source: String,
        parts: @escaping @Sendable (Recipe) -> [RecipePart] = { _ in [] },
        unavailable: @escaping @Sendable (Recipe) -> String? = { _ in nil },
        read: @escaping @Sendable (Experiment) throws -> Double
    ) {
        declaration = Declaration(name, aliases: aliases, summary: summary, example: example, source: source)
        self.unit = unit
        self.best = best
        self.isCostly = isCostly
        self.isKept = isKept
        self.isDear = isDear
        self.isOfTraining = isOfTraining
        self.parts = parts
        reason = unavailable
        self.read = read
    }

    public var name: String { declaration.name }

    /// Its values over the steps are in the history: `step` only counts, and what is not kept has none.
    public var isRecorded: Bool { isKept && (isOfTraining || isCostly) }

    /// Whether training takes it on the way in this recipe.
    func isTaken(in recipe: Recipe) -> Bool { isRecorded && !isDear(recipe) }

    /// Why this recipe has no such quantity, or `nil` when it has.
    public func unavailability(in recipe: Recipe) -> String? { reason(recipe) }

    /// The value now; throws `MeasurementError` where there is none.
    public func value(of experiment: Experiment) throws -> Double {
        if let reason = reason(experiment.recipe) { throw MeasurementError.unavailable(name: name, reason: reason) }
        try requireStep(of: experiment, under: experiment.recipe)
        return try read(experiment)
    }

    /// Whether both recipes mean the same quantity by it.
    func isSameQuantity(in earlier: Recipe, _ recipe: Recipe) -> Bool {
        reason(earlier) == nil && parts(recipe).allSatisfy { $0.isEqual(in: earlier, recipe) }
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
    /// Nothing is kept of it over the steps.
    case notRecorded(name: String)
    /// Fewer steps were made than asked for.
    ///
    /// - isOfOtherRecipe: there are more, but under another loss or on other data.
    case tooFewSteps(name: String, expected: Int, found: Int, isOfOtherRecipe: Bool)
    /// Fewer values were kept than make a stretch.
    case tooFewValues(name: String, found: Int)
    /// The recipe has the quantity, but not as the networks stand.
    case noneNow(name: String, reason: String)

    public var description: String {
        switch self {
        case .unavailable(let name, let reason): "`\(name)` cannot be measured: \(reason)"
        case .beforeFirstStep(let name): "`\(name)` is known after the first training step"
        case .beforeStepUnder(let name, let what, let other):
            "`\(name)` is known after a training step \(what): the last one was made \(other)"
        case .notRecorded(let name): "`\(name)` is not recorded over the steps: it is computed when it is asked for"
        case .tooFewSteps(let name, let expected, let found, let isOfOtherRecipe):
            "expected \(expected) steps of `\(name)`, found \(found)" + (isOfOtherRecipe ? " under this recipe" : "")
        case .tooFewValues(let name, let found):
            "expected at least 2 recorded values of `\(name)`, found \(found == 0 ? "none" : "one")"
        case .noneNow(let name, let reason): "`\(name)` has no value now: \(reason)"
        case .notOfLatestStep(let name): "`\(name)` was not measured at the last step, which another network made alone"
        }
    }

    public var help: String? {
        switch self {
        case .unavailable, .noneNow: nil
        case .notRecorded(let name): name == "step" ? nil : "`record \"runs.csv\" step \(name)` after each `train` keeps it in a table"
        case .tooFewSteps(_, let expected, let found, _): "`train \(expected - found)` makes the rest"
        case .tooFewValues(let name, _): "what needs samples is kept along the way where that is cheap; `plot \(name)` looks back at the steps that were kept"
        case .beforeFirstStep, .beforeStepUnder: "`train 1` makes one step"
        case .notOfLatestStep: "`train 1` makes a step of all networks"
        }
    }
}
