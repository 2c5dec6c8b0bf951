import Kernels

/// Rows chosen by number: `[rows, …]` by indices `[count]` gives `[count, …]`.
struct Gather: RowOperation {
    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        guard inputs[0].count >= 1, inputs[1].count == 1 else {
            throw ShapeError("gather takes rows and a list of indices, found \(inputs[0].sizeText) and \(inputs[1].sizeText)")
        }
        return inputs[1] + inputs[0].dropFirst()
    }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try Tensor(Scatter(rows: inputs[0].shape[0]), [gradient, inputs[1]]), nil]
    }

    func needsSameRows(inputs: [Shape], output: Shape) -> [Bool]? { [false, true] }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel {
        RowKernel(rows: inputs[0][0], count: output[0], width: output.dropFirst().reduce(1, *), scatters: false)
    }
}

/// The adjoint of `Gather`: adds each row of `[count, …]` to the row of the result that its index names.
struct Scatter: KernelOperation {
    let rows: Int

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { [rows] + inputs[0].dropFirst() }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try Tensor(Gather(), [gradient, inputs[1]]), nil]
    }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel {
        RowKernel(rows: rows, count: inputs[0][0], width: output.dropFirst().reduce(1, *), scatters: true)
    }
}

private final class RowKernel: GraphKernel {
    let rows: Int
    let count: Int
    let width: Int
    let scatters: Bool

    init(rows: Int, count: Int, width: Int, scatters: Bool) {
        self.rows = rows
        self.count = count
        self.width = width
        self.scatters = scatters
    }

    func run(_ inputs: [UnsafeMutablePointer<Float>], _ output: UnsafeMutablePointer<Float>, _ position: RandomPosition) {
        if scatters { output.update(repeating: 0, count: rows * width) }
        for index in 0..<count {
            // An index outside the rows reads the nearest row: a computed index never leaves the buffer.
            let chosen = inputs[1][index]
            let row = chosen >= 0 ? Int(min(chosen, Float(rows - 1))) : 0
            if scatters {
                for column in 0..<width { output[row * width + column] += inputs[0][index * width + column] }
            } else {
                (output + index * width).update(from: inputs[0] + row * width, count: width)
            }
        }
    }
}

extension Tensor {
    /// Rows chosen by number: `[rows, …]` by whole numbers `[count]` gives `[count, …]`.
    public func gather(rows indices: Tensor) throws(ShapeError) -> Tensor {
        try Tensor(Gather(), [self, indices])
    }

    /// Rows put into zeros by number: `[count, …]` at whole numbers `[count]` gives `[rows, …]`; rows of the same number add up.
    public func scattered(rows: Int, at indices: Tensor) throws(ShapeError) -> Tensor {
        guard rows >= 1, indices.shape.count == 1, shape.first == indices.shape[0] else {
            throw ShapeError("scatter takes rows and an index for each, found \(shape.sizeText) and \(indices.shape.sizeText)")
        }
        return try Tensor(Scatter(rows: rows), [self, indices])
    }

    /// 1 in the column that each whole number names, 0 elsewhere: `[…]` gives `[…, count]`.
    public func oneHot(count: Int) throws(ShapeError) -> Tensor {
        let columns = Tensor.constant((0..<count).map(Float.init), shape: [count])
        return try reshaped(to: shape + [1]).isEqual(to: columns)
    }
}
