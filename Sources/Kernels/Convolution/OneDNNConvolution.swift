import COneDNN

/// A convolution or one of its gradients by oneDNN's primitive.
///
/// Images keep their channels last. The weights are copied on every run between our order and the blocked one that the primitive
/// prefers, in scratch space made once: weights are small beside images, and they change every step.
final class OneDNNConvolution {
    private let handle: OpaquePointer
    /// Whose prepared weights are used too.
    private let lender: OneDNNConvolution?

    /// - Parameter lender: a convolution of the same kind and weights, prepared before this one runs.
    init(_ kind: gan_conv_kind, _ geometry: ConvolutionGeometry, lender: OneDNNConvolution? = nil) throws(KernelError) {
        var shape = geometry.shape
        var created: OpaquePointer?
        try check(gan_conv_create(&created, kind, &shape, lender?.handle), building: geometry.description)
        handle = created!
        self.lender = lender
    }

    deinit { gan_conv_destroy(handle) }

    var name: String { gan_conv_implementation(handle).map { String(cString: $0) } ?? "" }

    /// Takes over the weights, for the convolution and the gradient of its input: once for all runs with the same weights.
    func prepare(weights: UnsafePointer<Float>) {
        requireSuccess(gan_conv_prepare(handle, weights))
    }

    func run(_ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>) {
        requireSuccess(gan_conv_run(handle, first, second, result))
    }
}
