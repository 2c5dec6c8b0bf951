import Kernels

/// a + b
struct Addition: ElementwiseOperation {
    var function: TileFunction { .add }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [gradient, gradient]
    }
}

/// a − b
struct Subtraction: ElementwiseOperation {
    var function: TileFunction { .subtract }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [gradient, -gradient]
    }
}

/// a · b, element by element
struct Multiplication: ElementwiseOperation {
    var function: TileFunction { .multiply }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient * inputs[1], try gradient * inputs[0]]
    }
}

/// a / b; ∂/∂b = −(a/b)/b, which reuses the quotient
struct Division: ElementwiseOperation {
    var function: TileFunction { .divide }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let scaled = try gradient / inputs[1]
        return [scaled, try -(scaled * output)]
    }
}

/// −a
struct Negation: ElementwiseOperation {
    var function: TileFunction { .negate }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [-gradient]
    }
}

// Operands are broadcast to their common shape under NumPy's rules. What a constant decides is decided here, while
// the expression is written: gradients are full of products with one and sums with zero.

extension Tensor {
    public static func + (left: Tensor, right: Tensor) throws(ShapeError) -> Tensor {
        let (left, right) = try matched(left, right)
        switch (left.constantValue, right.constantValue) {
        case (let a?, let b?): return .constant(a + b, shape: left.shape)
        case (0, _): return right
        case (_, 0): return left
        default: return Tensor(Addition(), [left, right], shape: left.shape)
        }
    }

    public static func - (left: Tensor, right: Tensor) throws(ShapeError) -> Tensor {
        let (left, right) = try matched(left, right)
        switch (left.constantValue, right.constantValue) {
        case (let a?, let b?): return .constant(a - b, shape: left.shape)
        case (0, _): return -right
        case (_, 0): return left
        default: return Tensor(Subtraction(), [left, right], shape: left.shape)
        }
    }

    public static func * (left: Tensor, right: Tensor) throws(ShapeError) -> Tensor {
        let (left, right) = try matched(left, right)
        switch (left.constantValue, right.constantValue) {
        case (let a?, let b?): return .constant(a * b, shape: left.shape)
        case (1, _): return right
        case (_, 1): return left
        case (-1, _): return -right
        case (_, -1): return -left
        default: return Tensor(left == right ? Square() : Multiplication() as any Operation,
                               left == right ? [left] : [left, right], shape: left.shape)
        }
    }

    public static func / (left: Tensor, right: Tensor) throws(ShapeError) -> Tensor {
        let (left, right) = try matched(left, right)
        switch (left.constantValue, right.constantValue) {
        case (let a?, let b?): return .constant(a / b, shape: left.shape)
        case (_, 1): return left
        case (1, _): return right.reciprocal()
        default: return Tensor(Division(), [left, right], shape: left.shape)
        }
    }

    public static prefix func - (value: Tensor) -> Tensor {
        if let constant = value.constantValue { return .constant(-constant, shape: value.shape) }
        if value.node.operation is Negation { return value.node.inputs[0] }
        return Tensor(Negation(), [value], shape: value.shape)
    }

    public static func + (left: Tensor, right: Float) -> Tensor { combined(left, right, +) }
    public static func + (left: Float, right: Tensor) -> Tensor { combined(right, left, +) }
    public static func - (left: Tensor, right: Float) -> Tensor { combined(left, -right, +) }
    public static func - (left: Float, right: Tensor) -> Tensor { combined(-right, left, +) }
    public static func * (left: Tensor, right: Float) -> Tensor { combined(left, right, *) }
    public static func * (left: Float, right: Tensor) -> Tensor { combined(right, left, *) }
    public static func / (left: Tensor, right: Float) -> Tensor { combined(left, 1 / right, *) }
    public static func / (left: Float, right: Tensor) -> Tensor { combined(right.reciprocal(), left, *) }

    /// Both operands in their common shape.
    static func matched(_ left: Tensor, _ right: Tensor) throws(ShapeError) -> (Tensor, Tensor) {
        if left.shape == right.shape { return (left, right) }
        let shape = try left.shape.broadcast(with: right.shape)
        return (left.stretched(to: shape), right.stretched(to: shape))
    }

    /// A tensor with a number: a scalar fits every shape, so the operator cannot throw.
    private static func combined(
        _ tensor: Tensor, _ number: Float, _ operation: (Tensor, Tensor) throws(ShapeError) -> Tensor
    ) -> Tensor {
        do {
            return try operation(tensor, .constant(number, shape: tensor.shape))
        } catch {
            preconditionFailure("operands of one shape always fit: \(error)")
        }
    }
}
