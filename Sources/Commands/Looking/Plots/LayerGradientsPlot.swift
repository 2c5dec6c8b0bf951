import Declarations
import Figures
import Lab
import Networks

/// The length of the gradient by each layer's weights, of every network in its own turn, on a logarithmic axis: layers that get a
/// thousandth of what others get hardly learn.
enum LayerGradientsPlot: PlotKind {
    static let declaration = Declaration(
        "layer-gradients", aliases: ["layers"],
        summary: "the length of the gradient by each layer's weights, of every network in its own turn: which layers learn?",
        example: "data ring\ntrain 5\nplot layer-gradients",
        source: "Glorot, Bengio 2010, Understanding the difficulty of training deep feedforward neural networks, section 4.2")

    static func figure(of experiment: Experiment) throws -> Figure {
        let networks = experiment.recipe.networks
        // From a network's first layer to its last, as it is written.
        let learned = try networks.map { network in
            try experiment.backpropagation(of: network).stations.reversed().compactMap { station in
                station.byParameters.map { (layer: station.layer, length: $0) }
            }
        }
        var place = 0
        let groups = zip(networks, learned).map { network, layers in
            let points = layers.enumerated().map { Point(Double(place + $0 + 1), $1.length) }
            place += layers.count
            return PointGroup(name: network.rawValue, points: points, style: FigureStyle.style(of: network, in: networks))
        }
        let lines = groups.map { LinePlot.Series(name: "", x: $0.points.map(\.x), y: $0.points.map(\.y), style: $0.style) }
        let plot = LinePlot(
            series: lines, xLabel: "layers, first to last", yLabel: "length of the gradient", yScale: .logarithmic,
            xRange: 0.5...Double(max(1, place)) + 0.5, xNames: learned.joined().map(\.layer.shortName), overlays: groups)
        return Figure(title: titled("gradient by each layer's weights", experiment), .lines(plot))
    }
}
