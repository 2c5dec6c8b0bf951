import Kernels

/// eᵃ / Σ eᵃ along the last axis; ∂ = p (g − Σ p g)
struct Softmax: RowOperation {
    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        guard !inputs[0].isEmpty else { throw ShapeError("a softmax takes at least one axis, found a single number") }
        return inputs[0]
    }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [Tensor(SoftmaxGradient(), [output, gradient], shape: output.shape)]
    }

    func needsSameRows(inputs: [Shape], output: Shape) -> [Bool]? { output.count > 1 ? [true] : nil }

    func cost(inputs: [Shape], output: Shape) -> Double { Double(output.elementCount) * 8e-4 }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel { SoftmaxKernel(output, isGradient: false) }
}

/// p (g − Σ p g) along the last axis: what a softmax p passes back of a gradient g.
struct SoftmaxGradient: RowOperation {
    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { inputs[0] }

    /// Of p (g − Σ p g) under a gradient h: by g it is p (h − Σ p h), by p it is h (g − Σ p g) − g Σ p h.
    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let (p, g, h) = (inputs[0], inputs[1], gradient)
        let ofGradient = try (p * g).sum(axes: [-1], keepingDimensions: true)
        let ofHigher = try (p * h).sum(axes: [-1], keepingDimensions: true)
        return [try h * (g - ofGradient) - g * ofHigher, Tensor(SoftmaxGradient(), [p, h], shape: p.shape)]
    }

    func needsSameRows(inputs: [Shape], output: Shape) -> [Bool]? { output.count > 1 ? [true, true] : nil }

    func cost(inputs: [Shape], output: Shape) -> Double { Double(output.elementCount) * 5e-4 }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel { SoftmaxKernel(output, isGradient: true) }
}

private final class SoftmaxKernel: GraphKernel {
    private let rows: Int
    private let width: Int
    private let isGradient: Bool

    init(_ shape: Shape, isGradient: Bool) {
        width = shape[shape.count - 1]
        rows = shape.elementCount / width
        self.isGradient = isGradient
    }

    func run(_ inputs: [UnsafeMutablePointer<Float>], _ output: UnsafeMutablePointer<Float>, _ position: RandomPosition) {
        if isGradient {
            SoftmaxRows.gradients(through: inputs[0], of: inputs[1], rows: rows, width: width, into: output)
        } else {
            SoftmaxRows.values(of: inputs[0], rows: rows, width: width, into: output)
        }
    }
}

extension Tensor {
    /// eᵃ / Σ eᵃ along one axis, with the largest element taken out first so that nothing overflows.
    public func softmax(axis: Int = -1) throws(ShapeError) -> Tensor {
        let (axis, last) = (try shape.axis(axis), shape.count - 1)
        if axis == last { return try Tensor(Softmax(), [self]) }
        var swapped = Array(shape.indices)
        swapped.swapAt(axis, last)
        return try Tensor(Softmax(), [transposed(swapped)]).transposed(swapped)
    }
}
