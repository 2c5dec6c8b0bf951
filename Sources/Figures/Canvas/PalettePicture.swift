import CCairo
import CPNG

/// A picture in few colours, each the mean of those that it stands for.
struct PalettePicture {
    let width: Int
    let height: Int
    let colors: [Color]
    /// The place of each pixel's colour in `colors`, row by row from the top.
    let indices: [UInt8]
    /// How far pixels are from their colours: the root of the mean square over all channels, in steps of 255.
    let error: Double

    /// More colours make larger files, and no picture that looks better.
    static let limit = 128

    /// - Parameter surface: an image surface of 32 bits a pixel, drawn and flushed; `nil` for any other.
    init?(_ surface: OpaquePointer, limit: Int = limit) {
        guard cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24 else { return nil }
        width = Int(cairo_image_surface_get_width(surface))
        height = Int(cairo_image_surface_get_height(surface))
        var counts = ColorCounts()
        counts.add(surface)
        let palette = counts.palette(limit: limit)
        colors = palette.colors
        error = palette.error
        indices = palette.indices(of: surface)
    }

    /// The bytes of a PNG file with a palette. (ISO/IEC 15948, section 11.2.3)
    func png() -> [UInt8]? {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        image.width = UInt32(width)
        image.height = UInt32(height)
        image.format = Self.colorsOfPalette
        image.colormap_entries = UInt32(colors.count)
        let palette = colors.flatMap { [$0.red, $0.green, $0.blue] }
        // Of each pixel at most a byte, with some for every block and chunk; libpng says so if more are needed.
        var bytes = [UInt8](repeating: 0, count: indices.count + indices.count / 8 + height + 8192)
        var size = bytes.count
        let written = bytes.withUnsafeMutableBytes { bytes in
            png_image_write_to_memory(&image, bytes.baseAddress, &size, 0, indices, Int32(width), palette)
        }
        png_image_free(&image)
        return written != 0 && size <= bytes.count ? Array(bytes.prefix(size)) : nil
    }

    // libpng's format words are made by its preprocessor, out of Swift's sight: colour is 2, a palette 8.
    private static let colorsOfPalette: UInt32 = 2 | 8
}
