import Kernels

/// Fresh random numbers at every run: a function of (seed, step) of the run and of the stream.
struct RandomDraw: RowOperation {
    enum Distribution: Hashable {
        /// N(0, 1)
        case normal
        /// [0, 1)
        case uniform
        /// 0, 1, …, below − 1
        case integers(below: Int)
    }

    let distribution: Distribution
    let stream: RandomStream
    let extents: Shape

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { extents }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] { [] }

    func cost(inputs: [Shape], output: Shape) -> Double { Double(output.elementCount) * 6e-4 }

    func needsSameRows(inputs: [Shape], output: Shape) -> [Bool]? { [] }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel {
        try kernel(inputs: inputs, output: output, rows: 0..<1)
    }

    func kernel(inputs: [Shape], output: Shape, rows: Range<Int>) throws -> any GraphKernel {
        RandomDrawKernel(
            distribution: distribution, stream: stream, start: rows.lowerBound * output.dropFirst().reduce(1, *),
            count: output.elementCount)
    }
}

private final class RandomDrawKernel: GraphKernel {
    let distribution: RandomDraw.Distribution
    let stream: RandomStream
    /// The number of the first draw: more than 0 in the kernel of a later stretch of rows.
    let start: Int
    let count: Int

    init(distribution: RandomDraw.Distribution, stream: RandomStream, start: Int, count: Int) {
        self.distribution = distribution
        self.stream = stream
        self.start = start
        self.count = count
    }

    func run(_ inputs: [UnsafeMutablePointer<Float>], _ output: UnsafeMutablePointer<Float>, _ position: RandomPosition) {
        let key = stream.key(at: position)
        switch distribution {
        case .normal: Random.normal(into: output, from: start, count: count, key: key)
        case .uniform: Random.uniform(into: output, from: start, count: count, key: key)
        case .integers(let below): Random.integers(into: output, from: start, count: count, below: below, key: key)
        }
    }
}

extension Tensor {
    /// Independent draws from N(0, 1).
    public static func randomNormal(_ shape: Shape, stream: RandomStream) -> Tensor {
        Tensor(RandomDraw(distribution: .normal, stream: stream, extents: shape), [], shape: shape)
    }

    /// Independent draws from [0, 1).
    public static func randomUniform(_ shape: Shape, stream: RandomStream) -> Tensor {
        Tensor(RandomDraw(distribution: .uniform, stream: stream, extents: shape), [], shape: shape)
    }

    /// Independent draws from 0, 1, …, `below` − 1, all equally likely.
    public static func randomIntegers(below: Int, _ shape: Shape, stream: RandomStream) -> Tensor {
        precondition(below > 0 && below <= 1 << 24, "whole numbers are exact in a float up to 2^24")
        return Tensor(RandomDraw(distribution: .integers(below: below), stream: stream, extents: shape), [], shape: shape)
    }
}
