/// Which mode each of some points belongs to, and whether it is good enough to count.
///
/// A point belongs to the nearest centre; it is of high quality within three deviations of it. A mode counts as found
/// when at least one high-quality point is nearest to it. A perfect generator does not reach a share of 1: in two
/// dimensions 1 − exp(−4.5) = 98.89 % of the real points lie within three deviations, so a higher share is narrower
/// than the data. (Srivastava et al. 2017, VEEGAN, section 5.)
public struct ModeAssignment: Sendable, Hashable {
    /// The nearest mode of each point.
    public let nearest: [Int]
    /// Whether the point lies within three deviations of that mode's centre.
    public let isHighQuality: [Bool]
    /// The number of high-quality points of each mode.
    public let counts: [Int]

    /// The number of modes with at least one high-quality point.
    public var modesFound: Int { counts.count { $0 > 0 } }

    /// The share of high-quality points, from 0 to 1; 0 when there are no points.
    public var highQualityShare: Double {
        nearest.isEmpty ? 0 : Double(counts.reduce(0, +)) / Double(nearest.count)
    }
}

extension Mixture {
    /// The mode whose centre is nearest to a point, and the distance to it.
    public func nearestMode(to point: [Float]) -> (mode: Int, distance: Float) {
        precondition(point.count == dimensions, "the point has the dimension of the mixture")
        var best = (mode: 0, distance: Double.infinity)
        for (mode, centre) in centres.enumerated() {
            let distance = squaredDistance(centre, point)
            if distance < best.distance { best = (mode, distance) }
        }
        return (best.mode, Float(best.distance.squareRoot()))
    }

    /// Assigns points, given one after the other as `[count × dimensions]`, to modes.
    ///
    /// A point that is not a number belongs to no place: it goes to mode 0 and is not of high quality.
    public func assign(_ points: [Float]) -> ModeAssignment {
        precondition(points.count % dimensions == 0, "the points have the dimension of the mixture")
        let flat = centres.flatMap { $0 }
        let limit = 9 * deviation * deviation
        let (count, width) = (points.count / dimensions, dimensions)
        var nearest = [Int](repeating: 0, count: count)
        var isHighQuality = [Bool](repeating: false, count: count)
        var counts = [Int](repeating: 0, count: centres.count)
        for index in 0..<count {
            var best = Float.infinity
            for mode in 0..<centres.count {
                var distance: Float = 0
                for axis in 0..<width {
                    let difference = points[index * width + axis] - flat[mode * width + axis]
                    distance += difference * difference
                }
                if distance < best { (best, nearest[index]) = (distance, mode) }
            }
            if best <= limit {
                isHighQuality[index] = true
                counts[nearest[index]] += 1
            }
        }
        return ModeAssignment(nearest: nearest, isHighQuality: isHighQuality, counts: counts)
    }
}
