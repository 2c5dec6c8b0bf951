import Figures
import Lab
import Networks

/// Histograms of the layers of all networks, one beside the other.
///
/// The layers of a network share one axis across where their numbers lie in like ranges, so that a wide one looks wide; where one is
/// more than ten times as wide as another each has its own.
struct HistogramPanels {
    struct Panel {
        let layer: NetworkLayer
        let values: [Float]
        /// What is said of it behind its name: `31 % dead`.
        let remark: String?
    }

    static let bins = 40
    private static let likeRanges = 10.0

    let panels: [Panel]
    let xLabel: String
    let style: (NetworkID) -> Int
    /// Upright lines in the panels of a network.
    var references: (NetworkID) -> [LinePlot.Reference] = { _ in [] }

    func figure(titled title: (String) -> String) -> Figure {
        let ranges = Dictionary(grouping: panels, by: \.layer.network).mapValues { Self.sharedRange(of: $0.map(\.values)) }
        let figures = panels.map { panel in
            let histogram = Histogram(panel.values, bins: Self.bins, over: ranges[panel.layer.network] ?? nil)
            let plot = LinePlot(
                series: [
                    LinePlot.Series(
                        name: "", x: edges(of: histogram), y: histogram.shares.flatMap { [100 * $0, 100 * $0] }, isFilled: true,
                        style: style(panel.layer.network))
                ], xLabel: xLabel, yLabel: "%", xRange: histogram.range, references: references(panel.layer.network))
            let name = "\(panel.layer.shortName) \(panel.layer.part ?? panel.layer.kind)"
            return Figure(title: title([name, panel.remark].compactMap { $0 }.joined(separator: " · ")), .lines(plot))
        }
        return figures.count == 1 ? figures[0] : Figure(title: nil, .panels(figures))
    }

    /// Each bin from side to side, at one height.
    private func edges(of histogram: Histogram) -> [Double] {
        histogram.shares.indices.flatMap { bin in
            [bin, bin + 1].map { histogram.range.lowerBound + Double($0) * histogram.binWidth }
        }
    }

    private static func sharedRange(of values: [[Float]]) -> ClosedRange<Double>? {
        let ranges = values.map { Histogram.range(of: $0) }
        let widths = ranges.map { $0.upperBound - $0.lowerBound }
        guard let narrowest = widths.min(), let widest = widths.max(), widest <= likeRanges * narrowest else { return nil }
        return ranges.reduce(ranges[0]) { min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound) }
    }
}

/// `31 %`, `0.4 %`.
func percent(_ share: Double) -> String {
    let hundredfold = 100 * share
    return (hundredfold == 0 || hundredfold >= 9.95 ? formatted(hundredfold, "%.0f") : formatted(hundredfold, "%.2g")) + " %"
}
