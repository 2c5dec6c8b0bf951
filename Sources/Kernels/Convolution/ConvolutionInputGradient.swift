import COneDNN

/// The gradient of a convolution with respect to its input, which is also the transposed convolution.
///
///     result[n, p, q, c] = Σ gradient[n, y, x, o] · weights[i, j, c, o]
///
/// over all y, x, i, j with y·s + i − padTop = p and x·s + j − padLeft = q: every output pixel hands its gradient back to the
/// pixels that it was computed from. Shapes are `ConvolutionGeometry`'s.
/// `run` allocates nothing; one object must not run on two threads at once.
public final class ConvolutionInputGradient {
    public let geometry: ConvolutionGeometry
    private let method: Method

    private enum Method {
        /// The kernel covers the whole input.
        case product(MatrixProduct)
        case narrow(NarrowInputGradient)
        case winograd(WinogradConvolution)
        case library(LibraryConvolution)
    }

    /// - Throws: `KernelError` when the kernel does not fit or oneDNN rejects the sizes.
    public init(_ geometry: ConvolutionGeometry) throws(KernelError) {
        try geometry.validate()
        self.geometry = geometry
        if geometry.isMatrixProduct {
            method = .product(
                try MatrixProduct(
                    batch: 1, rows: geometry.batch, columns: geometry.inputCount / geometry.batch, inner: geometry.outputChannels,
                    transposeRight: true))
        } else if NarrowConvolution.hasNarrowInput(geometry) {
            method = .narrow(try NarrowInputGradient(geometry))
        } else if let winograd = StridedWinograd(geometry) {
            method = .winograd(try WinogradConvolution(winograd, isForward: false))
        } else {
            method = .library(try LibraryConvolution(gan_conv_input_gradient, geometry))
        }
    }

    /// - Parameters:
    ///   - gradient: [batch, outputHeight, outputWidth, outputChannels]
    ///   - weights: [kernelHeight, kernelWidth, inputChannels, outputChannels]
    ///   - result: [batch, inputHeight, inputWidth, inputChannels]
    public func run(gradient: UnsafePointer<Float>, weights: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        switch method {
        case .product(let product): product.run(left: gradient, right: weights, result: result)
        case .narrow(let narrow): narrow.run(gradient: gradient, weights: weights, result: result)
        case .winograd(let winograd): winograd.run(gradient, weights: weights, result: result)
        case .library(let primitive): primitive.run(gradient, weights: weights, result: result)
        }
    }

    /// Which code computes it, for diagnostics and benchmarks.
    public var implementationName: String {
        switch method {
        case .product(let product): product.implementationName
        case .narrow: "patches of few channels"
        case .winograd: "Winograd's nine products"
        case .library(let primitive): primitive.name
        }
    }
}
