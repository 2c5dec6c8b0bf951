/// Fewer points for the same picture: a run of a million steps must not become a file of a million lines.
enum Thinning {
    /// At most four points for each column of the drawing (first, smallest, largest, last), as long as `x` rises;
    /// so peaks stay visible. Points that are not finite stay, because they break the line.
    static func line(_ points: [Point], columns: Int) -> [Point] {
        let columns = max(columns, 1)
        guard points.count > columns * 4, let first = points.first, let last = points.last else { return points }
        let span = last.x - first.x
        guard span > 0, span.isFinite else { return points }
        var result: [Point] = []
        var bucket: [Point] = []
        var place = Int.min
        func flush() {
            guard let first = bucket.first, let last = bucket.last else { return }
            var smallest = 0
            var largest = 0
            for (index, point) in bucket.enumerated() {
                if point.y < bucket[smallest].y { smallest = index }
                if point.y > bucket[largest].y { largest = index }
            }
            result.append(first)
            for index in [min(smallest, largest), max(smallest, largest)] where index > 0 && index < bucket.count - 1 {
                if result.last != bucket[index] { result.append(bucket[index]) }
            }
            if bucket.count > 1 { result.append(last) }
            bucket.removeAll(keepingCapacity: true)
        }
        var previous = -Double.infinity
        for point in points {
            guard point.isFinite else {
                flush()
                place = Int.min
                if result.last?.isFinite ?? false { result.append(point) }
                continue
            }
            guard point.x >= previous else { return points }
            previous = point.x
            let column = Int(min(max((point.x - first.x) / span, 0), 1) * Double(columns))
            if column != place { flush() }
            place = column
            bucket.append(point)
        }
        flush()
        return result
    }

    /// Evenly picked points, no more than `count`.
    static func cloud(_ points: [Point], count: Int) -> [Point] {
        guard points.count > count, count > 0 else { return points }
        return (0..<count).map { points[$0 * points.count / count] }
    }
}
