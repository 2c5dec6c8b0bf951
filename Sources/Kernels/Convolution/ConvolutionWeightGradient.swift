/// The gradient of a convolution with respect to its weights.
///
///     result[i, j, c, o] = Σ_{n, y, x} input[n, y·s + i − padTop, x·s + j − padLeft, c] · gradient[n, y, x, o]
///
/// Shapes are `ConvolutionGeometry`'s. `run` allocates nothing; one object must not run on two threads at once.
public final class ConvolutionWeightGradient {
    public let geometry: ConvolutionGeometry
    private let method: Method

    private enum Method {
        /// The kernel covers the whole input.
        case product(MatrixProduct)
        case narrow(NarrowWeightGradient)
        case winograd(WinogradWeightGradient)
        case library(LibraryWeightGradient)
    }

    /// - Throws: `KernelError` when the kernel does not fit or oneDNN rejects the sizes.
    public init(_ geometry: ConvolutionGeometry) throws(KernelError) {
        try geometry.validate()
        self.geometry = geometry
        if geometry.isMatrixProduct {
            method = .product(
                try MatrixProduct(
                    batch: 1, rows: geometry.inputCount / geometry.batch, columns: geometry.outputChannels, inner: geometry.batch,
                    transposeLeft: true))
        } else if NarrowConvolution.hasNarrowOutput(geometry) {
            method = .narrow(try NarrowWeightGradient(geometry))
        } else if let winograd = StridedWinograd(geometry) {
            method = .winograd(try WinogradWeightGradient(winograd))
        } else {
            method = .library(try LibraryWeightGradient(geometry))
        }
    }

    /// - Parameters:
    ///   - input: [batch, inputHeight, inputWidth, inputChannels]
    ///   - gradient: [batch, outputHeight, outputWidth, outputChannels]
    ///   - result: [kernelHeight, kernelWidth, inputChannels, outputChannels]
    public func run(input: UnsafePointer<Float>, gradient: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        switch method {
        case .product(let product): product.run(left: input, right: gradient, result: result)
        case .narrow(let narrow): narrow.run(input: input, gradient: gradient, result: result)
        case .winograd(let winograd): winograd.run(input: input, gradient: gradient, result: result)
        case .library(let primitive): primitive.run(input: input, gradient: gradient, result: result)
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
