import Foundation
import Testing

@testable import Figures

@Suite("Error bars")
struct ErrorBarTests {
    private func figure(deviations: [Double], isLogarithmic: Bool = false) -> Figure {
        Figure(
            title: "modes over rate",
            .lines(
                LinePlot(
                    series: [.init(name: "modes", x: [1, 10, 100], y: [4, 5, 6], deviations: deviations)], xLabel: "rate",
                    yLabel: "modes", xScale: isLogarithmic ? .logarithmic : .linear)))
    }

    @Test("each deviation above zero is a bar from mean minus to mean plus it, and the axis holds them all")
    func scene() throws {
        let scene = try #require(Scene(figure(deviations: [0.5, 0, 3])))
        let bars = try #require(scene.marks.first { $0.shape == .bars })
        #expect(bars.points == [Point(1, 3.5), Point(1, 4.5), Point(100, 3), Point(100, 9)])
        #expect(scene.yAxis.lower <= 3 && scene.yAxis.upper >= 9)
        #expect(scene.xAxis.lower < 1 && scene.xAxis.upper > 100)
        #expect(scene.legend.isEmpty)
        let ends = scene.barEnds(bars)
        #expect(ends.count == 2 && ends.allSatisfy { $0.low < $0.high })
        let without = try #require(Scene(figure(deviations: [])))
        #expect(!without.marks.contains { $0.shape == .bars })
    }

    @Test("what is not finite makes no bar")
    func finite() throws {
        let scene = try #require(Scene(figure(deviations: [.nan, .infinity, -1])))
        #expect(scene.marks.first { $0.shape == .bars }?.points.isEmpty == true)
    }

    @Test("a logarithmic axis puts factors at equal distances")
    func logarithmic() throws {
        let scene = try #require(Scene(figure(deviations: [1, 1, 1], isLogarithmic: true)))
        let places = [1.0, 10, 100].compactMap(scene.xAxis.fraction)
        #expect(places.count == 3 && abs(places[1] - (places[0] + places[2]) / 2) < 1e-9)
        #expect(places[0] > 0 && places[2] < 1)
    }

    @Test("a terminal of letters shows the bars as columns")
    func text() {
        let drawn = renderTerminal(figure(deviations: [0.5, 1, 2]), on: Terminal(mode: .ascii, columns: 60, rows: 16))
        // The last bar is the longest: the right end of the plot holds a letter on several rows.
        let columns = drawn.split(separator: "\n").map(Array.init)
        let last = columns.flatMap { row in row.indices.filter { row[$0] == "o" } }.max() ?? 0
        #expect(columns.count { $0.indices.contains(last) && $0[last] == "o" } >= 4, "\(drawn)")
    }

    @Test("pictures are drawn", arguments: ["png", "svg", "pdf"])
    func files(ending: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("figures-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try render(figure(deviations: [0.5, 1, 2]), to: folder.appendingPathComponent("bars.\(ending)"))
    }

    @Test("many deviations are one band between mean minus and mean plus them, drawn in every form")
    func band() throws {
        let steps = (0...40).map(Double.init)
        func figure(hasBand: Bool) -> Figure {
            Figure(.lines(LinePlot(series: [
                .init(name: "quality", x: steps, y: steps.map { $0 / 10 }, deviations: steps.map { _ in 2 }, hasBand: hasBand)
            ])))
        }
        let scene = try #require(Scene(figure(hasBand: true)))
        let band = try #require(scene.marks.first { $0.shape == .band })
        #expect(!scene.marks.contains { $0.shape == .bars } && band.points.count == 82)
        #expect(scene.yAxis.lower <= -2 && scene.yAxis.upper >= 6 && scene.xAxis.lower == 0)
        func drawn(_ figure: Figure) -> String { renderTerminal(figure, mode: .blocks, columns: 60, rows: 16, color: true) }
        func plain(_ figure: Figure) -> String { renderTerminal(figure, mode: .ascii, columns: 60, rows: 16, color: false) }
        var without = figure(hasBand: true)
        without.content = .lines(LinePlot(series: [.init(name: "quality", x: steps, y: steps.map { $0 / 10 })], yRange: -2.4...6.4))
        #expect(drawn(figure(hasBand: true)) != drawn(without))
        #expect(!plain(figure(hasBand: true)).isEmpty)
        #expect(try encode(figure(hasBand: true), as: .png) != encode(figure(hasBand: false), as: .png))
    }
}
