import Declarations
import Figures
import Lab
import Networks

/// Where the weights of every layer lie: those of a clipped critic pile up at the bounds.
enum WeightsPlot: PlotKind {
    static let declaration = Declaration(
        "weights", summary: "how the weights of every layer are spread, a histogram each; with `penalty clip`, the bounds",
        example: "data ring\ntrain 5\nplot weights", source: "Gulrajani et al. 2017, figure 1")

    static func figure(of experiment: Experiment) throws -> Figure {
        let networks = experiment.recipe.networks
        let layers = networks.flatMap { experiment.weights(of: $0) }
        guard !layers.isEmpty else { throw Refusal("no layer of these networks has weights") }
        let bound = experiment.recipe.parameterBound
        let panels = HistogramPanels(
            panels: layers.map { layer in
                let atBound = layer.layer.network == .discriminator ? bound.map { layer.share(atLeast: $0) } : nil
                return .init(layer: layer.layer, values: layer.values, remark: atBound.map { "\(percent($0)) at the bound" })
            }, xLabel: "weight", style: { FigureStyle.style(of: $0, in: networks) },
            references: { network in
                guard network == .discriminator, let bound else { return [] }
                return [-Double(bound), Double(bound)].map { .init(name: "", at: .position($0)) }
            })
        return panels.figure { titled($0, experiment) }
    }
}

extension LayerWeights {
    /// The share of weights that are no smaller than this in absolute value.
    fileprivate func share(atLeast bound: Float) -> Double { Double(values.count { abs($0) >= bound }) / Double(values.count) }
}
