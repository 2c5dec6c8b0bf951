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
    private let source: DataSource
    /// Centres `[modes, dimensions]` or examples `[count, …size]`: kept once, however many programs draw from them.
    private let rows: Variable?

    init(_ source: DataSource, size: [Int]) {
        self.source = source
        self.size = size
        switch source {
        case .mixture(let mixture):
            rows = Variable(
                "data.centres", shape: [mixture.centres.count, mixture.dimensions],
                values: mixture.centres.flatMap { $0 })
        case .curve: rows = nil
        case .examples(let values, let count, _):
            rows = Variable("data.examples", shape: [count] + size, values: values)
        }
    }

    /// The number of distinct examples, `nil` where each draw is new.
    var exampleCount: Int? {
        if case .examples(_, let count, _) = source { count } else { nil }
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
        case .examples(_, let count, _):
            let indices = Tensor.randomIntegers(below: count, [batch], stream: stream.appending("example"))
            return try rowTensor.gather(rows: indices)
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
