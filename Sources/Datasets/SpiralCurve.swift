import Foundation

/// Points along an Archimedean spiral with round Gaussian noise around it:
///
///     x = r(u) (cos a(u), sin a(u)) + σ n      u uniform in [0, 1), n ~ N(0, I₂)
///     r(u) = inner + (outer − inner) u         a(u) = start + 2π turns u
///
/// A closed form in u, so it can be written with any library that has sine and cosine.
public struct SpiralCurve: Sendable, Hashable {
    /// The distance from the origin at u = 0.
    public let innerRadius: Float
    /// The distance from the origin at u = 1.
    public let outerRadius: Float
    /// The angle at u = 0, in radians.
    public let startAngle: Float
    /// How often the arm goes round.
    public let turns: Float
    /// The standard deviation σ of the noise along both axes.
    public let noise: Float

    public init(innerRadius: Float, outerRadius: Float, startAngle: Float, turns: Float, noise: Float) {
        precondition(noise > 0, "the noise of a spiral is above 0")
        self.innerRadius = innerRadius
        self.outerRadius = outerRadius
        self.startAngle = startAngle
        self.turns = turns
        self.noise = noise
    }

    public func radius(at position: Float) -> Float { innerRadius + (outerRadius - innerRadius) * position }

    public func angle(at position: Float) -> Float { startAngle + 2 * Float.pi * turns * position }

    /// The point of the noiseless curve at `position` in [0, 1].
    public func point(at position: Float) -> [Float] {
        let (radius, angle) = (radius(at: position), angle(at: position))
        return [radius * cos(angle), radius * sin(angle)]
    }

    /// The probability density, ∫₀¹ N(x; curve(u), σ² I) du, by the midpoint rule with steps of at most σ/2 along the arm.
    public func density(at point: [Float]) -> Double {
        precondition(point.count == 2, "a spiral lies in the plane")
        let length = abs(outerRadius - innerRadius) + 2 * Float.pi * abs(turns) * max(innerRadius, outerRadius)
        let steps = Int(min(max(length / (noise / 2), 64), 100_000))
        let variance = Double(noise) * Double(noise)
        var sum = 0.0
        for step in 0..<steps {
            let centre = self.point(at: (Float(step) + 0.5) / Float(steps))
            let distance = squaredDistance(centre, point)
            // Beyond nine deviations nothing is left that a Float could show.
            if distance < 81 * variance { sum += exp(-distance / (2 * variance)) }
        }
        return sum / (Double(steps) * 2 * Double.pi * variance)
    }

    /// The range of both coordinates that holds practically all of the density.
    public var bounds: [ClosedRange<Float>] {
        let reach = max(innerRadius, outerRadius) + 4 * noise
        return [-reach...reach, -reach...reach]
    }

    /// The plain reference sampler: `count` points one after the other, `[count × 2]`.
    public func sample<Generator: RandomNumberGenerator>(count: Int, using generator: inout Generator) -> [Float] {
        var points: [Float] = []
        points.reserveCapacity(count * 2)
        for _ in 0..<count {
            for coordinate in point(at: Float.random(in: 0..<1, using: &generator)) {
                points.append(coordinate + noise * Float(drawNormal(using: &generator)))
            }
        }
        return points
    }
}
