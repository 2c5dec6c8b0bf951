import Testing

@testable import Figures

@Suite struct ColorMapTests {
    @Test("viridis goes from dark violet to yellow, ever brighter") func viridis() {
        #expect(ColorMap.viridis.color(of: 0, in: 0...1) == Color(68, 1, 84))
        #expect(ColorMap.viridis.color(of: 1, in: 0...1) == Color(253, 231, 37))
        let brightness = (0...100).map { ColorMap.viridis.color(of: Double($0), in: 0...100).brightness }
        #expect(zip(brightness, brightness.dropFirst()).allSatisfy { $0 <= $1 + 0.01 })
    }

    @Test("the diverging map is white at its centre, wherever that lies") func diverging() {
        for centre in [0.2, 0.5, 0.9] {
            let map = ColorMap.diverging(centre: centre)
            #expect(map.color(of: centre, in: 0...1) == Color(247, 247, 247))
            #expect(map.color(of: 0, in: 0...1) == Color(179, 88, 6))
            #expect(map.color(of: 1, in: 0...1) == Color(16, 78, 139))
        }
    }

    @Test("values beyond the ends and not-a-number have a colour too") func beyond() {
        for map in [ColorMap.viridis, .diverging(centre: 0.5), .diverging(centre: .nan), .diverging(centre: 7)] {
            #expect(map.color(of: .infinity, in: 0...1) == map.color(of: 1, in: 0...1))
            #expect(map.color(of: -.infinity, in: 0...1) == map.color(of: 0, in: 0...1))
            #expect(map.color(of: .nan, in: 0...1) == .missing)
        }
    }

    @Test("the bar of a diverging map is centred on its value") func centred() {
        let map = Heatmap(
            values: [0.4, 0.5, 0.9, .nan], width: 2, height: 2, xRange: 0...1, yRange: 0...1,
            colorMap: .diverging(centre: 0.5))
        let shown = map.shownValues
        #expect(abs((shown?.lowerBound ?? 0) - 0.1) < 1e-6)
        #expect(abs((shown?.upperBound ?? 0) - 0.9) < 1e-6)
    }
}

@Suite struct ColorTests {
    @Test("pixels run from -1 to 1 and are clipped")
    func levels() {
        #expect(ImageGrid.level(-1) == 0 && ImageGrid.level(1) == 255 && ImageGrid.level(0) == 128)
        #expect(ImageGrid.level(-9) == 0 && ImageGrid.level(.infinity) == 255 && ImageGrid.level(.nan) == 128)
    }

    @Test("every grey is the nearest one, also a little to either side of it") func nearestGrey() {
        for grey in 0...255 {
            for aside in [-0.49, -0.25, 0, 0.25, 0.49] {
                #expect(ImageGrid.level(Float((Double(grey) + aside) / 127.5 - 1)) == grey, "\(grey) and \(aside)")
            }
        }
        let table: [(Float, UInt8)] = [(-0.999, 0), (-0.995, 1), (-0.5, 64), (0.003, 128), (0.5, 191), (0.995, 254), (0.999, 255)]
        for (value, grey) in table { #expect(ImageGrid.level(value) == grey, "\(value)") }
    }

    @Test("pixels shown as one have their mean, rounded") func meanOfPixels() {
        // 0, 0, 0 and 255 are 63.75 together.
        let grid = ImageGrid(images: [-1, -1, -1, 1], count: 1, height: 2, width: 2, channels: 1)
        let small = Terminal(mode: .blocks, columns: 4, rows: 2, color: .truecolor)
        let large = ImageGrid(
            images: (0..<400).map { grid.images[($0 / 20 % 2) * 2 + $0 % 2] }, count: 1, height: 20, width: 20, channels: 1)
        #expect(renderTerminal(Figure(.images(large)), on: small).contains("2;64;64;64"))
    }

    @Test("the nearest of 256 colours") func palette() {
        #expect(Color(0, 0, 0).paletteIndex == 16)
        #expect(Color(255, 255, 255).paletteIndex == 231)
        #expect(Color(255, 0, 0).paletteIndex == 196)
        #expect(Color(128, 128, 128).paletteIndex == 244)
    }

    @Test("the eight series differ in colour and in both kinds of marker") func styles() {
        let styles = (0..<8).map { SeriesStyle($0) }
        #expect(Set(styles.map(\.color)).count == 8)
        #expect(Set(styles.map(\.marker)).count == 8)
        #expect(Set(styles.map(\.asciiMarker)).count == 8)
        #expect(Set(styles.map(\.textMarker)).count == 8)
        #expect(SeriesStyle(8) == SeriesStyle(0))
        #expect(SeriesStyle(.min).color == SeriesStyle(0).color)
    }
}
