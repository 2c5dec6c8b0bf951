import Declarations
import Figures
import Lab
import Networks

/// What every layer makes of a batch: rectifiers that are all 0, layers that end in saturation, numbers that grow from layer to layer.
enum ActivationsPlot: PlotKind {
    static let declaration = Declaration(
        "activations", summary: "how the numbers that every layer makes of a batch are spread, a histogram each; of `relu`, how many units are dead",
        example: "data ring\ntrain 5\nplot activations", source: "Glorot, Bengio 2010, section 3")

    static func figure(of experiment: Experiment) throws -> Figure {
        let networks = experiment.recipe.networks
        let layers = try networks.flatMap { try experiment.activations(of: $0) }
        let panels = HistogramPanels(
            panels: layers.map { layer in
                .init(
                    layer: layer.layer, values: layer.values,
                    remark: layer.units.map { "\(percent(Double($0.dead) / Double(max(1, $0.count)))) dead" })
            }, xLabel: "what it makes", style: { FigureStyle.style(of: $0, in: networks) })
        return panels.figure { titled($0, experiment) }
    }
}
