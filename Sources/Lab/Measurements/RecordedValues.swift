import Foundation

/// What was recorded of a measurement over the latest steps.
///
/// What every step measures has a value for each; what needs samples has one for some of them. Values of another quantity under
/// the same name do not count: those before the loss was changed, or the data.
public struct RecordedValues: Sendable, Equatable {
    /// The steps that have a value, rising.
    public let steps: [Int]
    public let values: [Double]

    public var lowest: Double { values.min() ?? .nan }
    public var highest: Double { values.max() ?? .nan }
    public var average: Double { values.reduce(0, +) / Double(values.count) }
    /// From the lowest to the highest.
    public var swing: Double { lowest == highest ? 0 : highest - lowest }

    /// The oscillation, its period in steps; `nil` where there is none. Values at unequal distances are put at equal ones, on the
    /// straight lines between them.
    public var oscillation: (period: Double, amplitude: Double, clarity: Double)? {
        guard let first = steps.first, let last = steps.last, steps.count > 1 else { return nil }
        let distance = zip(steps, steps.dropFirst()).map { $1 - $0 }.min() ?? 1
        let isEven = last - first == distance * (steps.count - 1)
        guard let found = Oscillation(isEven ? values : evenly(every: distance)) else { return nil }
        return (found.period * Double(distance), found.amplitude, found.clarity)
    }

    private func evenly(every distance: Int) -> [Double] {
        var place = 0
        return stride(from: steps[0], through: steps[steps.count - 1], by: distance).map { step in
            while steps[place + 1] < step { place += 1 }
            let weight = Double(step - steps[place]) / Double(steps[place + 1] - steps[place])
            return values[place] + (values[place + 1] - values[place]) * weight
        }
    }
}

extension Experiment {
    /// The values of a measurement over the latest steps.
    ///
    /// - Parameter count: how many steps back; `nil` for as many as there are under the same loss, data and whatever else the
    ///   measurement belongs to.
    /// - Throws: `MeasurementError` where the recipe has no such quantity, nothing is recorded of it, or too little.
    public func recorded(_ measurement: Measurement, steps count: Int? = nil) throws(MeasurementError) -> RecordedValues {
        let name = measurement.name
        if let reason = measurement.unavailability(in: recipe) { throw .unavailable(name: name, reason: reason) }
        guard measurement.isRecorded else { throw .notRecorded(name: name) }
        guard step > 0 else { throw .beforeFirstStep(name: name) }
        try measurement.requireStep(of: self, under: recipe)
        let first = timeline.beginning(of: measurement, under: recipe, before: step)
        if let count, step - first < count {
            throw .tooFewSteps(name: name, expected: count, found: step - first, isOfOtherRecipe: first > 0)
        }
        let known = history.values(of: name, after: count.map { step - $0 } ?? first).filter { !$0.value.isNaN }
        guard known.count > 1 else { throw .tooFewValues(name: name, found: known.count) }
        return RecordedValues(steps: known.map(\.step), values: known.map(\.value))
    }
}

extension Timeline {
    /// The step before a later one behind which a measurement has been the same quantity as under a recipe.
    fileprivate func beginning(of measurement: Measurement, under recipe: Recipe, before step: Int) -> Int {
        var first = moments.isEmpty ? 0 : step
        for moment in moments.reversed() where moment.step < step {
            guard measurement.isSameQuantity(in: moment.recipe, recipe) else { return first }
            first = moment.step
        }
        return first
    }
}

extension History {
    /// What was recorded of a measurement after a step, not a number where a step had none.
    func values(of name: String, after first: Int) -> [(step: Int, value: Double)] {
        // The one measurement that is made of two others.
        if name == "distance" {
            let (real, fake) = (values(of: "score.real", after: first), values(of: "score.fake", after: first))
            return zip(real, fake).map { ($0.step, $0.value - $1.value) }
        }
        if let column = columns.first(where: { $0.name == name }) {
            return (min(first, count)..<count).map { ($0 + 1, Double(column.values[$0])) }
        }
        let series = occasional[name] ?? Series()
        return zip(series.steps, series.values).filter { $0.0 > first }.map { ($0, $1) }
    }
}
