/// The numbers that every training step measures on the way, at no extra cost: they are outputs of the step's program.
public enum StepQuantity: Int, CaseIterable, Sendable, Hashable {
    case generatorLoss, discriminatorLoss
    case realScore, fakeScore
    case realAccuracy, fakeAccuracy
    case generatorGradient, discriminatorGradient

    /// The measurement that reads this number.
    public var measurement: String {
        switch self {
        case .generatorLoss: "loss.generator"
        case .discriminatorLoss: "loss.discriminator"
        case .realScore: "score.real"
        case .fakeScore: "score.fake"
        case .realAccuracy: "accuracy.real"
        case .fakeAccuracy: "accuracy.fake"
        case .generatorGradient: "gradient.generator"
        case .discriminatorGradient: "gradient.discriminator"
        }
    }

    /// What of the recipe a step's value belongs to: under another loss, another penalty or on other data it would be another
    /// quantity, so that the old value means nothing there. A gradient is what moved the network, whatever comes after.
    func parts(in recipe: Recipe) -> [RecipePart] {
        switch self {
        case .generatorLoss: recipe.unroll == nil ? [.loss, .tricks] : [.loss, .tricks, .penalties, .data]
        case .discriminatorLoss: [.loss, .penalties, .data]
        case .realScore, .realAccuracy: [.loss, .data]
        case .fakeScore, .fakeAccuracy: [.loss]
        case .generatorGradient, .discriminatorGradient: []
        }
    }

    /// A number that must stay finite, or training has failed. The others follow from these.
    var mustBeFinite: Bool {
        switch self {
        case .generatorLoss, .discriminatorLoss, .generatorGradient, .discriminatorGradient: true
        case .realScore, .fakeScore, .realAccuracy, .fakeAccuracy: false
        }
    }
}

/// What was measured at each training step, one float a quantity and step: 32 bytes a step.
public struct History: Sendable, Equatable {
    /// Row by row, `StepQuantity.allCases` in each row; row `i` belongs to step `i + 1`.
    private(set) var values: [Float] = []

    static let width = StepQuantity.allCases.count

    public init() {}

    /// A history as a checkpoint keeps it, `nil` when the rows are not whole.
    init?(values: [Float]) {
        guard values.count.isMultiple(of: Self.width) else { return nil }
        self.values = values
    }

    /// The number of steps measured.
    public var count: Int { values.count / Self.width }

    mutating func append(_ row: StepValues) {
        values.append(contentsOf: row.values)
    }

    mutating func keep(first count: Int) {
        values.removeLast(max(0, values.count - count * Self.width))
    }

    /// The rows after the first `count`, as a history of their own.
    func rows(after count: Int) -> History {
        var rest = History()
        rest.values = Array(values.dropFirst(count * Self.width))
        return rest
    }

    /// The value at a step (1 is the first); `nil` when that step was not measured.
    public func value(_ quantity: StepQuantity, atStep step: Int) -> Float? {
        guard step >= 1, step <= count else { return nil }
        let value = values[(step - 1) * Self.width + quantity.rawValue]
        return value.isNaN ? nil : value
    }

    /// The latest value, `nil` before the first step or where the recipe has no such quantity.
    public func latest(_ quantity: StepQuantity) -> Float? { value(quantity, atStep: count) }

    /// Steps and values for a plot, at most `limit` of them: longer histories are averaged over equal stretches.
    public func series(_ quantity: StepQuantity, limit: Int = 2000) -> (steps: [Double], values: [Double]) {
        let stretch = max(1, (count + limit - 1) / max(1, limit))
        var steps: [Double] = []
        var means: [Double] = []
        for start in Swift.stride(from: 1, through: count, by: stretch) {
            let end = min(count, start + stretch - 1)
            let known = (start...end).compactMap { value(quantity, atStep: $0) }
            guard !known.isEmpty else { continue }
            steps.append(Double(start + end) / 2)
            means.append(known.reduce(0) { $0 + Double($1) } / Double(known.count))
        }
        return (steps, means)
    }
}

/// The numbers of one step; not a number where the recipe has no such quantity.
struct StepValues: Sendable, Equatable {
    fileprivate(set) var values = [Float](repeating: .nan, count: History.width)

    subscript(quantity: StepQuantity) -> Float {
        get { values[quantity.rawValue] }
        set { values[quantity.rawValue] = newValue }
    }

    /// Whether a loss or a gradient that every step has is no finite number.
    func isBroken(_ quantity: StepQuantity) -> Bool {
        quantity.mustBeFinite && !self[quantity].isFinite
    }
}
