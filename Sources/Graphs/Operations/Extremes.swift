import Kernels

/// The smaller or the larger of two; where they tie, the gradient goes to the first.
struct Extreme: ElementwiseOperation {
    let isMaximum: Bool
    var function: TileFunction { isMaximum ? .maximum : .minimum }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let first = isMaximum
            ? try inputs[0].isGreaterOrEqual(to: inputs[1]) : try inputs[1].isGreaterOrEqual(to: inputs[0])
        // Chosen, not multiplied by 0: a gradient of infinity goes to one of them and leaves the other finite.
        let zero = Tensor.constant(0, shape: gradient.shape)
        return [try select(first, gradient, zero), try select(first, zero, gradient)]
    }
}

/// |a|; ∂ = g sign a, 0 at 0
struct AbsoluteValue: ElementwiseOperation {
    var function: TileFunction { .absolute }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient * inputs[0].sign()]
    }
}

/// −1, 0 or 1
struct Sign: ElementwiseOperation {
    var function: TileFunction { .sign }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] { [nil] }
}

/// The largest whole number that is not above a
struct Floor: ElementwiseOperation {
    var function: TileFunction { .floor }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] { [nil] }
}

/// The smaller of two, element by element.
public func minimum(_ a: Tensor, _ b: Tensor) throws(ShapeError) -> Tensor {
    let (a, b) = try Tensor.matched(a, b)
    return Tensor(Extreme(isMaximum: false), [a, b], shape: a.shape)
}

/// The larger of two, element by element.
public func maximum(_ a: Tensor, _ b: Tensor) throws(ShapeError) -> Tensor {
    let (a, b) = try Tensor.matched(a, b)
    return Tensor(Extreme(isMaximum: true), [a, b], shape: a.shape)
}

extension Tensor {
    /// |a|
    public func absolute() -> Tensor { Tensor(AbsoluteValue(), [self], shape: shape) }

    /// −1, 0 or 1
    public func sign() -> Tensor { Tensor(Sign(), [self], shape: shape) }

    /// The largest whole number that is not above a.
    public func floor() -> Tensor { Tensor(Floor(), [self], shape: shape) }
}
