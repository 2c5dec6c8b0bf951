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

    /// A plot for each measurement of the history: `plot score.real`.
    static let declarations: [Declaration] = StepQuantity.allCases.map { quantity in
        let known = measurement(named: quantity.measurement)?.declaration
        return Declaration(
            quantity.measurement, summary: "over the steps: \(known?.summary ?? quantity.measurement)",
            example: "data ring\ntrain 5\nplot \(quantity.measurement)", source: known?.source ?? "")
    }

    /// The curves over the steps that were made; throws when there are none yet.
    static func figure(
        _ subject: String, _ curves: [Curve], yLabel: String, in experiment: Experiment, isLogarithmic: Bool = false,
        yRange: ClosedRange<Double>? = nil, reference: (name: String, value: Double)? = nil
    ) throws -> Figure {
        guard experiment.history.count > 0 else {
            throw PlotError.noSteps
        }
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
        let plot = LinePlot(
            series: series, xLabel: "step", yLabel: yLabel, hasLogarithmicY: isLogarithmic, yRange: yRange)
        return Figure(title: titled(subject, experiment), .lines(plot))
    }

    /// One measurement alone.
    static func figure(of quantity: StepQuantity, in experiment: Experiment) throws -> Figure {
        let name = quantity.measurement
        if let reason = measurement(named: name)?.unavailability(in: experiment.recipe) {
            throw PlotError("`plot \(name)` has nothing to show: \(reason)")
        }
        let isGradient = quantity == .generatorGradient || quantity == .discriminatorGradient
        return try figure(
            name, [Curve(name: name, quantity: quantity, style: style(of: quantity))], yLabel: name, in: experiment,
            isLogarithmic: isGradient)
    }

    private static func style(of quantity: StepQuantity) -> Int {
        switch quantity {
        case .generatorLoss, .generatorGradient, .fakeScore, .fakeAccuracy: FigureStyle.generated
        case .discriminatorLoss, .discriminatorGradient: FigureStyle.discriminator
        case .realScore, .realAccuracy: FigureStyle.real
        }
    }
}
