import Datasets
import Graphs
import Networks

/// Fresh real examples as nodes of a program: each run of the program draws others, keyed by the random position.
///
/// A mixture picks a mode for each example and adds deviation · n, n ~ N(0, I); a spiral walks to a uniform place on its
/// arm and adds noise; fixed examples are rows drawn with replacement. Nothing is copied from outside while training runs.
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
    func examples(batch: Int, streams: inout StreamCounter) throws -> Tensor {
        switch source {
        case .mixture(let mixture):
            let modes = try modeIndices(mixture, batch: batch, streams: &streams)
            let centres = try rowTensor.gather(rows: modes)
            let noise = Tensor.randomNormal([batch, mixture.dimensions], stream: streams.next())
            return try centres + noise * mixture.deviation
        case .curve(let curve):
            let place = Tensor.randomUniform([batch, 1], stream: streams.next())
            let angle = place * (2 * Float.pi * curve.turns) + curve.startAngle
            let radius = place * (curve.outerRadius - curve.innerRadius) + curve.innerRadius
            let arm = try Tensor.concatenate([angle.cosine(), angle.sine()], axis: 1)
            let noise = Tensor.randomNormal([batch, 2], stream: streams.next())
            return try radius * arm + noise * curve.noise
        case .examples(_, let count, _):
            let indices = Tensor.randomIntegers(below: count, [batch], stream: streams.next())
            return try rowTensor.gather(rows: indices)
        }
    }

    private var rowTensor: Tensor {
        guard let rows else { preconditionFailure("a spiral has no rows to draw from") }
        return rows.tensor
    }

    /// `[batch]` mode numbers: by the inverse of the cumulative weights, or plain integers when all weigh the same.
    private func modeIndices(_ mixture: Mixture, batch: Int, streams: inout StreamCounter) throws -> Tensor {
        let count = mixture.weights.count
        if mixture.weights.allSatisfy({ $0 == mixture.weights[0] }) {
            return Tensor.randomIntegers(below: count, [batch], stream: streams.next())
        }
        var reached: Float = 0
        let limits = mixture.weights.dropLast().map { weight in
            reached += weight
            return reached
        }
        let uniform = Tensor.randomUniform([batch, 1], stream: streams.next())
        let passed = try uniform.isGreaterOrEqual(to: Tensor.constant(limits, shape: [1, count - 1]))
        return try passed.sum(axes: [1])
    }
}
