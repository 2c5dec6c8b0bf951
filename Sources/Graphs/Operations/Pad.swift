import Kernels

/// The input laid into a larger tensor of zeros, from `before` on, `steps` apart: the adjoint of slices.
struct Pad: KernelOperation {
    let before: [Int]
    let steps: [Int]
    let target: Shape

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        let fits = inputs[0].count == target.count && target.indices.allSatisfy { axis in
            before[axis] >= 0 && before[axis] + (inputs[0][axis] - 1) * steps[axis] < target[axis]
        }
        guard fits else { throw ShapeError("\(inputs[0].sizeText) does not fit into \(target.sizeText)") }
        return target
    }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        var part = gradient
        for axis in target.indices {
            part = try part.slice(axis: axis, from: before[axis], count: inputs[0].shape[axis], step: steps[axis])
        }
        return [part]
    }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel {
        let strides = output.contiguousStrides
        // Trailing axes that are laid down whole make one run with the part of the axis before them.
        var whole = target.count
        while whole > 0, inputs[0][whole - 1] == target[whole - 1], steps[whole - 1] == 1 { whole -= 1 }
        if whole > 0, steps[whole - 1] == 1 { whole -= 1 }
        return PadKernel(
            extents: Array(inputs[0][..<whole]), strides: Array(zip(strides, steps).map(*)[..<whole]),
            run: inputs[0][whole...].reduce(1, *), offset: zip(before, strides).map(*).reduce(0, +),
            total: output.elementCount)
    }
}

private final class PadKernel: GraphKernel {
    /// The axes around the runs.
    let extents: Shape
    let strides: [Int]
    /// Elements that lie together on both sides.
    let run: Int
    let offset: Int
    let total: Int

    init(extents: Shape, strides: [Int], run: Int, offset: Int, total: Int) {
        self.extents = extents
        self.strides = strides
        self.run = run
        self.offset = offset
        self.total = total
    }

    func run(_ inputs: [UnsafeMutablePointer<Float>], _ output: UnsafeMutablePointer<Float>, _ position: RandomPosition) {
        output.update(repeating: 0, count: total)
        var source = inputs[0]
        lay(&source, output + offset, axis: 0)
    }

    private func lay(_ source: inout UnsafeMutablePointer<Float>, _ target: UnsafeMutablePointer<Float>, axis: Int) {
        guard axis < extents.count else {
            target.update(from: source, count: run)
            source += run
            return
        }
        for index in 0..<extents[axis] { lay(&source, target + index * strides[axis], axis: axis + 1) }
    }
}

extension Tensor {
    /// Zeros before and after each axis.
    public func padded(_ amounts: [(before: Int, after: Int)]) throws(ShapeError) -> Tensor {
        guard amounts.count == shape.count, amounts.allSatisfy({ $0.before >= 0 && $0.after >= 0 }) else {
            throw ShapeError("padding \(shape.sizeText) takes \(shape.count) pairs of amounts, none below 0")
        }
        if amounts.allSatisfy({ $0.before == 0 && $0.after == 0 }) { return self }
        let target = zip(shape, amounts).map { $0 + $1.before + $1.after }
        return try Tensor(
            Pad(before: amounts.map(\.before), steps: shape.map { _ in 1 }, target: target), [self])
    }
}
