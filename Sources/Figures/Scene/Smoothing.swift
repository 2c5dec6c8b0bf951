/// Moving averages for curves so noisy that their trend drowns, as losses of small batches are.
enum Smoothing {
    /// True when the way up and down along the curve is many times its height.
    static func isNoisy(_ values: [Double]) -> Bool {
        guard values.count >= 200, let lowest = values.min(), let highest = values.max(), highest > lowest else {
            return false
        }
        var way = 0.0
        for index in 1..<values.count { way += abs(values[index] - values[index - 1]) }
        return way > 12 * (highest - lowest)
    }

    /// The centred mean over a fiftieth of the curve; near the ends over what is there.
    static func average(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
        let reach = max(1, points.count / 100)
        var sums = [0.0]
        for point in points { sums.append((sums.last ?? 0) + point.y) }
        return points.indices.map { index in
            let first = max(0, index - reach)
            let last = min(points.count - 1, index + reach)
            return (points[index].x, (sums[last + 1] - sums[first]) / Double(last - first + 1))
        }
    }
}
