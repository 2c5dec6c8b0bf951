import Declarations
import Figures
import Lab

/// Curves of what every training step measured, over the steps: the shared part of losses, gradients and scores.
enum HistoryPlot {
    /// One curve and how it looks.
    struct Curve {
        var name: String
        var quantity: StepQuantity
        var style: Int
    }

    /// Throws before the first step: there is no curve yet.
    static func requireSteps(_ experiment: Experiment) throws {
        guard experiment.history.count > 0 else {
            throw PlotError.noSteps
        }
    }

    /// The curves over the steps that were made; throws when there are none yet.
    static func figure(
        _ subject: String, _ curves: [Curve], yLabel: String, in experiment: Experiment, isLogarithmic: Bool = false,
        yRange: ClosedRange<Double>? = nil, reference: (name: String, value: Double)? = nil
    ) throws -> Figure {
        try requireSteps(experiment)
        var series: [LinePlot.Series] = []
        for curve in curves {
            let (steps, values) = experiment.history.series(curve.quantity)
            guard !steps.isEmpty else { continue }
            series.append(LinePlot.Series(name: curve.name, x: steps, y: values, style: curve.style))
        }
        if let reference, let steps = series.first?.x {
            series.append(
                LinePlot.Series(
                    name: reference.name, x: steps, y: steps.map { _ in reference.value }, style: FigureStyle.reference))
        }
        return figure(
            subject, series, yLabel: yLabel, in: experiment, isLogarithmic: isLogarithmic, yRange: yRange)
    }

    /// Finished curves over the steps.
    static func figure(
        _ subject: String, _ series: [LinePlot.Series], yLabel: String, in experiment: Experiment,
        isLogarithmic: Bool = false, yRange: ClosedRange<Double>? = nil
    ) -> Figure {
        let plot = LinePlot(
            series: series, xLabel: "step", yLabel: yLabel, hasLogarithmicY: isLogarithmic, yRange: yRange)
        return Figure(title: titled(subject, experiment), .lines(plot))
    }
}
