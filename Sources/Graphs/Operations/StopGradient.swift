import Kernels

/// The same numbers, constant in the eyes of `gradient`: generated samples in the discriminator's update.
struct StopGradient: ViewOperation {
    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { inputs[0] }

    func layout(of input: Layout, shape: Shape) -> Layout? { input }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] { [nil] }
}

/// The same numbers in a contiguous buffer of their own; the compiler inserts it where a kernel or a caller needs one.
struct Copy: ElementwiseOperation {
    var function: TileFunction { .copy }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] { [gradient] }
}

extension Tensor {
    /// This value, taken as a constant by `gradient`.
    public func stopGradient() -> Tensor { Tensor(StopGradient(), [self], shape: shape) }
}
