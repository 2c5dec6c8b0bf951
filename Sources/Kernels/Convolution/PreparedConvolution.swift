import COneDNN

/// A convolution of fixed sizes, or one of its gradients, prepared once and run many times.
///
/// Shapes and the formula of the convolution are `ConvolutionGeometry`'s. `run` allocates nothing; one object must not run
/// on two threads at once.
public final class PreparedConvolution {
    /// What is computed of the three arrays input, weights and output; it is bilinear in the other two.
    public enum Direction: Sendable, CaseIterable {
        /// The output, of the input and the weights.
        case forward
        /// The gradient with respect to the input, of the output's gradient and the weights. It is also the transposed
        /// convolution.
        ///
        ///     result[n, p, q, c] = Σ gradient[n, y, x, o] · weights[i, j, c, o]
        ///
        /// over all y, x, i, j with y·s + i − padTop = p and x·s + j − padLeft = q: the gradient of an
        /// output pixel is added to every input pixel that it was computed from.
        case inputGradient
        /// The gradient with respect to the weights, of the input and the output's gradient.
        ///
        ///     result[i, j, c, o] = Σ_{n, y, x} input[n, y·s + i − padTop, x·s + j − padLeft, c] · gradient[n, y, x, o]
        case weightGradient
    }

    public let geometry: ConvolutionGeometry
    public let direction: Direction
    private let method: any ConvolutionMethod

    /// - Throws: `KernelError` when the kernel does not fit or oneDNN rejects the sizes.
    public init(_ geometry: ConvolutionGeometry, _ direction: Direction) throws(KernelError) {
        try geometry.validate()
        self.geometry = geometry
        self.direction = direction
        if geometry.isMatrixProduct {
            method = try Self.product(geometry, direction)
        } else if direction.isNarrow(geometry) {
            method = direction == .weightGradient
                ? try NarrowWeightGradient(geometry) : try NarrowConvolution(geometry, isForward: direction == .forward)
        } else if let winograd = Winograd(geometry) {
            method = direction == .weightGradient
                ? try WinogradWeightGradient(winograd) : try WinogradConvolution(winograd, isForward: direction == .forward)
        } else {
            switch direction {
            case .forward: method = try LibraryConvolution(gan_conv_forward, geometry)
            case .inputGradient: method = try LibraryConvolution(gan_conv_input_gradient, geometry)
            case .weightGradient: method = try LibraryWeightGradient(geometry)
            }
        }
    }

    /// - Parameters:
    ///   - first: the input, or for the gradient with respect to it the output's.
    ///   - second: the weights, or for the gradient with respect to them the output's.
    public func run(_ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        method.run(first, second, result: result)
    }

    /// Which code computes it, for diagnostics and benchmarks.
    public var implementationName: String { method.name }

    /// The kernel covers the whole input: image by image a row of numbers, by the weights as a matrix.
    private static func product(
        _ geometry: ConvolutionGeometry, _ direction: Direction
    ) throws(KernelError) -> MatrixProduct {
        let (images, inputs, outputs) = (geometry.batch, geometry.inputImage, geometry.outputChannels)
        return switch direction {
        case .forward: try MatrixProduct(batch: 1, rows: images, columns: outputs, inner: inputs)
        case .inputGradient: try MatrixProduct(batch: 1, rows: images, columns: inputs, inner: outputs, transposeRight: true)
        case .weightGradient: try MatrixProduct(batch: 1, rows: inputs, columns: outputs, inner: images, transposeLeft: true)
        }
    }
}

extension PreparedConvolution.Direction {
    /// Whether patches of the narrow side beat the library.
    fileprivate func isNarrow(_ geometry: ConvolutionGeometry) -> Bool {
        let narrow = NarrowGeometry(geometry)
        return self == .inputGradient ? narrow.hasNarrowInput : narrow.hasNarrowOutput
    }
}

/// One way to compute a convolution or a gradient of it; the operands come in the order of `PreparedConvolution.run`.
protocol ConvolutionMethod: AnyObject {
    func run(_ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>)

    var name: String { get }
}

extension MatrixProduct: ConvolutionMethod {
    func run(_ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        run(left: first, right: second, result: result)
    }

    var name: String { implementationName }
}
