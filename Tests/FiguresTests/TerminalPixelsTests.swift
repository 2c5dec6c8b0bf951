import CCairo
import Foundation
import Testing

@testable import Figures

@Suite struct TerminalPixelsTests {
    @Test(
        "each protocol opens as its terminals expect",
        arguments: [(GraphicsMode.kitty, "\u{1B}_G"), (.iterm, "\u{1B}]1337;File="), (.sixel, "\u{1B}P")])
    func protocols(mode: GraphicsMode, opening: String) {
        let picture = renderTerminal(SampleFigures.lines, on: Terminal(mode: mode, columns: 30, rows: 10))
        #expect(picture.contains(opening))
        #expect(picture.count > 1000)
    }

    @Test("sixels inside tmux stay far below its buffer of a megabyte") func capped() {
        let large = Terminal(
            mode: .sixel, columns: 300, rows: 90, cellWidth: 12, cellHeight: 24, isMultiplexed: true)
        for (name, figure) in SampleFigures.all {
            let picture = renderTerminal(figure, on: large)
            #expect(picture.utf8.count < 500_000, "\(name)")
            #expect(picture.contains("\u{1B}P"))
        }
    }

    @Test("kitty gets the PNG in pieces that it accepts, with the cells it fills", arguments: SampleFigures.all.map(\.name))
    func kitty(name: String) throws {
        let figure = try #require(SampleFigures.all.first { $0.name == name }).figure
        let text = renderTerminal(figure, on: Terminal(mode: .kitty, columns: 60, rows: 20, cellWidth: 9, cellHeight: 18))
        let commands = try KittyCommand.all(in: text)
        // What stands in this place goes first.
        #expect(commands.first?.keys == ["a": "d", "d": "C", "q": "2"])
        let pieces = commands.dropFirst()
        let keys = try #require(pieces.first).keys
        #expect(keys["a"] == "T" && keys["f"] == "100" && keys["q"] == "2" && keys["C"] == "1")
        #expect(pieces.allSatisfy { $0.payload.count <= 4096 })
        #expect(pieces.dropLast().allSatisfy { $0.keys["m"] == "1" && $0.payload.count.isMultiple(of: 4) })
        #expect(pieces.last?.keys["m"] == "0")
        #expect(pieces.dropFirst().allSatisfy { $0.keys.count == 1 })
        let size = try pixelSize(ofPNG: pieces.map(\.payload).joined())
        let cells = (columns: try #require(Int(keys["c"] ?? "")), rows: try #require(Int(keys["r"] ?? "")))
        #expect(size.width == cells.columns * 9 && size.height == cells.rows * 18)
        #expect(cells.columns <= 60 && cells.rows <= 20)
        #expect(text.count { $0 == "\n" } == cells.rows)
    }

    @Test("iTerm2 gets the PNG with its size in bytes and in cells", arguments: SampleFigures.all.map(\.name))
    func iterm(name: String) throws {
        let figure = try #require(SampleFigures.all.first { $0.name == name }).figure
        let text = renderTerminal(figure, on: Terminal(mode: .iterm, columns: 60, rows: 20, cellWidth: 9, cellHeight: 18))
        let (keys, payload) = try #require(itermFile(in: text))
        #expect(keys["inline"] == "1" && keys["preserveAspectRatio"] == "1")
        #expect(keys["size"].flatMap { Int($0) } == Data(base64Encoded: payload)?.count)
        let size = try pixelSize(ofPNG: payload)
        #expect(keys["width"].flatMap { Int($0) }.map { $0 * 9 } == size.width)
        #expect(keys["height"].flatMap { Int($0) }.map { $0 * 18 } == size.height)
    }

    @Test("a picture makes its rows first and leaves the cursor below them", arguments: [GraphicsMode.kitty, .iterm, .sixel])
    func placed(mode: GraphicsMode) throws {
        let text = renderTerminal(SampleFigures.lines, on: Terminal(mode: mode, columns: 30, rows: 10))
        let rows = text.prefix { $0 == "\n" }.count
        #expect((5...10).contains(rows))
        #expect(text.dropFirst(rows).hasPrefix("\u{1B}[\(rows)A\u{1B}7"))
        #expect(text.hasSuffix("\u{1B}8\u{1B}[\(rows)B\r"))
        #expect(!text.dropFirst(rows).contains("\n"))
    }

    @Test("a map on 100 by 40 characters is some tens of kilobytes, not megabytes", arguments: [GraphicsMode.kitty, .iterm])
    func small(mode: GraphicsMode) {
        let side = 96
        let values = (0..<(side * side)).map { place in
            let (x, y) = (Double(place % side) / 12 - 4, Double(place / side) / 12 - 4)
            return Float(0.5 + 0.5 * sine(x) * cosine(y * 1.3))
        }
        let points = (0..<400).map { Point(sine(Double($0)) * 3, cosine(Double($0) * 1.7) * 3) }
        let map = Heatmap(
            values: values, width: side, height: side, xRange: -4...4, yRange: -4...4,
            colorMap: .diverging(centre: 0.5), colorBarLabel: "D(x)",
            overlays: [PointGroup(name: "real", points: points)], contour: 0.5)
        let text = renderTerminal(
            Figure(title: "the critic", .heatmap(map)),
            on: Terminal(mode: mode, columns: 100, rows: 40, cellWidth: 10, cellHeight: 20))
        #expect((10_000..<150_000).contains(text.utf8.count), "\(text.utf8.count) bytes")
    }

    @Test("tmux is asked to hand each sequence on, with every escape doubled") func wrapped() throws {
        let inside = Terminal(mode: .kitty, columns: 60, rows: 20, isMultiplexed: true)
        let outside = Terminal(mode: .kitty, columns: 60, rows: 20)
        let text = renderTerminal(SampleFigures.lines, on: inside)
        let parts = text.components(separatedBy: "\u{1B}Ptmux;").dropFirst().map { part in
            part.components(separatedBy: "\u{1B}\u{1B}\\\u{1B}\\")[0].replacingOccurrences(of: "\u{1B}\u{1B}", with: "\u{1B}")
                + "\u{1B}\\"
        }
        #expect(try KittyCommand.all(in: parts.joined()) == KittyCommand.all(in: renderTerminal(SampleFigures.lines, on: outside)))
    }

    @Test("two figures are one picture of all the room") func together() throws {
        let terminal = Terminal(mode: .kitty, columns: 90, rows: 20, cellWidth: 10, cellHeight: 20)
        let text = renderTerminal([SampleFigures.lines, SampleFigures.map], on: terminal)
        let pieces = try KittyCommand.all(in: text).dropFirst()
        let size = try pixelSize(ofPNG: pieces.map(\.payload).joined())
        #expect(size.width == 900 && size.height == 400)
    }

    @Test("a window too small for pixels shows the title") func tiny() {
        #expect(renderTerminal(SampleFigures.lines, on: Terminal(mode: .kitty, columns: 3, rows: 2)) == "Lo…\n")
    }

    private func pixelSize(ofPNG base64: String) throws -> (width: Int, height: Int) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("inline-\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: file) }
        try #require(Data(base64Encoded: base64)).write(to: file)
        let surface = cairo_image_surface_create_from_png(file.path)
        defer { cairo_surface_destroy(surface) }
        try #require(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
        return (Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface)))
    }

    private func itermFile(in text: String) -> (keys: [String: String], payload: String)? {
        let opening = "\u{1B}]1337;File="
        guard let start = text.range(of: opening), let end = text.range(of: "\u{7}") else { return nil }
        let parts = text[start.upperBound..<end.lowerBound].split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return (keyValues(parts[0], separator: ";"), String(parts[1]))
    }
}

/// One `ESC _ G keys ; payload ESC \` of kitty's protocol.
private struct KittyCommand: Equatable {
    var keys: [String: String]
    var payload: String

    static func all(in text: String) throws -> [KittyCommand] {
        try text.components(separatedBy: "\u{1B}_G").dropFirst().map { part in
            let end = try #require(part.range(of: "\u{1B}\\"))
            let halves = part[..<end.lowerBound].split(separator: ";", maxSplits: 1)
            return KittyCommand(
                keys: keyValues(halves[0], separator: ","), payload: halves.count > 1 ? String(halves[1]) : "")
        }
    }
}

private func keyValues(_ text: Substring, separator: Character) -> [String: String] {
    var keys: [String: String] = [:]
    for pair in text.split(separator: separator) {
        let parts = pair.split(separator: "=", maxSplits: 1)
        keys[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    return keys
}
