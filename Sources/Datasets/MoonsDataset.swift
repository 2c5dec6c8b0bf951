import Declarations
import Foundation
import Graphs

/// Two half circles that reach into each other: two shapes to tell apart, and a gap that no straight line goes through.
///
/// The circles have radius 1; the formula is that of scikit-learn's `make_moons`.
public struct MoonsDataset: Dataset {
    public static let declaration = Declaration(
        "moons", aliases: ["two-moons"],
        summary: "two half circles that reach into each other, each a class",
        options: [
            OptionDeclaration(
                "noise", .number(1e-3...100), default: .number(0.05), summary: "the deviation around the half circles"),
            FewExamples.option,
        ],
        example: "data moons noise 0.05",
        source: "Pedregosa et al. 2011, Scikit-learn: Machine Learning in Python, make_moons")

    public let optionValues: OptionValues
    public let moons: TwoMoons

    public init(_ values: OptionValues) throws(Refusal) {
        optionValues = values
        moons = TwoMoons(noise: Float(values.number("noise")))
    }

    public var size: [Int] { [2] }

    /// The upper moon is 0, the lower one 1.
    public var classCount: Int? { 2 }

    public func source(in folders: DataFolders) throws(DatasetError) -> any DataSource { moons }
}

/// Points along two half circles, as many on either, with round Gaussian noise around them:
///
///     x = (cos t, sin t) + σ n              the upper moon, class 0
///     x = (1 − cos t, ½ − sin t) + σ n      the lower moon, class 1
///
/// with t uniform in [0, π), n ~ N(0, I₂).
public struct TwoMoons: DataSource {
    /// The standard deviation σ of the noise along both axes.
    public let noise: Float

    public init(noise: Float) {
        precondition(noise > 0, "the noise of the moons is above 0")
        self.noise = noise
    }

    /// The noiseless point at t = π · `position` of a moon.
    public func point(at position: Float, ofMoon moon: Int) -> [Float] {
        let (x, y) = (cos(Float.pi * position), sin(Float.pi * position))
        return moon == 0 ? [x, y] : [1 - x, 0.5 - y]
    }

    public var classNames: [String] { ["0", "1"] }

    public var bounds: [ClosedRange<Float>]? {
        let margin = max(4 * noise, 0.45)
        return [-1 - margin...2 + margin, -0.5 - margin...1 + margin]
    }

    /// The mean of both moons' densities.
    public func density(at point: [Float]) -> Double? {
        (0..<2).reduce(0.0) { sum, moon in
            sum + noisyCurveDensity(at: point, length: .pi, noise: noise) { self.point(at: $0, ofMoon: moon) } / 2
        }
    }

    /// `[count, 2]`. Draws from `mode`, which moon, `place`, t / π, and `noise`.
    public func batch(_ count: Int, stream: RandomStream) throws(ShapeError) -> Batch {
        let moon = Tensor.randomIntegers(below: 2, [count], stream: stream.appending("mode"))
        let angle = Tensor.randomUniform([count, 1], stream: stream.appending("place")) * Float.pi
        let noise = Tensor.randomNormal([count, 2], stream: stream.appending("noise"))
        // The lower moon is the upper one turned about the origin, and moved by (1, ½).
        let column = try moon.reshaped(to: [count, 1])
        let upper = try Tensor.concatenate([angle.cosine(), angle.sine()], axis: 1)
        let place = try upper * (1 - 2 * column) + Tensor.concatenate([column, column * 0.5], axis: 1)
        return Batch(examples: try place + noise * self.noise, labels: moon)
    }
}
