import Kernels

/// Tensors side by side along one axis; all other extents agree.
struct Concatenation: KernelOperation {
    let axis: Int

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        var result = inputs[0]
        result[axis] = 0
        for shape in inputs {
            var expected = result
            if shape.count == result.count { expected[axis] = shape[axis] }
            guard shape == expected else {
                throw ShapeError("\(inputs[0].sizeText) and \(shape.sizeText) do not join along axis \(axis)")
            }
            result[axis] += shape[axis]
        }
        return result
    }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        var parts: [Tensor?] = []
        var start = 0
        for input in inputs {
            parts.append(try gradient.slice(axis: axis, from: start, count: input.shape[axis]))
            start += input.shape[axis]
        }
        return parts
    }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel {
        ConcatenationKernel(
            rows: output[..<axis].reduce(1, *), widths: inputs.map { $0[axis...].reduce(1, *) })
    }
}

private final class ConcatenationKernel: GraphKernel {
    let rows: Int
    let widths: [Int]
    let total: Int

    init(rows: Int, widths: [Int]) {
        self.rows = rows
        self.widths = widths
        total = widths.reduce(0, +)
    }

    func run(_ inputs: [UnsafeMutablePointer<Float>], _ output: UnsafeMutablePointer<Float>, _ position: RandomPosition) {
        var start = 0
        for (input, width) in zip(inputs, widths) {
            for row in 0..<rows {
                (output + row * total + start).update(from: input + row * width, count: width)
            }
            start += width
        }
    }
}

extension Tensor {
    /// Tensors side by side along `axis`.
    public static func concatenate(_ parts: [Tensor], axis: Int) throws(ShapeError) -> Tensor {
        guard let first = parts.first else { throw ShapeError("nothing to concatenate") }
        if parts.count == 1 { return first }
        return try Tensor(Concatenation(axis: first.shape.axis(axis)), parts)
    }
}
