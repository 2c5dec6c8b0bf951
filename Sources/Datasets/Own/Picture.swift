import Foundation

/// A decoded picture: rows from the top, four bytes a pixel (red, green, blue, opacity), colours not multiplied by opacity.
struct Picture: Sendable {
    let width: Int
    let height: Int
    let pixels: [UInt8]

    /// A picture of more pixels is refused before memory is taken for it: a file of a few bytes can claim any size.
    static let mostPixels = 1 << 26
    /// Bytes of one picture's file.
    static let mostBytes = 1 << 28

    /// What the first bytes of a file tell.
    struct Header: Equatable {
        var width: Int
        var height: Int
        var hasColor: Bool
    }

    enum Format {
        case png, jpeg

        init?(_ bytes: Data) {
            if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
                self = .png
            } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
                self = .jpeg
            } else {
                return nil
            }
        }
    }

    /// Height, width and whether it has colours, without decoding the pixels.
    static func header(_ bytes: Data, name: String) throws(DatasetError) -> Header {
        let header =
            switch try format(bytes, name) {
            case .png: try PNGCoding.header(bytes, name: name)
            case .jpeg: try JPEGDecoding.header(bytes, name: name)
            }
        guard header.width > 0, header.height > 0, header.width <= mostPixels / header.height else {
            throw DatasetError(
                "expected a picture of at most \(mostPixels / 1_000_000) million pixels, found that `\(name)` claims "
                    + "\(header.width)x\(header.height)",
                help: "make it smaller, or take it out of the folder")
        }
        return header
    }

    /// Throws `DatasetError` naming the file when it is no picture, damaged, cut short or too large.
    init(_ bytes: Data, name: String) throws(DatasetError) {
        let header = try Self.header(bytes, name: name)
        pixels =
            switch try Self.format(bytes, name) {
            case .png: try PNGCoding.decoded(bytes, header, name: name)
            case .jpeg: try JPEGDecoding.decoded(bytes, header, name: name)
            }
        (width, height) = (header.width, header.height)
    }

    private static func format(_ bytes: Data, _ name: String) throws(DatasetError) -> Format {
        guard let format = Format(bytes) else {
            throw DatasetError(
                "expected a PNG or JPEG picture, found that `\(name)` is neither",
                help: "convert it, or take it out of the folder")
        }
        return format
    }

    static func damaged(_ name: String, _ what: String) -> DatasetError {
        DatasetError(
            "the picture `\(name)` is damaged: \(OwnFile.quoted(what).replacingOccurrences(of: "`", with: ""))",
            help: "replace it, or take it out of the folder")
    }

    /// The pixels on a plain background, `[height, width, channels]` from -1 to 1; the greys are those of JPEG and
    /// television, .299 red + .587 green + .114 blue (ITU-R BT.601).
    func values(channels: Int, background: UInt8) -> [Float] {
        let scaled = (0...255).map { 2 * Float($0) / 255 - 1 }
        var values: [Float] = []
        values.reserveCapacity(width * height * channels)
        func over(_ shade: UInt8, _ opacity: Int) -> Int {
            opacity == 255 ? Int(shade) : (Int(shade) * opacity + Int(background) * (255 - opacity) + 127) / 255
        }
        for start in stride(from: 0, to: pixels.count, by: 4) {
            let opacity = Int(pixels[start + 3])
            let red = over(pixels[start], opacity)
            let green = over(pixels[start + 1], opacity)
            let blue = over(pixels[start + 2], opacity)
            if channels == 1 {
                // Weights of 16 bits that sum to 65536, so that a grey stays exactly what it is.
                values.append(scaled[(19_595 * red + 38_470 * green + 7_471 * blue + 32_768) >> 16])
            } else {
                values.append(scaled[red])
                values.append(scaled[green])
                values.append(scaled[blue])
            }
        }
        return values
    }
}
