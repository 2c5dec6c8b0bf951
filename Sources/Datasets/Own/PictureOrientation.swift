import Foundation

/// How a photograph must be turned to stand upright: cameras write the pixels as their sensor lies and note the turn.
///
/// The tag 0x0112 of the first directory in a JPEG's Exif segment, 1 to 8; a file without it, or with one that cannot be
/// read, stands upright. (CIPA DC-008, Exif 2.3, section 4.6.4.)
enum PictureOrientation: Int {
    case upright = 1, mirrored, turnedAround, flipped, transposed, turnedLeft, transversed, turnedRight

    /// Whether height and width change places.
    var swapsSides: Bool { rawValue >= 5 }

    init(ofJPEG bytes: Data) {
        self = Self.tag(in: [UInt8](bytes.prefix(1 << 17))).flatMap(Self.init(rawValue:)) ?? .upright
    }

    /// Pixels of four bytes in rows of `width`, upright.
    func applied(to pixels: [UInt8], width: Int, height: Int) -> [UInt8] {
        guard self != .upright else { return pixels }
        let (newWidth, newHeight) = swapsSides ? (height, width) : (width, height)
        var result = [UInt8](repeating: 0, count: pixels.count)
        for row in 0..<newHeight {
            for column in 0..<newWidth {
                let (fromRow, fromColumn) = origin(row, column, width: width, height: height)
                let (from, to) = (4 * (fromRow * width + fromColumn), 4 * (row * newWidth + column))
                for channel in 0..<4 { result[to + channel] = pixels[from + channel] }
            }
        }
        return result
    }

    /// Where the upright pixel lies in the file's rows and columns.
    private func origin(_ row: Int, _ column: Int, width: Int, height: Int) -> (Int, Int) {
        switch self {
        case .upright: (row, column)
        case .mirrored: (row, width - 1 - column)
        case .turnedAround: (height - 1 - row, width - 1 - column)
        case .flipped: (height - 1 - row, column)
        case .transposed: (column, row)
        case .turnedLeft: (height - 1 - column, row)
        case .transversed: (height - 1 - column, width - 1 - row)
        case .turnedRight: (column, width - 1 - row)
        }
    }

    /// Walks the segments in front of the picture to the Exif one: FF, marker, length (big-endian, with itself), content.
    private static func tag(in bytes: [UInt8]) -> Int? {
        var place = 2
        while place + 4 <= bytes.count, bytes[place] == 0xFF, bytes[place + 1] != 0xDA {
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            let end = place + 2 + length
            guard length >= 2, end <= bytes.count else { return nil }
            let content = bytes[(place + 4)..<end]
            if bytes[place + 1] == 0xE1, content.starts(with: Array("Exif\0\0".utf8)) {
                return tag(inDirectory: Array(content.dropFirst(6)))
            }
            place = end
        }
        return nil
    }

    /// The tag in a TIFF header with its first directory: byte order, 42, offset; then count and entries of 12 bytes.
    private static func tag(inDirectory bytes: [UInt8]) -> Int? {
        guard bytes.count >= 8, bytes.starts(with: Array("II".utf8)) || bytes.starts(with: Array("MM".utf8)) else { return nil }
        let isBigEndian = bytes[0] == UInt8(ascii: "M")
        func number(_ place: Int, _ count: Int) -> Int? {
            guard place >= 0, place <= bytes.count - count else { return nil }
            let part = bytes[place..<place + count]
            return isBigEndian ? part.reduce(0) { $0 << 8 | Int($1) } : part.reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        guard number(2, 2) == 42, let start = number(4, 4), let count = number(start, 2) else { return nil }
        for entry in 0..<count {
            let place = start + 2 + 12 * entry
            guard let tag = number(place, 2) else { return nil }
            if tag == 0x0112 { return number(place + 8, 2) }
        }
        return nil
    }
}
