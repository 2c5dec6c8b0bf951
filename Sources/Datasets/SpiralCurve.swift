import Foundation
import Graphs

/// Points along an Archimedean spiral with round Gaussian noise around it:
///
///     x = r(u) (cos a(u), sin a(u)) + σ n      u uniform in [0, 1), n ~ N(0, I₂)
///     r(u) = inner + (outer − inner) u         a(u) = start + 2π turns u
///
/// A closed form in u, so it can be written with any library that has sine and cosine.
public struct SpiralCurve: DataSource {
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

    /// The probability density, ∫₀¹ N(x; curve(u), σ² I) du.
    public func density(at point: [Float]) -> Double? {
        let length = abs(outerRadius - innerRadius) + 2 * Float.pi * abs(turns) * max(innerRadius, outerRadius)
        return noisyCurveDensity(at: point, length: length, noise: noise) { self.point(at: $0) }
    }

    /// The range of both coordinates that holds practically all of the density.
    public var bounds: [ClosedRange<Float>]? {
        let reach = max(innerRadius, outerRadius) + 4 * noise
        return [-reach...reach, -reach...reach]
    }

    /// `[count, 2]`. Draws from `place` and `noise`.
    public func batch(_ count: Int, stream: RandomStream) throws(ShapeError) -> Batch {
        let place = Tensor.randomUniform([count, 1], stream: stream.appending("place"))
        let angle = place * (2 * Float.pi * turns) + startAngle
        let radius = place * (outerRadius - innerRadius) + innerRadius
        let arm = try Tensor.concatenate([angle.cosine(), angle.sine()], axis: 1)
        let noise = Tensor.randomNormal([count, 2], stream: stream.appending("noise"))
        return Batch(examples: try radius * arm + noise * self.noise)
    }
}

/// The density of points that lie evenly along a curve of the plane, with round Gaussian noise around it:
///
///     ∫₀¹ N(x; curve(u), σ² I) du
///
/// by the midpoint rule with steps of at most σ/2 along the curve.
///
/// - Parameters:
///   - length: of the curve, or a little more.
///   - noise: the deviation σ.
///   - curve: its point at u.
func noisyCurveDensity(at point: [Float], length: Float, noise: Float, curve: (Float) -> [Float]) -> Double {
    precondition(point.count == 2, "the curve lies in the plane")
    let steps = Int(min(max(length / (noise / 2), 64), 100_000))
    let variance = Double(noise) * Double(noise)
    var sum = 0.0
    for step in 0..<steps {
        let distance = squaredDistance(curve((Float(step) + 0.5) / Float(steps)), point)
        // Beyond nine deviations nothing is left that a Float could show.
        if distance < 81 * variance { sum += exp(-distance / (2 * variance)) }
    }
    return sum / (Double(steps) * 2 * Double.pi * variance)
}
