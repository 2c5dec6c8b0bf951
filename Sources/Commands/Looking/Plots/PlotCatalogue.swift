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
    SharesPlot.self,
    NeighboursPlot.self,
    EigenvaluesPlot.self,
    PhasePlot.self,
    LedgerPlot.self,
    CentrePlot.self,
    BackpropagationPlot.self,
    LayerGradientsPlot.self,
    WeightsPlot.self,
    ActivationsPlot.self,
]

/// The words that `plot` and `watch` take: the kinds, then every measurement.
let plotCatalogue = Catalogue("plot", plotKinds.map { $0.declaration } + MeasurementPlot.declarations)

/// The kind that a word names; `nil` for a measurement.
private func plotKind(named name: String) -> (any PlotKind.Type)? {
    plotKinds.first { $0.declaration.words.contains(name) }
}

/// Whether the plot of that name is empty before the first training step.
func showsSteps(_ name: String) -> Bool { plotKind(named: name)?.showsSteps ?? (measurement(named: name) != nil) }

/// The plots that can show one class.
let classPlotKinds: [any ClassPlotKind.Type] = plotKinds.compactMap { $0 as? any ClassPlotKind.Type }

/// Throws where a recipe leaves the plot of that name nothing to draw, however long it is trained.
func checkPlot(named name: String, of recipe: Recipe) throws(Refusal) {
    if let kind = plotKind(named: name) { return try kind.check(recipe) }
    if let measurement = measurement(named: name) { try MeasurementPlot.check(measurement, recipe) }
}

/// The figure of that name as one of many frames; see `PlotKind`.
///
/// - Parameter label: the class to show, for the plots that show one.
func figure(
    named name: String, of experiment: Experiment, ofClass label: Int? = nil, holding frame: inout PlaneFrame?
) throws -> Figure {
    guard let kind = plotKind(named: name) else {
        if let measurement = measurement(named: name) { return try MeasurementPlot.figure(of: measurement, in: experiment, isFrame: true) }
        return try figure(named: name, of: experiment)
    }
    try kind.check(experiment.recipe)
    if let label, let kind = kind as? any ClassPlotKind.Type {
        return try kind.figure(of: experiment, ofClass: label, holding: &frame)
    }
    return try kind.figure(of: experiment, holding: &frame)
}

/// The figure of that name. The name comes from the catalogue above, so an unknown one cannot reach this place.
func figure(named name: String, of experiment: Experiment, ofClass label: Int? = nil) throws -> Figure {
    try checkPlot(named: name, of: experiment.recipe)
    if let label, let kind = plotKind(named: name) as? any ClassPlotKind.Type {
        return try kind.figure(of: experiment, ofClass: label)
    }
    if let kind = plotKind(named: name) { return try kind.figure(of: experiment) }
    if let measurement = measurement(named: name) { return try MeasurementPlot.figure(of: measurement, in: experiment) }
    throw Refusal("no plot is called `\(name)`")
}
