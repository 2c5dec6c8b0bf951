import Networks

/// What was measured while training, by name: what every step measures on the way, and what was measured now and then
/// because measuring it at every step would cost too much.
///
/// Measurements taken now and then are looks at the experiment and no part of it: training gives the same bits with and
/// without them.
public struct History: Sendable, Equatable {
    /// One number for each step, not a number where the step had no such quantity; float32.
    public struct Column: Sendable, Equatable {
        public let name: String
        public internal(set) var values: [Float]
    }

    struct Series: Sendable, Equatable {
        var steps: [Int] = []
        var values: [Double] = []
    }

    /// In the order in which they were first measured.
    public private(set) var columns: [Column] = []
    /// What was measured now and then, by name.
    private(set) var occasional: [String: Series] = [:]
    /// The number of steps measured.
    public private(set) var count = 0

    public init() {}

    /// A history as a checkpoint keeps it: columns of one length and series with rising steps.
    init(columns: [Column], count: Int, occasional: [String: Series]) {
        precondition(columns.allSatisfy { $0.values.count == count }, "every column has a number for every step")
        self.columns = columns
        self.count = count
        self.occasional = occasional
    }

    /// The names of what was measured at every step.
    public var columnNames: [String] { columns.map(\.name) }

    mutating func append(_ step: StepValues) {
        count += 1
        for (index, (quantity, value)) in zip(step.quantities, step.numbers).enumerated() {
            // Step after step the same quantities come in the same order.
            if index < columns.count, columns[index].name == quantity.name {
                columns[index].values.append(value)
            } else if let place = columns.firstIndex(where: { $0.name == quantity.name }) {
                columns[place].values.append(value)
            } else {
                let before = [Float](repeating: .nan, count: count - 1)
                columns.append(Column(name: quantity.name, values: before + [value]))
            }
        }
        for place in columns.indices where columns[place].values.count < count { columns[place].values.append(.nan) }
    }

    /// One value of a costly measurement for a step; a second for the same step is passed over.
    mutating func append(_ value: Double, of name: String, atStep step: Int) {
        guard step > occasional[name]?.steps.last ?? -1 else { return }
        occasional[name, default: Series()].steps.append(step)
        occasional[name, default: Series()].values.append(value)
    }

    /// Drops what was measured after a step.
    mutating func keep(upTo step: Int) {
        count = min(count, step)
        for place in columns.indices {
            columns[place].values.removeLast(max(0, columns[place].values.count - count))
        }
        for (name, series) in occasional {
            let kept = series.steps.count { $0 <= step }
            occasional[name] = Series(
                steps: Array(series.steps.prefix(kept)), values: Array(series.values.prefix(kept)))
        }
    }

    /// The rows after the first `count`, as a history of their own.
    func rows(after count: Int) -> History {
        var rest = History()
        rest.columns = columns.map { Column(name: $0.name, values: Array($0.values.dropFirst(count))) }
        rest.count = max(0, self.count - count)
        return rest
    }

    /// The value at a step (1 is the first); `nil` when that step had none.
    public func value(_ name: String, atStep step: Int) -> Float? {
        guard step >= 1, step <= count, let column = columns.first(where: { $0.name == name }) else { return nil }
        let value = column.values[step - 1]
        return value.isNaN ? nil : value
    }

    public func value(_ quantity: StepQuantity, atStep step: Int) -> Float? { value(quantity.name, atStep: step) }

    public func series(_ quantity: StepQuantity, limit: Int = 2000) -> (steps: [Double], values: [Double]) {
        series(quantity.name, limit: limit)
    }

    /// The latest value, `nil` before the first step or where the recipe has no such quantity.
    public func latest(_ quantity: StepQuantity) -> Float? { value(quantity.name, atStep: count) }

    /// Steps and values for a plot. Of what was measured at every step at most `limit` of them: longer histories are averaged
    /// over equal stretches.
    public func series(_ name: String, limit: Int = 2000) -> (steps: [Double], values: [Double]) {
        guard let column = columns.first(where: { $0.name == name }) else {
            let series = occasional[name] ?? Series()
            return (series.steps.map(Double.init), series.values)
        }
        let stretch = max(1, (count + limit - 1) / max(1, limit))
        var steps: [Double] = []
        var means: [Double] = []
        for start in Swift.stride(from: 1, through: count, by: stretch) {
            let end = min(count, start + stretch - 1)
            let known = column.values[start - 1..<end].filter { !$0.isNaN }
            guard !known.isEmpty else { continue }
            steps.append(Double(start + end) / 2)
            means.append(known.reduce(0) { $0 + Double($1) } / Double(known.count))
        }
        return (steps, means)
    }
}

/// The numbers of one step, in the order in which its programs measured them.
struct StepValues: Sendable, Equatable {
    let quantities: [StepQuantity]
    private(set) var numbers: [Float] = []

    /// No number yet of any of them.
    init(of quantities: [StepQuantity]) {
        self.quantities = quantities
        numbers.reserveCapacity(quantities.count)
    }

    /// The number of the next quantity.
    mutating func append(_ number: Float) { numbers.append(number) }

    /// A loss or a gradient that is no finite number: the first of them.
    var broken: StepQuantity? {
        zip(quantities, numbers).first { $0.mustBeFinite && !$1.isFinite }?.0
    }
}

extension Experiment {
    /// Takes every costly measurement that is recorded and that the recipe has, once a step.
    ///
    /// - Parameter asked: names of those that are taken only where somebody asks, and somebody does.
    public func keepMeasurements(asked: Set<String> = []) {
        for measurement in measurementCatalogue where measurement.isCostly {
            guard measurement.isTaken(in: recipe) || asked.contains(measurement.name) else { continue }
            guard measurement.unavailability(in: recipe) == nil, let value = try? measurement.value(of: self) else {
                continue
            }
            history.append(value, of: measurement.name, atStep: step)
        }
    }
}
