import Kernels

/// sin a
struct Sine: ElementwiseOperation {
    var function: TileFunction { .sine }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient * inputs[0].cosine()]
    }
}

/// cos a
struct Cosine: ElementwiseOperation {
    var function: TileFunction { .cosine }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try -(gradient * inputs[0].sine())]
    }
}

extension Tensor {
    /// sin a
    public func sine() -> Tensor { Tensor(Sine(), [self], shape: shape) }

    /// cos a
    public func cosine() -> Tensor { Tensor(Cosine(), [self], shape: shape) }
}
