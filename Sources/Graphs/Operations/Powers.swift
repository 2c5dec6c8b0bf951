import Kernels

/// a²
struct Square: ElementwiseOperation {
    var function: TileFunction { .square }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient * inputs[0] * 2]
    }
}

/// √a; ∂ = g / (2√a), infinite at 0
struct SquareRoot: ElementwiseOperation {
    var function: TileFunction { .squareRoot }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient / output * 0.5]
    }
}

/// 1/√a; ∂ = −g y³ / 2
struct ReciprocalSquareRoot: ElementwiseOperation {
    var function: TileFunction { .reciprocalSquareRoot }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient * output * output.squared() * -0.5]
    }
}

/// 1/a; ∂ = −g y²
struct Reciprocal: ElementwiseOperation {
    var function: TileFunction { .reciprocal }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try -(gradient * output.squared())]
    }
}

/// aᵖ for a number p; ∂ = g p aᵖ⁻¹
struct ConstantPower: ElementwiseOperation {
    let exponent: Float
    var function: TileFunction { .constantPower }
    var parameter: Float { exponent }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient * inputs[0].power(exponent - 1) * exponent]
    }
}

/// aᵇ for a > 0; ∂a = g b aᵇ⁻¹, ∂b = g aᵇ ln a
struct Power: ElementwiseOperation {
    var function: TileFunction { .power }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let (base, exponent) = (inputs[0], inputs[1])
        return [
            try gradient * exponent * base.power(exponent - 1),
            try gradient * output * base.log(),
        ]
    }
}

extension Tensor {
    /// a²
    public func squared() -> Tensor { Tensor(Square(), [self], shape: shape) }

    /// √a, with an infinite slope at 0: keep the argument above it where gradients flow.
    public func sqrt() -> Tensor { Tensor(SquareRoot(), [self], shape: shape) }

    /// 1/√a
    public func reciprocalSquareRoot() -> Tensor { Tensor(ReciprocalSquareRoot(), [self], shape: shape) }

    /// 1/a
    public func reciprocal() -> Tensor {
        constantValue.map { .constant(1 / $0, shape: shape) } ?? Tensor(Reciprocal(), [self], shape: shape)
    }

    /// aᵖ; whole exponents also take negative bases, as in C's `powf`.
    public func power(_ exponent: Float) -> Tensor {
        switch exponent {
        case 0: .constant(1, shape: shape)
        case 1: self
        case 2: squared()
        case 0.5: sqrt()
        case -0.5: reciprocalSquareRoot()
        case -1: reciprocal()
        default: Tensor(ConstantPower(exponent: exponent), [self], shape: shape)
        }
    }

    /// aᵇ, element by element, for positive bases.
    public func power(_ exponent: Tensor) throws(ShapeError) -> Tensor {
        let (base, exponent) = try Tensor.matched(self, exponent)
        return Tensor(Power(), [base, exponent], shape: base.shape)
    }
}
