/// Small pictures side by side, such as generated digits.
public struct ImageGrid: Sendable, Hashable {
    /// `[count, height, width, channels]` from −1 (black) to 1 (white); values outside are clipped, those that are not a
    /// number are drawn grey.
    public var images: [Float]
    public var count: Int
    public var height: Int
    public var width: Int
    /// 1 for grey, 3 for red, green and blue.
    public var channels: Int
    /// How many pictures stand in a row; by default as many as make the grid nearly square.
    public var columns: Int?

    public init(images: [Float], count: Int, height: Int, width: Int, channels: Int, columns: Int? = nil) {
        self.images = images
        self.count = count
        self.height = height
        self.width = width
        self.channels = channels
        self.columns = columns
    }

    /// More pictures than this are not drawn: nobody could see them, and the file would not fit in memory.
    public static let limit = 2500

    /// How many pictures are really there: never more than the values allow, nor more than can be seen.
    var available: Int {
        guard count > 0, height > 0, width > 0, channels == 1 || channels == 3, height < 65536, width < 65536 else {
            return 0
        }
        return min(count, images.count / (height * width * channels), Self.limit)
    }

    /// Pictures in a row.
    var perRow: Int {
        let available = max(available, 1)
        if let columns, columns > 0 { return min(columns, available) }
        return min(available, Int(Double(available).squareRoot().rounded(.up)))
    }

    /// The colour of one pixel; row 0 is the top.
    func color(image: Int, row: Int, column: Int) -> Color {
        let start = ((image * height + row) * width + column) * channels
        let red = Self.level(images[start])
        guard channels == 3 else { return Color(red, red, red) }
        return Color(red, Self.level(images[start + 1]), Self.level(images[start + 2]))
    }

    /// The nearest of 256 greys, so that a picture read, shown and written again stays the same: 0…255 stand for
    /// −1…1, evenly.
    static func level(_ value: Float) -> UInt8 {
        guard !value.isNaN else { return 128 }
        return UInt8(((min(max(value, -1), 1) + 1) * 127.5).rounded())
    }
}
