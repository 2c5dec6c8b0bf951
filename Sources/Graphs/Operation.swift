import Kernels

/// What can be done with tensors. One file an operation: its formula, shape rule, derivative and kernel together.
///
/// Two nodes with equal operations and the same inputs are the same value; the compiler computes them once.
protocol Operation: Hashable, Sendable {
    /// The shape of the result. Throws where the inputs do not fit.
    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape

    /// The gradient of a scalar L with respect to each input, given ∂L/∂output: one vector–Jacobian product, written in
    /// graph operations so that it can be differentiated again. `nil` where L does not depend on the input.
    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?]
}

extension Operation {
    func equals(_ other: any Operation) -> Bool { (other as? Self) == self }
}

/// The same function at every element of inputs of one shape (broadcasts are nodes of their own).
/// Chains of these are fused into one pass over memory.
protocol ElementwiseOperation: Operation {
    var function: TileFunction { get }
    /// The constant that some functions take, such as the slope of a leaky rectifier.
    var parameter: Float { get }
}

extension ElementwiseOperation {
    var parameter: Float { 0 }

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        precondition(inputs.allSatisfy { $0 == inputs[0] }, "elementwise inputs are broadcast before they meet")
        return inputs[0]
    }
}

/// A new way to look at the same elements: computes nothing.
protocol ViewOperation: Operation {
    /// Where the elements of the result lie, or `nil` when the input's layout forces a copy first.
    func layout(of input: Layout, shape: Shape) -> Layout?
}

/// A fold over some axes; fused with the elementwise chain that feeds it.
protocol ReductionOperation: Operation {
    var reduction: TileReduction { get }
    var axes: [Int] { get }
}

/// Everything else: reads contiguous inputs, writes one contiguous output.
protocol KernelOperation: Operation {
    /// Builds what runs, once, when a program is compiled.
    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel

    /// About how long one thread takes, in microseconds: decides what is worth sharing between threads.
    func cost(inputs: [Shape], output: Shape) -> Double
}

extension KernelOperation {
    func cost(inputs: [Shape], output: Shape) -> Double {
        Double(inputs.reduce(output.elementCount) { $0 + $1.elementCount }) * 2e-4
    }
}

/// A kernel operation whose result can be computed a stretch of rows (places along the first axis) at a time.
protocol RowOperation: KernelOperation {
    /// For each input, whether a stretch of rows needs only the same rows of it. `nil` where these shapes do not divide.
    func needsSameRows(inputs: [Shape], output: Shape) -> [Bool]?

    /// The kernel for `rows`; the shapes are already those of the stretch.
    func kernel(inputs: [Shape], output: Shape, rows: Range<Int>) throws -> any GraphKernel
}

extension RowOperation {
    func kernel(inputs: [Shape], output: Shape, rows: Range<Int>) throws -> any GraphKernel {
        try kernel(inputs: inputs, output: output)
    }
}

/// A kernel of known shapes, before it is bound to memory. Running it allocates nothing.
protocol GraphKernel: AnyObject {
    func run(_ inputs: [UnsafeMutablePointer<Float>], _ output: UnsafeMutablePointer<Float>, _ position: RandomPosition)
}

/// Where the elements of a view lie in its base buffer.
struct Layout: Hashable {
    var shape: Shape
    var strides: [Int]
    var offset: Int

    init(shape: Shape, strides: [Int], offset: Int) {
        self.shape = shape
        self.strides = strides
        self.offset = offset
    }

    init(contiguous shape: Shape) {
        self.init(shape: shape, strides: shape.contiguousStrides, offset: 0)
    }

    /// Elements in row-major order without gaps (extents of 1 may carry any stride).
    var isContiguous: Bool {
        var expected = 1
        for axis in shape.indices.reversed() where shape[axis] != 1 {
            if strides[axis] != expected { return false }
            expected *= shape[axis]
        }
        return true
    }
}
