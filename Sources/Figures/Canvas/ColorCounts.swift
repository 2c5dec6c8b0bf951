import CCairo

/// How often each colour stands in some pictures, counted in cells of 8 × 8 × 8 levels, and the few colours that stand for
/// all of them best.
///
/// All cells are one box, and the box with the greatest spread is cut at its mean, across its widest channel, until there are
/// as many boxes as colours.
/// Source: Wu 1991, Efficient Statistical Computations for Optimal Color Quantization (boxes cut by variance), with cuts
/// at the mean in place of its search for the best.
struct ColorCounts {
    private var cells = [ColorCell](repeating: ColorCell(), count: ColorCell.count)
    private var pixels = 0

    /// Counts the pixels of an image surface of 32 bits each, drawn and flushed.
    mutating func add(_ surface: OpaquePointer) {
        cells.withUnsafeMutableBufferPointer { cells in
            forEachPixel(of: surface) { _, pixel in cells[ColorCell.index(of: pixel)].add(pixel) }
        }
        pixels += Int(cairo_image_surface_get_width(surface)) * Int(cairo_image_surface_get_height(surface))
    }

    /// At most `limit` colours, each the mean of those that it stands for.
    func palette(limit: Int) -> ColorPalette {
        let boxes = boxes(limit: limit)
        var places = [UInt8](repeating: 0, count: cells.count)
        for (place, box) in boxes.enumerated() {
            for cell in box.cells { places[cell] = UInt8(place) }
        }
        return ColorPalette(
            colors: boxes.map(\.sum.mean), places: places,
            error: (boxes.reduce(0) { $0 + $1.sum.spread } / Double(3 * max(1, pixels))).squareRoot())
    }

    private func boxes(limit: Int) -> [ColorBox] {
        var boxes = [ColorBox(cells.indices.filter { cells[$0].pixels > 0 }, cells)]
        while boxes.count < limit {
            guard let widest = boxes.indices.max(by: { boxes[$0].cutSpread < boxes[$1].cutSpread }),
                let (low, high) = boxes[widest].cut(cells)
            else { break }
            boxes[widest] = low
            boxes.append(high)
        }
        return boxes
    }
}

/// A few colours, and which of them stands for a colour.
struct ColorPalette {
    let colors: [Color]
    /// The place in `colors` of each cell's colour.
    fileprivate let places: [UInt8]
    /// How far pixels are from their colours: the root of the mean square over all channels, in steps of 255.
    let error: Double

    /// The place of each pixel's colour in `colors`, row by row from the top.
    func indices(of surface: OpaquePointer) -> [UInt8] {
        let count = Int(cairo_image_surface_get_width(surface)) * Int(cairo_image_surface_get_height(surface))
        return [UInt8](unsafeUninitializedCapacity: count) { indices, initialized in
            places.withUnsafeBufferPointer { places in
                forEachPixel(of: surface) { place, pixel in indices[place] = places[ColorCell.index(of: pixel)] }
            }
            initialized = count
        }
    }
}

/// The pixels of a surface of 32 bits each, with their places row by row from the top.
private func forEachPixel(of surface: OpaquePointer, _ body: (Int, UInt32) -> Void) {
    guard let data = cairo_image_surface_get_data(surface) else { return }
    let (width, stride) = (Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_stride(surface)))
    for row in 0..<Int(cairo_image_surface_get_height(surface)) {
        let line = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
        for column in 0..<width { body(row * width + column, line[column]) }
    }
}

/// Pixels of nearly the same colour: how many, their sum, and the sum of their squares.
private struct ColorCell {
    var pixels = 0
    var red = 0
    var green = 0
    var blue = 0
    var squares = 0

    /// 32 cells along each channel.
    static let count = 1 << 15

    static func index(of pixel: UInt32) -> Int {
        let (red, green, blue) = (pixel >> 19 & 31, pixel >> 11 & 31, pixel >> 3 & 31)
        return Int(red << 10 | green << 5 | blue)
    }

    mutating func add(_ pixel: UInt32) {
        let (red, green, blue) = (Int(pixel >> 16 & 255), Int(pixel >> 8 & 255), Int(pixel & 255))
        pixels += 1
        self.red += red
        self.green += green
        self.blue += blue
        squares += red * red + green * green + blue * blue
    }

    mutating func add(_ other: ColorCell) {
        pixels += other.pixels
        red += other.red
        green += other.green
        blue += other.blue
        squares += other.squares
    }

    func channel(_ channel: Int) -> Double { Double(channel == 0 ? red : channel == 1 ? green : blue) }

    var mean: Color {
        func level(_ sum: Int) -> UInt8 { UInt8((Double(sum) / Double(max(1, pixels))).rounded()) }
        return Color(level(red), level(green), level(blue))
    }

    /// The sum of squared distances from the mean.
    var spread: Double {
        guard pixels > 0 else { return 0 }
        let sums = (0..<3).reduce(0.0) { $0 + channel($1) * channel($1) }
        return max(0, Double(squares) - sums / Double(pixels))
    }
}

/// Cells that share a colour.
private struct ColorBox {
    let cells: [Int]
    let sum: ColorCell
    /// The channel along which the cells lie farthest apart, and how far: the sum of squares.
    let channel: Int
    let cutSpread: Double

    init(_ cells: [Int], _ all: [ColorCell]) {
        self.cells = cells
        let sum = cells.reduce(into: ColorCell()) { $0.add(all[$1]) }
        self.sum = sum
        let spreads = (0..<3).map { channel in
            let mean = sum.channel(channel) / Double(max(1, sum.pixels))
            return cells.reduce(0.0) { total, cell in
                let distance = all[cell].channel(channel) / Double(all[cell].pixels) - mean
                return total + distance * distance * Double(all[cell].pixels)
            }
        }
        channel = spreads.indices.max { spreads[$0] < spreads[$1] } ?? 0
        cutSpread = spreads.max() ?? 0
    }

    /// Two boxes, those below the mean and those above; `nil` where all cells are alike.
    func cut(_ all: [ColorCell]) -> (ColorBox, ColorBox)? {
        guard cutSpread > 0 else { return nil }
        let mean = sum.channel(channel) / Double(sum.pixels)
        let low = cells.filter { all[$0].channel(channel) / Double(all[$0].pixels) <= mean }
        let high = cells.filter { all[$0].channel(channel) / Double(all[$0].pixels) > mean }
        guard !low.isEmpty, !high.isEmpty else { return nil }
        return (ColorBox(low, all), ColorBox(high, all))
    }
}
