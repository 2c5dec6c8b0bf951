import Testing

@testable import Figures

@Suite("Figures side by side")
struct PanelTests {
    private func curve(_ name: String) -> Figure {
        Figure(title: name, .lines(LinePlot(series: [.init(name: name, x: [0, 1, 2], y: [0, 1, 0])])))
    }

    private var both: Figure { Figure(title: "both", .panels([curve("left"), curve("right")])) }

    @Test("a picture is as wide as all of them and as high as one")
    func size() {
        let one = naturalSize(curve("left"))
        #expect(naturalSize(both) == (one.width * 2, one.height))
        #expect(naturalSize(Figure(.panels([]))).width > 0)
    }

    @Test("in a wide window they stand side by side, in a narrow one below each other")
    func text() throws {
        let wide = renderTerminal(both, mode: .ascii, columns: 120, rows: 20, color: false)
        #expect(wide.split(separator: "\n").contains { $0.contains("left") && $0.contains("right") })
        let narrow = renderTerminal(both, mode: .ascii, columns: 40, rows: 30, color: false)
        #expect(narrow.contains("left") && narrow.contains("right"))
        #expect(!narrow.split(separator: "\n").contains { $0.contains("left") && $0.contains("right") })
    }

    @Test("files hold all of them", arguments: [FigureFormat.png, .svg, .pdf])
    func files(format: FigureFormat) throws {
        let bytes = try encode(both, as: format)
        #expect(bytes != (try encode(Figure(title: "both", .panels([curve("left"), curve("left")])), as: format)))
        if format == .svg { #expect(String(decoding: bytes, as: UTF8.self).contains("left: line plot")) }
        #expect(!(try encode(Figure(.panels([])), as: format)).isEmpty)
    }
}
