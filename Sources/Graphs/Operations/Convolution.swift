import Kernels

// A convolution y = x ∗ w is linear in x and in w. Its two adjoints, with the same geometry, complete a family that is
// closed under differentiation: each derivative of a member is another member.

/// y[b, i, j, o] = Σ x[b, i·stride + u − top, j·stride + v − left, c] · w[u, v, c, o]; x outside its bounds is 0.
struct Convolution: KernelOperation {
    let geometry: ConvolutionGeometry

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { geometry.outputShape }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [
            Tensor(ConvolutionOnInput(geometry: geometry), [gradient, inputs[1]], shape: geometry.inputShape),
            Tensor(ConvolutionOnWeights(geometry: geometry), [inputs[0], gradient], shape: geometry.weightShape),
        ]
    }

    func cost(inputs: [Shape], output: Shape) -> Double { geometry.cost }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel {
        ConvolutionKernel(try PreparedConvolution(geometry, .forward))
    }
}

/// The adjoint in x: spreads `[batch, outputHeight, outputWidth, outputChannels]` back over the input's plane.
/// It is also the forward pass of a transposed convolution.
struct ConvolutionOnInput: KernelOperation {
    let geometry: ConvolutionGeometry

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { geometry.inputShape }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [
            Tensor(Convolution(geometry: geometry), [gradient, inputs[1]], shape: geometry.outputShape),
            Tensor(ConvolutionOnWeights(geometry: geometry), [gradient, inputs[0]], shape: geometry.weightShape),
        ]
    }

    func cost(inputs: [Shape], output: Shape) -> Double { geometry.cost }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel {
        ConvolutionKernel(try PreparedConvolution(geometry, .inputGradient))
    }
}

/// The adjoint in w: correlates the input with a gradient of the output.
struct ConvolutionOnWeights: KernelOperation {
    let geometry: ConvolutionGeometry

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { geometry.weightShape }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [
            Tensor(ConvolutionOnInput(geometry: geometry), [inputs[1], gradient], shape: geometry.inputShape),
            Tensor(Convolution(geometry: geometry), [inputs[0], gradient], shape: geometry.outputShape),
        ]
    }

    func cost(inputs: [Shape], output: Shape) -> Double { geometry.cost }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel {
        ConvolutionKernel(try PreparedConvolution(geometry, .weightGradient))
    }
}

extension ConvolutionGeometry {
    /// Microseconds on one thread, at two flops a term.
    fileprivate var cost: Double { Double(outputShape.elementCount * weightShape.dropLast().elementCount) * 2e-5 }
}

private final class ConvolutionKernel: GraphKernel {
    let convolution: PreparedConvolution

    init(_ convolution: PreparedConvolution) {
        self.convolution = convolution
    }

    func run(_ inputs: [UnsafeMutablePointer<Float>], _ output: UnsafeMutablePointer<Float>, _ position: RandomPosition) {
        convolution.run(inputs[0], inputs[1], result: output)
    }
}

extension ConvolutionGeometry {
    var inputShape: Shape { [batch, inputHeight, inputWidth, inputChannels] }
    var outputShape: Shape { [batch, outputHeight, outputWidth, outputChannels] }
    var weightShape: Shape { [kernelHeight, kernelWidth, inputChannels, outputChannels] }
}

/// Zeros around a plane before the kernel slides over it.
public struct Padding: Hashable, Sendable {
    public var top: Int
    public var left: Int
    public var bottom: Int
    public var right: Int

    public init(top: Int, left: Int, bottom: Int, right: Int) {
        self.top = top
        self.left = left
        self.bottom = bottom
        self.right = right
    }

    /// The same on all four sides.
    public static func all(_ amount: Int) -> Padding {
        Padding(top: amount, left: amount, bottom: amount, right: amount)
    }
}

extension Tensor {
    /// The convolution of images `[batch, height, width, channels]` with weights
    /// `[kernelHeight, kernelWidth, channels, outputChannels]`:
    /// an extent n becomes ⌊(n + padding − kernel) / stride⌋ + 1.
    public func convolution(
        _ weights: Tensor, stride: Int = 1, padding: Padding = .all(0)
    ) throws(ShapeError) -> Tensor {
        guard shape.count == 4, weights.shape.count == 4, shape[3] == weights.shape[2], stride >= 1 else {
            throw ShapeError("a convolution of \(shape.sizeText) takes weights [height, width, "
                + "\(shape.last ?? 0), outputs], found \(weights.shape.sizeText)")
        }
        let geometry = ConvolutionGeometry(
            batch: shape[0], inputHeight: shape[1], inputWidth: shape[2], inputChannels: shape[3],
            kernelHeight: weights.shape[0], kernelWidth: weights.shape[1], outputChannels: weights.shape[3],
            strideHeight: stride, strideWidth: stride,
            padTop: padding.top, padLeft: padding.left, padBottom: padding.bottom, padRight: padding.right)
        guard shape[1] + padding.top + padding.bottom >= weights.shape[0],
            shape[2] + padding.left + padding.right >= weights.shape[1]
        else {
            throw ShapeError("a kernel of \(weights.shape[0])x\(weights.shape[1]) is larger than the padded image, "
                + "\(shape[1] + padding.top + padding.bottom)x\(shape[2] + padding.left + padding.right)")
        }
        return Tensor(Convolution(geometry: geometry), [self, weights], shape: geometry.outputShape)
    }

    /// The transposed convolution: the adjoint of the convolution that takes the result's plane to this one.
    ///
    /// Weights are that convolution's: `[kernelHeight, kernelWidth, outputChannels, channels]`. An extent n becomes
    /// (n − 1) · stride − padding + kernel, or `outputSize`, which must lead back to n.
    public func transposedConvolution(
        _ weights: Tensor, stride: Int = 1, padding: Padding = .all(0), outputSize: (Int, Int)? = nil
    ) throws(ShapeError) -> Tensor {
        guard shape.count == 4, weights.shape.count == 4, shape[3] == weights.shape[3], stride >= 1 else {
            throw ShapeError("a transposed convolution of \(shape.sizeText) takes weights [height, width, outputs, "
                + "\(shape.last ?? 0)], found \(weights.shape.sizeText)")
        }
        let (vertical, horizontal) = (padding.top + padding.bottom, padding.left + padding.right)
        let height = outputSize?.0 ?? (shape[1] - 1) * stride - vertical + weights.shape[0]
        let width = outputSize?.1 ?? (shape[2] - 1) * stride - horizontal + weights.shape[1]
        let geometry = ConvolutionGeometry(
            batch: shape[0], inputHeight: height, inputWidth: width, inputChannels: weights.shape[2],
            kernelHeight: weights.shape[0], kernelWidth: weights.shape[1], outputChannels: shape[3],
            strideHeight: stride, strideWidth: stride,
            padTop: padding.top, padLeft: padding.left, padBottom: padding.bottom, padRight: padding.right)
        guard height >= 1, width >= 1, height + vertical >= weights.shape[0], width + horizontal >= weights.shape[1],
            geometry.outputShape == shape
        else {
            throw ShapeError("a transposed convolution cannot make \(height)x\(width) of \(shape.sizeText)")
        }
        return Tensor(ConvolutionOnInput(geometry: geometry), [self, weights], shape: geometry.inputShape)
    }
}
