import Kernels

/// 1 where the comparison holds, 0 elsewhere. Flat, so no gradient passes.
struct Comparison: ElementwiseOperation {
    enum Kind { case greater, greaterOrEqual, equal }

    let kind: Kind
    var function: TileFunction {
        switch kind {
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .equal: .equal
        }
    }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [nil, nil]
    }
}

/// b where a ≠ 0, c elsewhere
struct Selection: ElementwiseOperation {
    var function: TileFunction { .select }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let zero = Tensor.constant(0, shape: gradient.shape)
        return [nil, try select(inputs[0], gradient, zero), try select(inputs[0], zero, gradient)]
    }
}

extension Tensor {
    /// 1 where a > b, 0 elsewhere.
    public func isGreater(than other: Tensor) throws(ShapeError) -> Tensor { try compared(.greater, other) }

    /// 1 where a ≥ b, 0 elsewhere.
    public func isGreaterOrEqual(to other: Tensor) throws(ShapeError) -> Tensor { try compared(.greaterOrEqual, other) }

    /// 1 where a = b, 0 elsewhere.
    public func isEqual(to other: Tensor) throws(ShapeError) -> Tensor { try compared(.equal, other) }

    /// 1 where a > the number, 0 elsewhere.
    public func isGreater(than number: Float) -> Tensor {
        Tensor(Comparison(kind: .greater), [self, .constant(number, shape: shape)], shape: shape)
    }

    private func compared(_ kind: Comparison.Kind, _ other: Tensor) throws(ShapeError) -> Tensor {
        let (left, right) = try Tensor.matched(self, other)
        return Tensor(Comparison(kind: kind), [left, right], shape: left.shape)
    }
}

/// `a` where the condition is not 0, `b` elsewhere.
public func select(_ condition: Tensor, _ a: Tensor, _ b: Tensor) throws(ShapeError) -> Tensor {
    let shape = try condition.shape.broadcast(with: a.shape).broadcast(with: b.shape)
    return Tensor(Selection(), [condition, a, b].map { $0.stretched(to: shape) }, shape: shape)
}
