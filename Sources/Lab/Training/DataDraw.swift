import Datasets
import Graphs
import Networks

/// Fresh real examples as nodes of a program: each run of the program draws others, keyed by the random position.
///
/// A mixture picks a mode for each example and adds deviation · n, n ~ N(0, I); a spiral walks to a uniform place on its
/// arm and adds noise; fixed examples are rows drawn with replacement. Nothing is copied from outside while training runs.
///
/// Random streams, below the one that the user names (`discriminator-update/real/noise`), each in row-major order:
///
///     mixture     mode (one whole number an example; a uniform one where modes weigh differently), noise (normals)
///     spiral      place (one uniform number an example), noise (normals)
///     examples    example (one whole number an example)
struct DataDraw {
    let size: [Int]
    let source: DataSource
    /// Centres `[modes, dimensions]` or examples `[count, …size]`: kept once, however many programs draw from them.
    private let rows: Variable?
    /// The range of each coordinate that holds practically all of the data, with a margin for plots; `nil` for images.
    let bounds: [ClosedRange<Float>]?

    init(_ source: DataSource, size: [Int]) {
        self.source = source
        self.size = size
        switch source {
        case .mixture(let mixture):
            bounds = mixture.bounds
            rows = Variable(
                "data.centres", shape: [mixture.centres.count, mixture.dimensions],
                values: mixture.centres.flatMap { $0 })
        case .curve(let curve):
            bounds = curve.bounds
            rows = nil
        case .examples(let examples):
            bounds = size.count == 1 ? Self.bounds(of: examples.training, dimensions: size[0]) : nil
            rows = Variable("data.examples", shape: [examples.training.count] + size, values: examples.training.values)
        }
    }

    /// The number of distinct examples, `nil` where each draw is new.
    var exampleCount: Int? {
        source.fixedExamples?.training.count
    }

    /// `[batch, …size]`.
    func examples(batch: Int, stream: RandomStream) throws -> Tensor {
        switch source {
        case .mixture(let mixture):
            let modes = try modeIndices(mixture, batch: batch, stream: stream)
            let centres = try rowTensor.gather(rows: modes)
            let noise = Tensor.randomNormal([batch, mixture.dimensions], stream: stream.appending("noise"))
            return try centres + noise * mixture.deviation
        case .curve(let curve):
            let place = Tensor.randomUniform([batch, 1], stream: stream.appending("place"))
            let angle = place * (2 * Float.pi * curve.turns) + curve.startAngle
            let radius = place * (curve.outerRadius - curve.innerRadius) + curve.innerRadius
            let arm = try Tensor.concatenate([angle.cosine(), angle.sine()], axis: 1)
            let noise = Tensor.randomNormal([batch, 2], stream: stream.appending("noise"))
            return try radius * arm + noise * curve.noise
        case .examples(let examples):
            let indices = Tensor.randomIntegers(
                below: examples.training.count, [batch], stream: stream.appending("example"))
            return try rowTensor.gather(rows: indices)
        }
    }

    /// From the smallest to the largest value along each axis, and a tenth of their distance on either side.
    private static func bounds(of part: Examples.Part, dimensions: Int) -> [ClosedRange<Float>] {
        let extents = (0..<dimensions).map { axis -> (lowest: Float, highest: Float) in
            var (lowest, highest) = (Float.infinity, -Float.infinity)
            for place in stride(from: axis, to: part.values.count, by: dimensions) {
                lowest = min(lowest, part.values[place])
                highest = max(highest, part.values[place])
            }
            return (lowest, highest)
        }
        return extents.map { extent in
            let width = extent.highest / 2 - extent.lowest / 2
            let margin = width > 0 ? 0.2 * width : 1
            return extent.lowest - margin...extent.highest + margin
        }
    }

    private var rowTensor: Tensor {
        guard let rows else { preconditionFailure("a spiral has no rows to draw from") }
        return rows.tensor
    }

    /// `[batch]` mode numbers: by the inverse of the cumulative weights, or plain integers when all weigh the same.
    private func modeIndices(_ mixture: Mixture, batch: Int, stream: RandomStream) throws -> Tensor {
        let count = mixture.weights.count
        if mixture.weights.allSatisfy({ $0 == mixture.weights[0] }) {
            return Tensor.randomIntegers(below: count, [batch], stream: stream.appending("mode"))
        }
        var reached: Float = 0
        let limits = mixture.weights.dropLast().map { weight in
            reached += weight
            return reached
        }
        let uniform = Tensor.randomUniform([batch, 1], stream: stream.appending("mode"))
        let passed = try uniform.isGreaterOrEqual(to: Tensor.constant(limits, shape: [1, count - 1]))
        return try passed.sum(axes: [1])
    }
}

extension DataDraw {
    func batch(_ count: Int, stream: RandomStream) throws -> Batch { Batch(examples: try examples(batch: count, stream: stream)) }
}
extension Dataset { var classCount: Int? { nil } }
