import CCairo
import Foundation
import Testing

@testable import Figures

@Suite("Pictures in few colours")
struct PalettePictureTests {
    /// A picture of these pixels, row by row.
    private func withSurface<Result>(_ pixels: [Color], width: Int, _ body: (OpaquePointer) throws -> Result) throws -> Result {
        let height = pixels.count / width
        let surface = try #require(cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)))
        defer { cairo_surface_destroy(surface) }
        Canvas(surface: surface, width: Double(width), height: Double(height)).image(
            pixels, width: width, height: height, in: Rectangle(x: 0, y: 0, width: Double(width), height: Double(height)))
        cairo_surface_flush(surface)
        return try body(surface)
    }

    private let few: [Color] = [.white, .black, Color(200, 30, 40), Color(10, 120, 250)]

    @Test("few colours come out as they are, in their places")
    func exact() throws {
        let pixels = (0..<60).map { few[$0 * 7 % 4] }
        let picture = try withSurface(pixels, width: 10) { try #require(PalettePicture($0)) }
        #expect(picture.width == 10 && picture.height == 6)
        #expect(picture.error == 0)
        #expect(Set(picture.colors) == Set(few) && picture.colors.count == 4)
        #expect(picture.indices.map { picture.colors[Int($0)] } == pixels)
    }

    @Test("colours are never more than asked for, and the error is that of the picture", arguments: [1, 2, 16, 128])
    func limited(_ limit: Int) throws {
        let pixels = (0..<4096).map { (place: Int) -> Color in
            Color(UInt8(place % 64 * 4), UInt8(place / 64 * 4), UInt8(place % 200))
        }
        let picture = try withSurface(pixels, width: 64) { try #require(PalettePicture($0, limit: limit)) }
        #expect(picture.colors.count == limit)
        var squares = 0.0
        for (pixel, index) in zip(pixels, picture.indices) {
            let shown = picture.colors[Int(index)]
            for (one, other) in [(pixel.red, shown.red), (pixel.green, shown.green), (pixel.blue, shown.blue)] {
                let distance = Double(one) - Double(other)
                squares += distance * distance
            }
        }
        let error = (squares / Double(3 * pixels.count)).squareRoot()
        // The palette holds whole steps, the error is that of the means before rounding.
        #expect(abs(error - picture.error) < 0.3)
    }

    @Test("the file is a PNG that others read, with the same pixels")
    func file() throws {
        let pixels = (0..<200).map { few[$0 * $0 % 4] }
        let bytes = try withSurface(pixels, width: 20) { try #require(PalettePicture($0)?.png()) }
        final class Reader {
            var rest: ArraySlice<UInt8>
            init(_ bytes: [UInt8]) { rest = bytes[...] }
        }
        let reader = Reader(bytes)
        let read = cairo_image_surface_create_from_png_stream(
            { closure, data, count in
                guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
                let reader = Unmanaged<Reader>.fromOpaque(closure).takeUnretainedValue()
                guard reader.rest.count >= Int(count) else { return CAIRO_STATUS_READ_ERROR }
                for place in 0..<Int(count) { data[place] = reader.rest.removeFirst() }
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(reader).toOpaque())
        defer { cairo_surface_destroy(read) }
        try #require(cairo_surface_status(read) == CAIRO_STATUS_SUCCESS)
        let data = try #require(cairo_image_surface_get_data(read))
        let stride = Int(cairo_image_surface_get_stride(read))
        for (place, color) in pixels.enumerated() {
            let pixel = data + place / 20 * stride + place % 20 * 4
            #expect(Color(pixel[2], pixel[1], pixel[0]) == color)
        }
    }

    @Test("a picture with too many colours for a palette keeps them all")
    func colourful() throws {
        var state: UInt32 = 1
        let images = (0..<(3 * 64 * 64)).map { _ -> Float in
            state = state &* 1_664_525 &+ 1_013_904_223
            return Float(state >> 8) / Float(1 << 23) - 1
        }
        func kind(_ channels: Int) throws -> UInt8 {
            let grid = ImageGrid(images: images, count: 1, height: 64, width: 64, channels: channels)
            let text = renderTerminal(
                Figure(.images(grid)), on: Terminal(mode: .iterm, columns: 60, rows: 30, cellWidth: 10, cellHeight: 20))
            let payload = try #require(text.split(separator: ":").last)
            let bytes = try #require(Data(base64Encoded: String(payload.prefix(48))))
            // The kind of colour stands behind width, height and depth. (ISO/IEC 15948, section 11.2.1)
            return bytes[25]
        }
        #expect(try kind(1) == 3)
        #expect(try kind(3) == 2)
    }
}
