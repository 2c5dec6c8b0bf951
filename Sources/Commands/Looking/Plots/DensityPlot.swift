import Declarations
import Figures
import Lab
import Networks

/// Data density, generator density and the discriminator over one line: figure 1 of the original paper.
///
/// Densities have a unit (1 / length) and the discriminator has none, so densities are drawn as shares of the data's
/// peak: all three then live between 0 and about 1, whatever the data's width.
/// Source: Goodfellow et al. 2014, figure 1.
enum DensityPlot {
    /// A generator that collapsed to a needle is cut here, or it would flatten the rest.
    private static let highest = 2.0

    static func figure(of experiment: Experiment, ofClass label: Int? = nil, mode: ForwardMode = .sampling) throws -> Figure {
        guard let view = try experiment.densityView(stretches: 80, samples: 40_000, ofClass: label, mode: mode) else {
            throw Refusal("`data \(experiment.recipe.dataset.name)` has no density on a line")
        }
        let peak = max(view.data.max() ?? 0, .leastNormalMagnitude)
        let data = view.data.map { $0 / peak }
        let generator = view.generator.map { $0 / peak }
        let top = min(highest, max(1.1, (generator.max() ?? 0) * 1.05))
        var series = [
            LinePlot.Series(name: "data", x: view.places, y: data, isFilled: true, style: FigureStyle.real),
            LinePlot.Series(
                name: "generator", x: view.places, y: generator, isFilled: true, style: FigureStyle.generated),
        ]
        if let discriminator = view.discriminator {
            let (opinion, name) = shown(discriminator, of: experiment)
            series.append(LinePlot.Series(name: name, x: view.places, y: opinion, style: FigureStyle.discriminator))
            if experiment.scoresAreProbabilities {
                series.append(
                    LinePlot.Series(
                        name: "undecided: ½", x: view.places, y: view.places.map { _ in 0.5 }, style: FigureStyle.reference))
            }
        }
        let plot = LinePlot(
            series: series, xLabel: "x", yLabel: "density (data's peak = 1)", yRange: 0...top)
        return Figure(title: titled("densities\(view.discriminator == nil ? "" : " and discriminator")\(classText(label, of: experiment))", experiment), .lines(plot))
    }

    /// A probability as it is; a critic's score, which has neither zero nor unit, stretched to between 0 and 1.
    private static func shown(_ values: [Double], of experiment: Experiment) -> (values: [Double], name: String) {
        if experiment.scoresAreProbabilities { return (values, "D(x)") }
        let lowest = values.min() ?? 0
        let reach = max((values.max() ?? 0) - lowest, .leastNormalMagnitude)
        return (values.map { ($0 - lowest) / reach }, "critic's score, scaled")
    }
}
