/// The same elements in row-major order under another shape.
struct Reshape: ViewOperation {
    let target: Shape

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        guard inputs[0].elementCount == target.elementCount else {
            throw ShapeError("\(inputs[0].sizeText) has \(inputs[0].elementCount) elements, \(target.sizeText) needs \(target.elementCount)")
        }
        return target
    }

    func layout(of input: Layout, shape: Shape) -> Layout? {
        guard input.isContiguous else { return nil }
        return Layout(shape: shape, strides: shape.contiguousStrides, offset: input.offset)
    }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient.reshaped(to: inputs[0].shape)]
    }
}

/// Axes in another order: axis i of the result is axis `permutation[i]` of the input.
struct Transpose: ViewOperation {
    let permutation: [Int]

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        guard permutation.sorted() == Array(inputs[0].indices) else {
            throw ShapeError("\(permutation) is no order of the \(inputs[0].count) axes of \(inputs[0].sizeText)")
        }
        return permutation.map { inputs[0][$0] }
    }

    func layout(of input: Layout, shape: Shape) -> Layout? {
        Layout(shape: shape, strides: permutation.map { input.strides[$0] }, offset: input.offset)
    }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let inverse = permutation.indices.sorted { permutation[$0] < permutation[$1] }
        return [try gradient.transposed(inverse)]
    }
}

/// Extents of 1, and axes that are missing in front, repeated to a larger shape.
struct Broadcast: ViewOperation {
    let target: Shape

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        guard try inputs[0].broadcast(with: target) == target else {
            throw ShapeError("\(inputs[0].sizeText) does not stretch to \(target.sizeText)")
        }
        return target
    }

    func layout(of input: Layout, shape: Shape) -> Layout? {
        let missing = shape.count - input.shape.count
        let strides = shape.indices.map { axis in
            axis < missing || input.shape[axis - missing] != shape[axis] ? 0 : input.strides[axis - missing]
        }
        return Layout(shape: shape, strides: strides, offset: input.offset)
    }

    /// Every copy passes its gradient back: sum over the repeated axes.
    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let original = inputs[0].shape
        let missing = target.count - original.count
        let repeated = target.indices.filter { $0 < missing || original[$0 - missing] != target[$0] }
        return [try gradient.sum(axes: repeated).reshaped(to: original)]
    }
}

/// Every `step`-th element of one axis, `count` of them from `start`.
struct Slice: ViewOperation {
    let axis: Int
    let start: Int
    let count: Int
    let step: Int

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        let extent = inputs[0][axis]
        guard start >= 0, count >= 1, step >= 1, start + (count - 1) * step < extent else {
            throw ShapeError("a slice of \(count) from \(start) by \(step) leaves axis \(axis) of \(inputs[0].sizeText)")
        }
        var shape = inputs[0]
        shape[axis] = count
        return shape
    }

    func layout(of input: Layout, shape: Shape) -> Layout? {
        var layout = input
        layout.shape = shape
        layout.offset += start * input.strides[axis]
        layout.strides[axis] *= step
        return layout
    }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        var before = [Int](repeating: 0, count: inputs[0].shape.count)
        before[axis] = start
        var steps = [Int](repeating: 1, count: inputs[0].shape.count)
        steps[axis] = step
        return [try Tensor(Pad(before: before, steps: steps, target: inputs[0].shape), [gradient])]
    }
}

extension Tensor {
    /// The same elements under another shape; one extent may be −1 and is computed.
    public func reshaped(to target: Shape) throws(ShapeError) -> Tensor {
        var target = target
        if let open = target.firstIndex(of: -1) {
            target[open] = 1
            let known = target.elementCount
            guard known > 0, count % known == 0 else {
                throw ShapeError("\(count) elements of \(shape.sizeText) do not divide into rows of \(known)")
            }
            target[open] = count / known
        }
        if target == shape { return self }
        if node.operation is Reshape { return try node.inputs[0].reshaped(to: target) }
        return try Tensor(Reshape(target: target), [self])
    }

    /// Axes in another order: axis i of the result is axis `permutation[i]` of this tensor.
    public func transposed(_ permutation: [Int]) throws(ShapeError) -> Tensor {
        if permutation == Array(shape.indices) { return self }
        return try Tensor(Transpose(permutation: permutation), [self])
    }

    /// This tensor repeated to a larger shape under NumPy's rules.
    public func broadcast(to target: Shape) throws(ShapeError) -> Tensor {
        if target == shape { return self }
        return try Tensor(Broadcast(target: target), [self])
    }

    /// `count` elements of an axis, from `from`, every `step`-th.
    public func slice(axis: Int, from start: Int, count: Int, step: Int = 1) throws(ShapeError) -> Tensor {
        let axis = try shape.axis(axis)
        if start == 0 && count == shape[axis] && step == 1 { return self }
        return try Tensor(Slice(axis: axis, start: start, count: count, step: step), [self])
    }

    /// `broadcast(to:)` for shapes that are known to fit.
    func stretched(to target: Shape) -> Tensor {
        target == shape ? self : Tensor(Broadcast(target: target), [self], shape: target)
    }
}
