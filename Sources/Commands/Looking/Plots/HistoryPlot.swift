import Declarations
import Figures
import Lab
import Networks

/// Curves of what every training step measured, over the steps: the shared part of losses, gradients and scores.
///
/// Where the last training failed, the way to its failure follows behind the steps of the weights, between two upright
/// lines: it was measured, but the experiment is back before it.
enum HistoryPlot {
    /// One curve and how it looks.
    struct Curve {
        var name: String
        var quantity: StepQuantity
        var style: Int
    }

    /// A curve for each network of the game, of a quantity that each has.
    static func curves(
        of experiment: Experiment, _ quantity: (NetworkID) -> StepQuantity
    ) -> [Curve] {
        let networks = experiment.recipe.networks
        return networks.map {
            Curve(name: $0.rawValue, quantity: quantity($0), style: FigureStyle.style(of: $0, in: networks))
        }
    }

    /// Numbers over steps.
    typealias Values = (steps: [Double], values: [Double])

    /// Throws before the first step: there is no curve yet.
    static func requireSteps(_ experiment: Experiment) throws {
        guard experiment.history.count > 0 || experiment.failedStretch != nil else {
            throw Refusal.noSteps
        }
    }

    /// The curves over the steps that were made; throws when there are none yet.
    ///
    /// - Parameters:
    ///   - scale: of the values; by default what suits them, unless a range is given.
    ///   - references: values to compare with.
    static func figure(
        _ subject: String, _ curves: [Curve], yLabel: String, in experiment: Experiment, scale: Scale? = nil,
        yRange: ClosedRange<Double>? = nil, references: [LinePlot.Reference] = []
    ) throws -> Figure {
        try requireSteps(experiment)
        let series = curves.flatMap { curve in
            Self.series(
                curve.name, style: curve.style, experiment.history.series(curve.quantity.name),
                failed: experiment.failedStretch?.series(curve.quantity.name))
        }
        return figure(
            subject, series, yLabel: yLabel, in: experiment, scale: scale, yRange: yRange, references: references)
    }

    /// One curve as one or two series: the steps of the weights, and behind them those that led to a failed training.
    static func series(_ name: String, style: Int, _ whole: Values, failed: Values?) -> [LinePlot.Series] {
        var series: [LinePlot.Series] = []
        if !whole.steps.isEmpty {
            series.append(LinePlot.Series(name: name, x: whole.steps, y: whole.values, style: style))
        }
        if let failed, !failed.steps.isEmpty {
            series.append(
                LinePlot.Series(
                    name: series.isEmpty ? name : "", x: whole.steps.suffix(1) + failed.steps,
                    y: whole.values.suffix(1) + failed.values, style: style))
        }
        return series
    }

    /// Finished curves over the steps.
    static func figure(
        _ subject: String, _ series: [LinePlot.Series], yLabel: String, in experiment: Experiment, scale: Scale? = nil,
        yRange: ClosedRange<Double>? = nil, references: [LinePlot.Reference] = []
    ) -> Figure {
        // The two parts of a curve that led to a failure are one to the eye.
        let curves = Dictionary(grouping: series, by: \.style).values.map { $0.flatMap(\.y) }
        var plot = LinePlot(
            series: series, xLabel: "step", yLabel: yLabel,
            yScale: scale ?? (yRange == nil ? Scale.suiting(curves) : .linear), yRange: yRange, references: references)
        if let failed = experiment.failedStretch,
            series.contains(where: { ($0.x.last ?? 0) > Double(failed.restoredStep) })
        {
            plot.references += marks(of: failed)
            plot.xRange = steps(around: failed)
        }
        return Figure(title: titled(subject, experiment), .lines(plot))
    }

    /// An explosion takes a few steps: behind a history of thousands it would be a line at the edge.
    private static func steps(around failed: FailedStretch) -> ClosedRange<Double> {
        let shown = max(stepsBeforeFailure, 5 * (failed.step - failed.restoredStep))
        let first = max(1, failed.step - shown)
        return Double(first)...Double(failed.step) + 0.02 * Double(failed.step - first + 1)
    }

    private static let stepsBeforeFailure = 50

    /// Upright lines at the step of the weights and at the one that failed.
    private static func marks(of failed: FailedStretch) -> [LinePlot.Reference] {
        [
            .init(name: "weights of step \(grouped(failed.restoredStep))", at: .position(Double(failed.restoredStep))),
            .init(
                name: "not a number at step \(grouped(failed.step))", at: .position(Double(failed.step)),
                style: FigureStyle.failure),
        ]
    }
}
