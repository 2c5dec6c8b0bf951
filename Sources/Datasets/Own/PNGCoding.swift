import CPNG
import Foundation

/// PNG pictures by libpng's simplified interface, which returns errors where the full one jumps.
///
/// Every kind of PNG comes out as eight bits of red, green, blue and opacity: palettes, greys, 16 bits, interlacing.
/// (ISO/IEC 15948, Portable Network Graphics; libpng manual, section V.)
enum PNGCoding {
    // libpng's format words are made by its preprocessor, out of Swift's sight.
    private static let hasOpacity: UInt32 = 1
    private static let hasColor: UInt32 = 2
    /// Numbers of 16 bits are taken for sRGB too, as all other programs do.
    private static let wideIsStandardRGB: UInt32 = 4

    static func header(_ bytes: Data, name: String) throws(DatasetError) -> Picture.Header {
        try reading(bytes, name: name) { image, _ in
            Picture.Header(width: Int(image.width), height: Int(image.height), hasColor: image.format & hasColor != 0)
        }
    }

    static func decoded(_ bytes: Data, _ header: Picture.Header, name: String) throws(DatasetError) -> [UInt8] {
        try reading(bytes, name: name) { image, isSound in
            guard Int(image.width) == header.width, Int(image.height) == header.height else {
                isSound = false
                return []
            }
            image.format = hasColor | hasOpacity
            image.flags |= wideIsStandardRGB
            var pixels = [UInt8](repeating: 0, count: 4 * header.width * header.height)
            let stride = Int32(4 * header.width)
            isSound = pixels.withUnsafeMutableBytes { png_image_finish_read(&image, nil, $0.baseAddress, stride, nil) } != 0
            return pixels
        }
    }

    /// The bytes of a picture `[height, width, channels]` of bytes, with one channel or three.
    static func encoded(_ pixels: [UInt8], width: Int, height: Int, channels: Int) throws(DatasetError) -> [UInt8] {
        precondition(pixels.count == width * height * channels, "the picture has as many bytes as its size says")
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        image.width = UInt32(width)
        image.height = UInt32(height)
        image.format = channels == 1 ? 0 : hasColor
        let stride = Int32(width * channels)
        // A picture without redundancy is stored with some bytes for each block and chunk; libpng says so if more are needed.
        var bytes = [UInt8](repeating: 0, count: pixels.count + pixels.count / 8 + height + 4096)
        var size = bytes.count
        let written = pixels.withUnsafeBytes { pixels in
            bytes.withUnsafeMutableBytes { bytes in
                png_image_write_to_memory(&image, bytes.baseAddress, &size, 0, pixels.baseAddress, stride, nil)
            }
        }
        guard written != 0, size <= bytes.count else {
            throw DatasetError("the picture cannot be written: \(message(image))")
        }
        return Array(bytes.prefix(Int(size)))
    }

    private static func reading<Result>(
        _ bytes: Data, name: String, _ body: (inout png_image, inout Bool) -> Result
    ) throws(DatasetError) -> Result {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        var isSound = false
        // The reader keeps the address of the bytes, so all of it happens inside this closure.
        let result = bytes.withUnsafeBytes { buffer -> Result? in
            isSound = png_image_begin_read_from_memory(&image, buffer.baseAddress, buffer.count) != 0
            guard isSound else { return nil }
            let result = body(&image, &isSound)
            png_image_free(&image)
            return result
        }
        guard isSound, let result else { throw Picture.damaged(name, message(image)) }
        return result
    }

    private static func message(_ image: png_image) -> String {
        withUnsafeBytes(of: image.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
