import Declarations
import Figures
import Foundation
import Lab
import Networks

/// How long the generator's gradient is at every layer that it passes, in the order in which it travels: from the score through the
/// discriminator to the sample, and from there through the generator. One that vanishes falls off a cliff or goes down a stair, and the
/// title says where.
enum BackpropagationPlot: PlotKind {
    static let declaration = Declaration(
        "backpropagation", aliases: ["backprop"],
        summary: "the generator's gradient on its way back, layer by layer, through the discriminator to its own first layer: who kills it?",
        example: "data ring\ntrain 5\nplot backpropagation",
        source: "Glorot, Bengio 2010, section 4; Arjovsky, Bottou 2017, section 2.2")

    static func figure(of experiment: Experiment) throws -> Figure {
        let mover = experiment.recipe.method.isDuel ? .generator : experiment.recipe.networks.first ?? .generator
        let way = try experiment.backpropagation(of: mover)
        var plot = LinePlot(
            series: series(way, experiment.recipe.networks), xLabel: "layers, from the loss back",
            yLabel: "length of the gradient", yScale: .logarithmic, xRange: 0.5...Double(way.stations.count) + 0.5,
            xNames: way.stations.map(\.layer.shortName), overlays: points(way, experiment.recipe.networks),
            references: [.init(name: "1", at: .height(1))])
        if let border = way.stations.firstIndex(where: { $0.layer.network == .generator }), border > 0 {
            plot.references.append(.init(name: "the sample", at: .position(Double(border) + 0.5)))
        }
        let subject = way.worstBreak.map { words(of: $0) } ?? "the \(mover)'s gradient"
        return Figure(title: titled(subject, experiment), .lines(plot))
    }

    /// One line for each network; the second begins where the first ends.
    private static func series(_ way: Backpropagation, _ networks: [NetworkID]) -> [LinePlot.Series] {
        parts(of: way).map { network, places in
            let drawn = (places.lowerBound > 0 ? [places.lowerBound - 1] : []) + Array(places)
            return LinePlot.Series(
                name: network.rawValue, x: drawn.map { Double($0 + 1) }, y: drawn.map { way.stations[$0].gradient },
                style: FigureStyle.style(of: network, in: networks))
        }
    }

    /// A point on the line for each layer, and one apart for what it learns.
    private static func points(_ way: Backpropagation, _ networks: [NetworkID]) -> [PointGroup] {
        let stations = parts(of: way).map { network, places in
            PointGroup(
                name: "", points: places.map { Point(Double($0 + 1), way.stations[$0].gradient) },
                style: FigureStyle.style(of: network, in: networks))
        }
        let learned = way.stations.enumerated().compactMap { place, station in
            station.byParameters.map { Point(Double(place + 1), $0) }
        }
        return stations + [PointGroup(name: "by weights", points: learned, style: FigureStyle.weights)]
    }

    private static func parts(of way: Backpropagation) -> [(NetworkID, Range<Int>)] {
        var parts: [(NetworkID, Range<Int>)] = []
        for (place, station) in way.stations.enumerated() {
            if let last = parts.last, last.0 == station.layer.network {
                parts[parts.count - 1].1 = last.1.lowerBound..<place + 1
            } else {
                parts.append((station.layer.network, place..<place + 1))
            }
        }
        return parts
    }

    /// What a class reads from the back row: `vanishes at D2 dense: 1 in 340`.
    private static func words(of found: Backpropagation.Break) -> String {
        let much = found.factor <= 0 ? "nothing" : found.factor < 1 ? "1 in \(rounded(1 / found.factor))" : "\(rounded(found.factor)) times"
        let place =
            switch found.place {
            case .loss: "in the loss"
            case .layer(let layer): "at \(layer.shortName) \(layer.kind)"
            case .network(let network): "in the \(network)"
            }
        return "\(found.kind.rawValue) \(place): \(much)"
    }

    /// Two digits: nobody compares the third.
    private static func rounded(_ number: Double) -> String {
        guard number >= 1, number < 100_000 else { return formatted(number, "%.1e") }
        let unit = pow(10, max(0, log10(number).rounded(.down) - 1))
        return grouped(Int((number / unit).rounded() * unit))
    }
}
