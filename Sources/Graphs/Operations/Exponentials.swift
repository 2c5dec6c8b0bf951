import Kernels

/// eᵃ
struct Exponential: ElementwiseOperation {
    var function: TileFunction { .exponential }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient * output]
    }
}

/// ln a
struct Logarithm: ElementwiseOperation {
    var function: TileFunction { .logarithm }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient / inputs[0]]
    }
}

/// tanh a; ∂ = g (1 − y²)
struct HyperbolicTangent: ElementwiseOperation {
    var function: TileFunction { .tanh }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient * (1 - output.squared())]
    }
}

/// σ(a) = 1 / (1 + e⁻ᵃ); ∂ = g y (1 − y)
struct Sigmoid: ElementwiseOperation {
    var function: TileFunction { .sigmoid }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient * output * (1 - output)]
    }
}

/// ln(1 + eᵃ), computed as max(a, 0) + ln(1 + e^−|a|), which neither overflows nor loses small values; ∂ = g σ(a)
struct Softplus: ElementwiseOperation {
    var function: TileFunction { .softplus }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient * inputs[0].sigmoid()]
    }
}

extension Tensor {
    /// eᵃ
    public func exp() -> Tensor { Tensor(Exponential(), [self], shape: shape) }

    /// ln a
    public func log() -> Tensor { Tensor(Logarithm(), [self], shape: shape) }

    /// tanh a
    public func tanh() -> Tensor { Tensor(HyperbolicTangent(), [self], shape: shape) }

    /// 1 / (1 + e⁻ᵃ)
    public func sigmoid() -> Tensor { Tensor(Sigmoid(), [self], shape: shape) }

    /// ln(1 + eᵃ), stable for every a: −ln σ(−a) is the loss of a logistic discriminator.
    public func softplus() -> Tensor { Tensor(Softplus(), [self], shape: shape) }
}
