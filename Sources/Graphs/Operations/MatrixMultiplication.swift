import Kernels

/// C = A B over the last two axes: `[batch…, m, k]` by `[batch…, k, n]` gives `[batch…, m, n]`.
/// A transposed operand is stored the other way round: `[batch…, k, m]`, `[batch…, n, k]`.
struct MatrixMultiplication: RowOperation {
    let transposeLeft: Bool
    let transposeRight: Bool

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        let (left, right) = (inputs[0], inputs[1])
        guard left.count >= 2, right.count >= 2 else {
            throw ShapeError("a matrix product takes matrices, found \(left.sizeText) and \(right.sizeText)")
        }
        let (rows, inner) = left.matrix(transposed: transposeLeft)
        let (rightInner, columns) = right.matrix(transposed: transposeRight)
        guard inner == rightInner, left.dropLast(2) == right.dropLast(2) else {
            throw ShapeError("matrices \(left.sizeText)\(transposeLeft ? " (transposed)" : "") and "
                + "\(right.sizeText)\(transposeRight ? " (transposed)" : "") do not multiply")
        }
        return left.dropLast(2) + [rows, columns]
    }

    /// ∂A = G Bᵀ and ∂B = Aᵀ G, each in the order in which its operand is stored.
    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let (a, b) = (inputs[0], inputs[1])
        return [
            transposeLeft
                ? try b.product(gradient, transposeRight, true) : try gradient.product(b, false, !transposeRight),
            transposeRight
                ? try gradient.product(a, true, transposeLeft) : try a.product(gradient, !transposeLeft, false),
        ]
    }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel {
        MatrixMultiplicationKernel(try product(inputs: inputs, output: output))
    }

    /// Two flops a term; where few terms share an element, reading the elements.
    func cost(inputs: [Shape], output: Shape) -> Double {
        let terms = Double(output.elementCount * inputs[0].matrix(transposed: transposeLeft).1)
        let elements = Double(inputs[0].elementCount + inputs[1].elementCount + output.elementCount)
        return max(terms * 2e-5, elements * 1e-4)
    }

    func needsSameRows(inputs: [Shape], output: Shape) -> [Bool]? {
        if output.count > 2 { return [true, true] }
        return transposeLeft ? nil : [true, false]
    }

    /// The library's product of these shapes, which may add a bias to every row and bend the result.
    func product(
        inputs: [Shape], output: Shape, bias: Bool = false, activation: FusedActivation = .none
    ) throws(KernelError) -> MatrixProduct {
        let (rows, inner) = inputs[0].matrix(transposed: transposeLeft)
        let (_, columns) = inputs[1].matrix(transposed: transposeRight)
        return try MatrixProduct(
            batch: output.dropLast(2).reduce(1, *), rows: rows, columns: columns, inner: inner,
            transposeLeft: transposeLeft, transposeRight: transposeRight, bias: bias, activation: activation)
    }
}

private final class MatrixMultiplicationKernel: GraphKernel {
    let product: MatrixProduct

    init(_ product: MatrixProduct) {
        self.product = product
    }

    func run(_ inputs: [UnsafeMutablePointer<Float>], _ output: UnsafeMutablePointer<Float>, _ position: RandomPosition) {
        product.run(left: inputs[0], right: inputs[1], result: output)
    }
}

extension Array where Element == Int {
    /// Rows and columns of the last two axes, as the product sees them.
    fileprivate func matrix(transposed: Bool) -> (Int, Int) {
        transposed ? (self[count - 1], self[count - 2]) : (self[count - 2], self[count - 1])
    }
}

extension Tensor {
    /// The matrix product over the last two axes: `[batch…, m, k]` by `[batch…, k, n]` gives `[batch…, m, n]`.
    ///
    /// Leading axes are equal on both sides, or one side is a plain matrix that serves the whole batch. With
    /// `transposeLeft` the left side is stored `[batch…, k, m]`, with `transposeRight` the right side `[batch…, n, k]`.
    public func matrixProduct(
        _ right: Tensor, transposeLeft: Bool = false, transposeRight: Bool = false
    ) throws(ShapeError) -> Tensor {
        let left = self
        if left.shape.count > 2 && right.shape.count == 2 && !transposeLeft {
            // One matrix for the whole batch: the batch is only more rows.
            let rows = try left.reshaped(to: [-1, left.shape[left.shape.count - 1]])
            let result = try rows.product(right, false, transposeRight)
            return try result.reshaped(to: left.shape.dropLast() + [result.shape[1]])
        }
        if left.shape.count > right.shape.count && right.shape.count == 2 {
            return try left.product(
                right.broadcast(to: left.shape.dropLast(2) + right.shape), transposeLeft, transposeRight)
        }
        if right.shape.count > left.shape.count && left.shape.count == 2 {
            return try left.broadcast(to: right.shape.dropLast(2) + left.shape)
                .product(right, transposeLeft, transposeRight)
        }
        return try left.product(right, transposeLeft, transposeRight)
    }

    /// The product as one node; a transposition of an operand becomes a flag.
    fileprivate func product(_ right: Tensor, _ transposeLeft: Bool, _ transposeRight: Bool) throws(ShapeError) -> Tensor {
        let (a, flipA) = withoutMatrixTranspose
        let (b, flipB) = right.withoutMatrixTranspose
        if a.shape.count == 2, b.shape.count == 2, a.shape[transposeLeft != flipA ? 0 : 1] == 1,
            b.shape[transposeRight != flipB ? 1 : 0] == 1 {
            // A column by a row: an outer product is an elementwise one, and melts into the loops around it.
            return try a.reshaped(to: [-1, 1]) * b.reshaped(to: [1, -1])
        }
        return try Tensor(
            MatrixMultiplication(transposeLeft: transposeLeft != flipA, transposeRight: transposeRight != flipB), [a, b])
    }

    /// The tensor under a transposition of the last two axes, and whether there was one.
    private var withoutMatrixTranspose: (Tensor, Bool) {
        guard let transpose = node.operation as? Transpose, shape.count >= 2 else { return (self, false) }
        var swapped = Array(shape.indices)
        swapped.swapAt(shape.count - 1, shape.count - 2)
        return transpose.permutation == swapped ? (node.inputs[0], true) : (self, false)
    }
}
