import Kernels

/// a where a > 0, slope · a elsewhere; slope 0 is relu.
struct LeakyRectifier: ElementwiseOperation {
    let slope: Float
    var function: TileFunction { .leakyRectifier }
    var parameter: Float { slope }

    /// The output has the input's sign, so the derivative reads the output and the input need not be kept.
    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let gate = slope >= 0 ? output : inputs[0]
        return [Tensor(RectifierGate(slope: slope), [gate, gradient], shape: gradient.shape)]
    }
}

/// b where a > 0, slope · b elsewhere: the rectifier's derivative, linear in b and flat in a.
struct RectifierGate: ElementwiseOperation {
    let slope: Float
    var function: TileFunction { .rectifierGate }
    var parameter: Float { slope }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [nil, Tensor(self, [inputs[0], gradient], shape: gradient.shape)]
    }
}

/// a where a > 0, scale (eᵃ − 1) elsewhere
struct ExponentialLinear: ElementwiseOperation {
    let scale: Float
    var function: TileFunction { .exponentialLinear }
    var parameter: Float { scale }

    /// 1 where a > 0, y + scale elsewhere
    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let slope = try select(inputs[0].isGreater(than: 0), .constant(1, shape: output.shape), output + scale)
        return [try gradient * slope]
    }
}

extension Tensor {
    /// max(a, 0)
    public func relu() -> Tensor { leakyRelu(slope: 0) }

    /// a where a > 0, `slope` · a elsewhere.
    public func leakyRelu(slope: Float) -> Tensor { Tensor(LeakyRectifier(slope: slope), [self], shape: shape) }

    /// a where a > 0, `scale` (eᵃ − 1) elsewhere.
    public func elu(scale: Float = 1) -> Tensor { Tensor(ExponentialLinear(scale: scale), [self], shape: shape) }
}
