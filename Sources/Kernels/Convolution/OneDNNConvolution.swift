import COneDNN

/// A convolution or one of its gradients by oneDNN's primitive.
///
/// Images keep their channels last. The weights are copied on every run between our order and the blocked one that the primitive
/// prefers, in scratch space made once: weights are small beside images, and they change every step.
final class OneDNNConvolution {
    private let handle: OpaquePointer

    init(_ kind: gan_conv_kind, _ geometry: ConvolutionGeometry) throws(KernelError) {
        var shape = geometry.shape
        var created: OpaquePointer?
        try check(gan_conv_create(&created, kind, &shape), building: geometry.description)
        handle = created!
    }

    deinit { gan_conv_destroy(handle) }

    var name: String { gan_conv_implementation(handle).map { String(cString: $0) } ?? "" }

    func run(_ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>) {
        requireSuccess(gan_conv_run(handle, first, second, result))
    }
}
