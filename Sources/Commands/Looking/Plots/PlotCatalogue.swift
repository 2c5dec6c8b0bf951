import Declarations
import Figures
import Lab
import Language

/// Every kind of plot, in the order of the reference page.
let plotKinds: [any PlotKind.Type] = [
    LossesPlot.self,
    SamplesPlot.self,
    CriticPlot.self,
    CodesPlot.self,
    GradientsPlot.self,
    ScoresPlot.self,
    AccuracyPlot.self,
]

/// The words that `plot` and `watch` take: the kinds, then every measurement.
let plotCatalogue = Catalogue("plot", plotKinds.map { $0.declaration } + MeasurementPlot.declarations)

/// Whether the plot of that name is empty before the first training step.
func showsSteps(_ name: String) -> Bool {
    if let kind = plotKinds.first(where: { $0.declaration.words.contains(name) }) { return kind.showsSteps }
    return measurement(named: name) != nil
}

/// The plots that can show one class.
let classPlotKinds: [any ClassPlotKind.Type] = plotKinds.compactMap { $0 as? any ClassPlotKind.Type }

/// The figure of that name as one of many frames; see `PlotKind`.
///
/// - Parameter label: the class to show, for the plots that show one.
func figure(
    named name: String, of experiment: Experiment, ofClass label: Int? = nil, holding frame: inout PlaneFrame?
) throws -> Figure {
    if let label, let kind = classPlotKinds.first(where: { $0.declaration.words.contains(name) }) {
        return try kind.figure(of: experiment, ofClass: label, holding: &frame)
    }
    if let kind = plotKinds.first(where: { $0.declaration.words.contains(name) }) {
        return try kind.figure(of: experiment, holding: &frame)
    }
    return try figure(named: name, of: experiment)
}

/// The figure of that name. The name comes from the catalogue above, so an unknown one cannot reach this place.
func figure(named name: String, of experiment: Experiment, ofClass label: Int? = nil) throws -> Figure {
    if let label, let kind = classPlotKinds.first(where: { $0.declaration.words.contains(name) }) {
        return try kind.figure(of: experiment, ofClass: label)
    }
    if let kind = plotKinds.first(where: { $0.declaration.words.contains(name) }) {
        return try kind.figure(of: experiment)
    }
    if let measurement = measurement(named: name) { return try MeasurementPlot.figure(of: measurement, in: experiment) }
    throw Refusal("no plot is called `\(name)`")
}
