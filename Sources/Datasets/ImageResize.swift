/// Resizing of images, along each axis by itself: bilinear where they grow, by area where they shrink.
///
/// Both treat a pixel as a small square with its value in the middle (half-pixel centres, corners not aligned), so an
/// image keeps its place and its mean brightness. Every new pixel is a weighted mean of old ones, with weights that are
/// products of one weight along each axis; values therefore stay within the range of the old ones.
enum ImageResize {
    /// The old pixels along one axis that make up a new one.
    struct Tap: Equatable {
        var index: Int
        var weight: Float
    }

    /// Squares with one channel.
    ///
    /// - Parameters:
    ///   - values: images one after the other, `[count, side, side]`.
    ///   - side: height and width now.
    ///   - newSide: height and width wanted.
    /// - Returns: `[count, newSide, newSide]`.
    static func resized(_ values: [Float], side: Int, to newSide: Int) -> [Float] {
        resized(values, from: (side, side), to: (newSide, newSide), channels: 1)
    }

    /// - Parameters:
    ///   - values: images one after the other, `[count, height, width, channels]`.
    ///   - old: height and width now.
    ///   - new: height and width wanted.
    /// - Returns: `[count, new height, new width, channels]`.
    static func resized(
        _ values: [Float], from old: (height: Int, width: Int), to new: (height: Int, width: Int), channels: Int
    ) -> [Float] {
        let (length, newLength) = (old.height * old.width * channels, new.height * new.width * channels)
        precondition(length > 0 && newLength > 0 && values.count % length == 0, "the images are of that size")
        guard old != new else { return values }
        let (down, across) = (taps(from: old.height, to: new.height), taps(from: old.width, to: new.width))
        let count = values.count / length
        let (row, newRow) = (old.width * channels, new.width * channels)
        var result = [Float](repeating: 0, count: count * newLength)
        var rows = [Float](repeating: 0, count: new.height * row)
        values.withUnsafeBufferPointer { values in
            result.withUnsafeMutableBufferPointer { result in
                for image in 0..<count {
                    let (from, to) = (image * length, image * newLength)
                    for place in 0..<new.height {
                        for column in 0..<row {
                            var sum: Float = 0
                            for tap in down[place] { sum += tap.weight * values[from + tap.index * row + column] }
                            rows[place * row + column] = sum
                        }
                    }
                    for place in 0..<new.height {
                        for column in 0..<new.width {
                            for channel in 0..<channels {
                                var sum: Float = 0
                                for tap in across[column] {
                                    sum += tap.weight * rows[place * row + tap.index * channels + channel]
                                }
                                // Weights sum to 1 up to rounding; the range must hold exactly.
                                result[to + place * newRow + column * channels + channel] = min(max(sum, -1), 1)
                            }
                        }
                    }
                }
            }
        }
        return result
    }

    /// For each new pixel, the old ones it is made of; their weights sum to 1.
    static func taps(from side: Int, to newSide: Int) -> [[Tap]] {
        let scale = Double(side) / Double(newSide)
        return (0..<newSide).map { place in
            newSide == side ? [Tap(index: place, weight: 1)] : newSide > side ? bilinear(place, scale, side) : area(place, scale, side)
        }
    }

    private static func bilinear(_ place: Int, _ scale: Double, _ side: Int) -> [Tap] {
        let middle = min(max((Double(place) + 0.5) * scale - 0.5, 0), Double(side - 1))
        let left = Int(middle)
        let share = Float(middle - Double(left))
        return share == 0
            ? [Tap(index: left, weight: 1)]
            : [Tap(index: left, weight: 1 - share), Tap(index: left + 1, weight: share)]
    }

    private static func area(_ place: Int, _ scale: Double, _ side: Int) -> [Tap] {
        let (start, end) = (Double(place) * scale, Double(place + 1) * scale)
        var taps: [Tap] = []
        for index in Int(start)..<side where Double(index) < end {
            let overlap = min(end, Double(index + 1)) - max(start, Double(index))
            // A sliver left by rounding is no pixel.
            if overlap > 1e-9 { taps.append(Tap(index: index, weight: Float(overlap / scale))) }
        }
        return taps
    }
}
