/// Resizing of square images with one channel: bilinear when they grow, by area when they shrink.
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

    /// - Parameters:
    ///   - values: images one after the other, `[count, side, side]`.
    ///   - side: height and width now.
    ///   - newSide: height and width wanted.
    /// - Returns: `[count, newSide, newSide]`.
    static func resized(_ values: [Float], side: Int, to newSide: Int) -> [Float] {
        precondition(side > 0 && newSide > 0 && values.count % (side * side) == 0, "the images are squares of that side")
        guard side != newSide else { return values }
        let taps = Self.taps(from: side, to: newSide)
        let count = values.count / (side * side)
        var result = [Float](repeating: 0, count: count * newSide * newSide)
        var rows = [Float](repeating: 0, count: newSide * side)
        values.withUnsafeBufferPointer { values in
            result.withUnsafeMutableBufferPointer { result in
                for image in 0..<count {
                    let (from, to) = (image * side * side, image * newSide * newSide)
                    for row in 0..<newSide {
                        for column in 0..<side {
                            var sum: Float = 0
                            for tap in taps[row] { sum += tap.weight * values[from + tap.index * side + column] }
                            rows[row * side + column] = sum
                        }
                    }
                    for row in 0..<newSide {
                        for column in 0..<newSide {
                            var sum: Float = 0
                            for tap in taps[column] { sum += tap.weight * rows[row * side + tap.index] }
                            // Weights sum to 1 up to rounding; the range must hold exactly.
                            result[to + row * newSide + column] = min(max(sum, -1), 1)
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
            newSide > side ? bilinear(place, scale, side) : area(place, scale, side)
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
