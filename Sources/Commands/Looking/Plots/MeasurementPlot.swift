import Declarations
import Figures
import Foundation
import Lab
import Networks

/// One measurement over the steps: at every step where training takes it on the way, at some steps where samples must
/// be drawn for it.
enum MeasurementPlot {
    /// A plot for each measurement but `step`, which would be drawn over itself; what training does not take is taken at the steps that
    /// were kept.
    static let declarations: [Declaration] = measurementCatalogue.filter { $0.name != "step" }.map { measurement in
        // The measurement's own example, up to where it asks for the value.
        let lines = measurement.declaration.example.replacingOccurrences(of: "train 1", with: "train 5").split(separator: "\n")
        return Declaration(
            measurement.name,
            summary: "over \(measurement.isCostly ? "some of the" : "the") steps: \(measurement.declaration.summary)",
            example: (lines.dropLast() + ["plot \(measurement.name)"]).joined(separator: "\n"),
            source: measurement.declaration.source)
    }

    static func check(_ measurement: Lab.Measurement, _ recipe: Recipe) throws(Refusal) {
        if let reason = measurement.unavailability(in: recipe) {
            throw Refusal("`plot \(measurement.name)` has nothing to show: \(reason)")
        }
    }

    /// - Parameter isFrame: whether it is one of many frames, for which nothing is measured that was not while training.
    static func figure(of measurement: Lab.Measurement, in experiment: Experiment, isFrame: Bool = false) throws -> Figure {
        let name = measurement.name
        try check(measurement, experiment.recipe)
        try HistoryPlot.requireSteps(experiment)
        var series = Self.series(of: measurement, in: experiment)
        if series.isEmpty, measurement.isCostly, !isFrame {
            let past = try experiment.pastValues(of: measurement)
            series = HistoryPlot.series(name, style: style(of: name), past, failed: nil)
        }
        guard !series.isEmpty else {
            throw Refusal("no value of `\(name)` has been kept yet", help: "`train 100` keeps some on the way")
        }
        guard series.contains(where: { $0.y.contains(where: \.isFinite) }) else {
            throw Refusal("`plot \(name)` has nothing to show: `\(name)` was infinite whenever it was measured")
        }
        return HistoryPlot.figure(name, series, yLabel: measurement.axisLabel, in: experiment, scale: measurement.axisScale)
    }

    private static func series(
        of measurement: Lab.Measurement, in experiment: Experiment
    ) -> [LinePlot.Series] {
        let (name, style) = (measurement.name, style(of: measurement.name))
        let (history, failed) = (experiment.history, experiment.failedStretch)
        guard name == "distance" else {
            return HistoryPlot.series(name, style: style, history.series(name), failed: failed?.series(name))
        }
        // The one measurement that is made of two others.
        func distance(_ series: (String) -> HistoryPlot.Values) -> HistoryPlot.Values {
            let (real, fake) = (series(StepQuantity.realScore.name), series(StepQuantity.fakeScore.name))
            return (real.steps, zip(real.values, fake.values).map { $0 - $1 })
        }
        return HistoryPlot.series(
            name, style: style, distance { history.series($0) }, failed: failed.map { failed in distance { failed.series($0) } })
    }

    private static func style(of name: String) -> Int {
        switch StepQuantity(name) {
        case .discriminatorLoss, .discriminatorGradient: FigureStyle.discriminator
        case .realScore, .realAccuracy: FigureStyle.real
        case .generatorLoss, .generatorGradient, .fakeScore, .fakeAccuracy: FigureStyle.generated
        // What samples say is about the generator; the distance is the critic's estimate.
        default: name == "distance" ? FigureStyle.discriminator : FigureStyle.generated
        }
    }
}

extension Lab.Measurement {
    /// `balance (nats)`
    var axisLabel: String { name + (unit.map { " (\($0))" } ?? "") }

    /// Gradients vanish and explode by factors; `nil` where the values decide.
    var axisScale: Scale? { name.hasPrefix("gradient.") ? .logarithmic : nil }
}
