import Declarations
import Lab
import Language

/// `train 5000 keep best quality`: the training as it was where a measurement was best.
///
/// Looked at where training begins, at its measuring times and where it ends. Of several equal values the last counts: it has
/// been trained the longest.
struct KeptBest {
    let measurement: Measurement
    private(set) var value: Double?
    private var snapshot: Snapshot?

    /// - Throws: where no value of the measurement is the best, or the recipe has no such quantity.
    init(_ measurement: Measurement, of recipe: Recipe?) throws(Refusal) {
        if case .none(let reason) = measurement.best {
            let others = measurementCatalogue.filter { other in
                if case .none = other.best { return false }
                if !other.isKept { return false }
                return recipe.map { other.unavailability(in: $0) == nil } ?? true
            }
            throw Refusal(
                "no value of `\(measurement.name)` is the best: \(reason)",
                help: others.isEmpty ? nil : "`keep best` takes " + others.map { "`\($0.name)`" }.joined(separator: ", "))
        }
        if let reason = recipe.flatMap({ measurement.unavailability(in: $0) }) {
            throw Refusal(MeasurementError.unavailable(name: measurement.name, reason: reason))
        }
        self.measurement = measurement
    }

    mutating func look(at experiment: Experiment) {
        guard let now = try? measurement.value(of: experiment), !now.isNaN else { return }
        if let value, !measurement.best.isAsGood(now, as: value) { return }
        value = now
        snapshot = experiment.snapshot()
    }

    /// Takes the experiment to where the measurement was best; the end of its way can be gone to again.
    ///
    /// - Returns: what to tell; `nil` where the end itself is the best, or nothing was measured.
    func goBack(_ experiment: Experiment) throws -> String? {
        guard let value, let snapshot, snapshot.step != experiment.step else { return nil }
        let end = (step: experiment.step, value: try? measurement.value(of: experiment))
        guard try experiment.rewind(to: snapshot.step, from: snapshot) else { return nil }
        let atEnd = end.value.map { ", \(Value.rounded($0)) at step \(grouped(end.step))" } ?? ""
        return "back at step \(grouped(snapshot.step)), where `\(measurement.name)` was best: \(Value.rounded(value))\(atEnd); "
            + "`rewind \(end.step)` goes there again\n"
    }
}
