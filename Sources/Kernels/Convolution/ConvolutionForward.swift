import COneDNN

/// output = input ∗ weights: a convolution of fixed sizes, prepared once and run many times.
///
/// Shapes and formula are `ConvolutionGeometry`'s. `run` allocates nothing; one object must not run on two threads at once.
public final class ConvolutionForward {
    public let geometry: ConvolutionGeometry
    private let method: Method

    private enum Method {
        /// The kernel covers the whole input.
        case product(MatrixProduct)
        case narrow(NarrowForward)
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
                    batch: 1, rows: geometry.batch, columns: geometry.outputChannels, inner: geometry.inputCount / geometry.batch))
        } else if NarrowConvolution.hasNarrowOutput(geometry) {
            method = .narrow(try NarrowForward(geometry))
        } else if let winograd = StridedWinograd(geometry) {
            method = .winograd(try WinogradConvolution(winograd, isForward: true))
        } else {
            method = .library(try LibraryConvolution(gan_conv_forward, geometry))
        }
    }

    /// - Parameters:
    ///   - input: [batch, inputHeight, inputWidth, inputChannels]
    ///   - weights: [kernelHeight, kernelWidth, inputChannels, outputChannels]
    ///   - result: [batch, outputHeight, outputWidth, outputChannels]
    public func run(input: UnsafePointer<Float>, weights: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        switch method {
        case .product(let product): product.run(left: input, right: weights, result: result)
        case .narrow(let narrow): narrow.run(input: input, weights: weights, result: result)
        case .winograd(let winograd): winograd.run(input, weights: weights, result: result)
        case .library(let primitive): primitive.run(input, weights: weights, result: result)
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
