import Foundation
#if canImport(FoundationXML)
    import FoundationXML
#endif
import Testing

@testable import Figures

/// Figures that a diverging or just started experiment produces: none may trap, whatever draws them.
@Suite struct RobustnessTests {
    static let nasty: [(name: String, figure: Figure)] = {
        let odd: [Double] = [.nan, .infinity, -.infinity, 0, -0.0, 1e308, -1e308, .leastNonzeroMagnitude, 1, -1]
        let oddFloats = odd.map { Float($0) }
        func plot(_ x: [Double], _ y: [Double], scale: Scale = .linear, filled: Bool = false) -> Figure {
            Figure(
                title: "plot",
                .lines(
                    LinePlot(
                        series: [.init(name: "s", x: x, y: y, isFilled: filled)], xLabel: "x", yLabel: "y",
                        yScale: scale,
                        references: [.init(name: "r", at: .height(y[0])), .init(name: "q", at: .position(x[0]), style: -3)])))
        }
        func cloud(_ points: [Point]) -> Figure {
            Figure(.scatter(Scatter(groups: [PointGroup(name: "p", points: points, style: -7)])))
        }
        func map(_ values: [Float], _ width: Int, _ height: Int, _ range: ClosedRange<Double> = 0...1) -> Figure {
            Figure(
                .heatmap(
                    Heatmap(
                        values: values, width: width, height: height, xRange: range, yRange: range,
                        colorMap: .diverging(centre: .nan), colorBarLabel: "v", contour: 0)))
        }
        func images(_ values: [Float], _ count: Int, _ height: Int, _ width: Int, _ channels: Int) -> Figure {
            Figure(
                .images(
                    ImageGrid(
                        images: values, count: count, height: height, width: width, channels: channels, columns: -1)))
        }
        let many = (0..<20_000).map(Double.init)
        return [
            ("odd y", plot(odd.indices.map(Double.init), odd)), ("odd x", plot(odd, odd.indices.map(Double.init))),
            ("odd both", plot(odd, odd, filled: true)),
            ("odd logarithm", plot(odd, odd, scale: .logarithmic, filled: true)),
            ("odd symmetric logarithm", plot(odd, odd, scale: .symmetricLogarithmic(limit: 1), filled: true)),
            ("narrow symmetric logarithm", plot([0, 1], [3, 3], scale: .symmetricLogarithmic(limit: 1e-90))),
            ("unequal lengths", plot([1, 2, 3], [1])), ("one point", plot([1], [1])),
            ("only nan", plot([.nan], [.nan])),
            ("flat", plot([0, 1], [3, 3])), ("hardly flat", plot([0, 1], [1, 1.0000000000000002])),
            ("negative logarithm", plot([0, 1], [-1, -2], scale: .logarithmic)),
            ("many", plot(many, many.map { $0.truncatingRemainder(dividingBy: 17) })),
            ("backwards", plot(many.reversed(), many)),
            ("no series", Figure(.lines(LinePlot(series: [])))),
            ("odd cloud", cloud(odd.flatMap { x in odd.map { Point(x, $0) } })), ("no cloud", cloud([])),
            ("thin cloud", cloud([Point(0, 0), Point(1e9, 1e-9)])), ("one place", cloud([Point(2, 2), Point(2, 2)])),
            ("odd map", map(oddFloats, 5, 2)), ("map of nan", map([.nan, .nan], 2, 1)), ("map of one", map([1], 1, 1)),
            ("short map", map([1, 2], 3, 3)), ("huge claim", map([1], .max, .max)), ("negative map", map([1], -1, -1)),
            ("flat map", map([2, 2, 2, 2], 2, 2, 5...5)),
            ("infinite map", map([1, 2, 3, 4], 2, 2, -.infinity ... .infinity)),
            ("largest map", map([-.greatestFiniteMagnitude, .greatestFiniteMagnitude], 2, 1, -1e308...1e308)),
            ("odd images", images(oddFloats + oddFloats, 5, 2, 2, 1)),
            ("too few values", images([1, 2, 3], 4, 2, 2, 1)),
            ("no channels", images([1], 1, 1, 1, 0)), ("two channels", images([1, 1], 1, 1, 1, 2)),
            ("huge images", images([1], .max, .max, .max, 3)),
            ("one large image", images([Float](repeating: 0.5, count: 300 * 500), 1, 300, 500, 1)),
            ("many images", images([Float](repeating: 0, count: 900 * 4), 900, 2, 2, 1)),
            (
                "long words",
                Figure(
                    title: String(repeating: "a very long title ", count: 50),
                    .lines(
                        LinePlot(
                            series: (0..<30).map {
                                .init(
                                    name: String(repeating: "name \($0) ", count: 12), x: [0, 1], y: [0, Double($0)])
                            },
                            xLabel: String(repeating: "x", count: 500), yLabel: String(repeating: "y", count: 500))))
            ),
        ]
    }()

    @Test("text", arguments: nasty.map(\.name)) func text(name: String) throws {
        let figure = try #require(Self.nasty.first { $0.name == name }).figure
        for mode in [GraphicsMode.blocks, .ascii] {
            for color in ColorDepth.allCases {
                for (columns, rows) in [(60, 20), (20, 6), (16, 5), (2, 2), (1, 1), (0, -5)] {
                    let picture = renderTerminal(
                        figure, on: Terminal(mode: mode, columns: columns, rows: rows, color: color))
                    #expect(picture.hasSuffix("\n"))
                }
            }
        }
    }

    @Test("text on a huge screen", arguments: nasty.map(\.name)) func hugeScreen(name: String) throws {
        let figure = try #require(Self.nasty.first { $0.name == name }).figure
        let screen = Terminal(mode: .ascii, columns: .max, rows: .max)
        #expect(renderTerminal(figure, on: screen).hasSuffix("\n"))
    }

    @Test("files", arguments: nasty.map(\.name)) func files(name: String) throws {
        let figure = try #require(Self.nasty.first { $0.name == name }).figure
        for format in FigureFormat.allCases {
            let bytes = try encode(figure, as: format)
            // Each kind of file begins and ends in a way of its own: it was written whole.
            switch format {
            case .png:
                #expect(bytes.starts(with: [0x89] + Array("PNG\r\n\u{1A}\n".utf8)))
                #expect(bytes.suffix(8).starts(with: "IEND".utf8))
            case .svg:
                let reader = XMLParser(data: Data(bytes))
                let outline = Outline()
                reader.delegate = outline
                #expect(reader.parse())
                #expect(outline.names.first == "svg" && outline.names.count > 1)
            case .pdf:
                #expect(bytes.starts(with: "%PDF-".utf8))
                #expect(String(decoding: bytes.suffix(8), as: UTF8.self).hasSuffix("%%EOF\n"))
            }
        }
    }

    /// The names of a document's elements.
    private final class Outline: NSObject, XMLParserDelegate {
        private(set) var names: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) { names.append(name) }
    }

    @Test("pixels", arguments: nasty.map(\.name)) func pixels(name: String) throws {
        let figure = try #require(Self.nasty.first { $0.name == name }).figure
        let terminal = Terminal(mode: .sixel, columns: 20, rows: 8, color: .truecolor)
        #expect(renderTerminal(figure, on: terminal).contains("\u{1B}P"))
    }
}
