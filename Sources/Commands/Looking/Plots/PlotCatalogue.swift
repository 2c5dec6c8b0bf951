import Declarations
import Figures
import Lab
import Language

/// Every kind of plot, in the order of the reference page.
let plotKinds: [any PlotKind.Type] = [
    LossesPlot.self,
    SamplesPlot.self,
    CriticPlot.self,
    GradientsPlot.self,
    ScoresPlot.self,
    AccuracyPlot.self,
]

/// The words that `plot` and `watch` take: the kinds, then every measurement that training takes at each step.
let plotCatalogue = Catalogue("plot", plotKinds.map { $0.declaration } + HistoryPlot.declarations)

/// Whether the plot of that name is empty before the first training step.
func showsSteps(_ name: String) -> Bool {
    if let kind = plotKinds.first(where: { $0.declaration.words.contains(name) }) { return kind.showsSteps }
    return StepQuantity.allCases.contains { $0.measurement == name }
}

/// The figure of that name. The name comes from the catalogue above, so an unknown one cannot reach this place.
func figure(named name: String, of experiment: Experiment) throws -> Figure {
    if let kind = plotKinds.first(where: { $0.declaration.words.contains(name) }) {
        return try kind.figure(of: experiment)
    }
    if let quantity = StepQuantity.allCases.first(where: { $0.measurement == name }) {
        return try HistoryPlot.figure(of: quantity, in: experiment)
    }
    throw PlotError("no plot is called `\(name)`")
}
