/// How often numbers fall into bins of one width.
public struct Histogram: Sendable, Equatable {
    public let range: ClosedRange<Double>
    /// Of all numbers, the share in each bin; what lies outside the range, and what is not finite, is in none.
    public let shares: [Double]

    public var binWidth: Double { (range.upperBound - range.lowerBound) / Double(max(1, shares.count)) }

    /// - Parameter range: by default from the least to the greatest; a single value lies in the middle of one that is 1 wide.
    public init(_ values: [Float], bins: Int, over range: ClosedRange<Double>? = nil) {
        let range = range ?? Self.range(of: values)
        var counts = [Int](repeating: 0, count: bins)
        let scale = Double(bins) / (range.upperBound - range.lowerBound)
        values.withUnsafeBufferPointer { values in
            for value in values {
                let place = (Double(value) - range.lowerBound) * scale
                guard place >= 0, place <= Double(bins) else { continue }
                counts[min(Int(place), bins - 1)] += 1
            }
        }
        self.range = range
        shares = counts.map { Double($0) / Double(max(1, values.count)) }
    }

    /// From the least of the finite numbers to the greatest.
    public static func range(of values: [Float]) -> ClosedRange<Double> {
        var (least, greatest) = (Float.infinity, -Float.infinity)
        values.withUnsafeBufferPointer { values in
            for value in values where value.isFinite {
                least = min(least, value)
                greatest = max(greatest, value)
            }
        }
        guard least <= greatest else { return 0...1 }
        return least < greatest ? Double(least)...Double(greatest) : Double(least) - 0.5...Double(least) + 0.5
    }
}
