import Testing

@testable import Figures

@Suite("Frames of one figure share their axes")
struct SharedLimitsTests {
    @Test("curves reach over what any frame shows, on the scale of the last")
    func lines() {
        func plot(_ values: [Double], _ scale: Scale) -> Figure {
            Figure(.lines(LinePlot(series: [.init(name: "a", x: values.indices.map(Double.init), y: values)], yScale: scale)))
        }
        let frames = sharingLimits([plot([1, 2], .linear), plot([1, 2, 700], .logarithmic), plot([1, 2, 7, 3], .logarithmic)])
        let plots = frames.compactMap { frame -> LinePlot? in
            if case .lines(let plot) = frame.content { plot } else { nil }
        }
        #expect(Set(plots.map(\.yScale)) == [.logarithmic])
        #expect(Set(plots.map(\.xRange)) == [0...3])
        #expect(Set(plots.map(\.yRange)) == [1...1000])
        #expect(plots.map { $0.series[0].y.count } == [2, 3, 4])
    }

    @Test("the colours of maps stand for the same values in all frames")
    func maps() {
        func map(_ values: [Float], _ range: ClosedRange<Double>? = nil) -> Figure {
            Figure(.heatmap(Heatmap(values: values, width: 2, height: 2, xRange: 0...1, yRange: 0...1, valueRange: range)))
        }
        func ranges(_ figures: [Figure]) -> [ClosedRange<Double>?] {
            sharingLimits(figures).map { if case .heatmap(let map) = $0.content { map.valueRange } else { nil } }
        }
        #expect(ranges([map([0, 1, 2, 3]), map([-40, 1, 2, 3]), map([0, 0.1, 0.2, 0.3])]) == [-40...20, -40...20, -40...20])
        #expect(ranges([map([0, 1, 2, 3], 0...1), map([0, 1, 2, 3], 0...1)]) == [0...1, 0...1])
    }
}
