import CCairo
import Foundation
import Testing

@testable import Figures

@Suite struct FigureFileTests {
    /// A new folder that is removed after the test.
    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("figures-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test("a PNG is read back by cairo with its size, and is not blank", arguments: SampleFigures.all.map(\.name))
    func png(name: String) throws {
        let figure = try #require(SampleFigures.all.first { $0.name == name }).figure
        try inFolder { folder in
            let file = folder.appendingPathComponent("\(name).png")
            try render(figure, to: file)
            let surface = cairo_image_surface_create_from_png(file.path)
            defer { cairo_surface_destroy(surface) }
            #expect(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
            let width = Int(cairo_image_surface_get_width(surface))
            let height = Int(cairo_image_surface_get_height(surface))
            let size = naturalSize(figure)
            #expect(Double(width) == size.width && Double(height) == size.height)
            let pixels = try #require(cairo_image_surface_get_data(surface))
            let stride = Int(cairo_image_surface_get_stride(surface))
            let dark = (0..<height).reduce(0) { count, row in
                count + (0..<width).count { pixels[row * stride + $0 * 4] < 100 }
            }
            #expect(dark > 200)
            // The margin stays white: nothing is cut at the border.
            for column in 0..<width {
                #expect(pixels[column * 4] == 255 && pixels[(height - 1) * stride + column * 4] == 255)
            }
            for row in 0..<height {
                #expect(pixels[row * stride] == 255 && pixels[row * stride + (width - 1) * 4] == 255)
            }
        }
    }

    @Test("an SVG names its title, axes and series for those who cannot see it") func svg() throws {
        let text = String(decoding: try encode(SampleFigures.lines, as: .svg), as: UTF8.self)
        #expect(text.hasPrefix("<?xml"))
        #expect(text.contains("<title>Losses</title>"))
        #expect(text.contains("<desc>line plot of loss over step: generator, discriminator</desc>"))
        #expect(text.contains("width=\"1200px\"") || text.contains("width=\"1200\""))
        #expect(text.hasSuffix("</svg>\n"))
    }

    @Test("names are escaped in an SVG") func escaped() throws {
        let figure = Figure(
            title: "a < b & c",
            .lines(LinePlot(series: [.init(name: "<script>\u{1B}", x: [0, 1], y: [0, 1])])))
        let text = String(decoding: try encode(figure, as: .svg), as: UTF8.self)
        #expect(text.contains("<title>a &lt; b &amp; c</title>"))
        #expect(text.contains("&lt;script&gt; </desc>"))
        #expect(!text.contains("<script>"))
    }

    @Test("a PDF begins and ends as one") func pdf() throws {
        let bytes = try encode(SampleFigures.map, as: .pdf)
        #expect(bytes.starts(with: Array("%PDF-1.".utf8)))
        #expect(String(decoding: bytes.suffix(8), as: UTF8.self).contains("%%EOF"))
    }

    @Test("the same figure gives the same bytes") func deterministic() throws {
        // Not so for SVG: cairo numbers the surfaces of the whole process.
        for (name, figure) in SampleFigures.all {
            let first = try encode(figure, as: .png)
            let second = try encode(figure, as: .png)
            #expect(first == second, "\(name)")
        }
    }

    @Test("an existing file is replaced as a whole and nothing else is left behind") func atomic() throws {
        try inFolder { folder in
            let file = folder.appendingPathComponent("new/figure.PNG")
            try render(SampleFigures.lines, to: file)
            try render(SampleFigures.scatter, to: file)
            let found = try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path)
            #expect(found == ["figure.PNG"])
            let expected = try encode(SampleFigures.scatter, as: .png)
            #expect(try Array(Data(contentsOf: file)) == expected)
        }
    }

    @Test("an unknown extension is refused with the known ones", arguments: ["figure.gif", "figure", "figure.png.bak"])
    func unknown(name: String) throws {
        try inFolder { folder in
            let error = #expect(throws: FigureError.self) {
                try render(SampleFigures.lines, to: folder.appendingPathComponent(name))
            }
            #expect(error?.help?.contains(".png, .svg or .pdf") == true)
        }
    }

    @Test("a place that cannot be written is an error with the path") func unwritable() throws {
        try inFolder { folder in
            let blocker = folder.appendingPathComponent("file")
            try Data().write(to: blocker)
            let error = #expect(throws: FigureError.self) {
                try render(SampleFigures.lines, to: blocker.appendingPathComponent("figure.png"))
            }
            #expect(error?.message.contains("figure.png") == true)
        }
    }

    @Test("images are enlarged by a whole number, so that each pixel is one sharp square") func sharp() throws {
        let grid = ImageGrid(
            images: (0..<640).map { $0 % 2 == 0 ? -1 : 1 }, count: 10, height: 8, width: 8, channels: 1, columns: 5)
        let size = ImageGridDrawing.naturalSize(grid, title: nil)
        let inner = size.width - 2 * SceneLayout.margin - 4 * ImageGridDrawing.gap
        #expect(inner.truncatingRemainder(dividingBy: 40) == 0)
        #expect(inner / 40 >= 20)
    }

    @Test("a title that is too long is set smaller, and cut only where that does not do")
    func titles() throws {
        let surface = try #require(cairo_image_surface_create(CAIRO_FORMAT_RGB24, 720, 100))
        defer { cairo_surface_destroy(surface) }
        let canvas = Canvas(surface: surface, width: 720, height: 100)
        func fits(_ title: String) -> (text: String, size: Double) {
            let fitted = canvas.title(title, in: 668)
            #expect(canvas.textWidth(fitted.text, size: fitted.size, isBold: true) <= 668)
            return fitted
        }
        #expect(fits("samples of ring").size == SceneLayout.titleSize)
        let long = "samples of ring · step 300 · non-saturating"
        #expect(fits(long).text == long && fits(long).size < SceneLayout.titleSize)
        let endless = fits(String(repeating: "samples ", count: 30))
        #expect(endless.text.hasSuffix("…") && endless.size == SceneLayout.tickSize)
    }
}
