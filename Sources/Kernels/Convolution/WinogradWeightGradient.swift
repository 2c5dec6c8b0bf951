/// The gradient of a convolution with kernel 4 and stride 2 with respect to its weights; see `StridedWinograd`.
///
/// The batch is cut into parts, each with sums of its own, which are added up: how many does not depend on the number of
/// threads, so that every number of them rounds the same way.
final class WinogradWeightGradient: ConvolutionMethod {
    private let winograd: StridedWinograd
    private let parts: [Part]

    private final class Part {
        let images: Range<Int>
        let patches: Storage
        let products: Storage
        let kernels: Storage
        let zeros: Storage
        let product: MatrixProduct

        init(_ winograd: StridedWinograd, _ images: Range<Int>) throws(KernelError) {
            let channels = winograd.geometry.outputChannels
            self.images = images
            patches = Storage(count: StridedWinograd.points * winograd.patchStride(images: images.count))
            products = Storage(count: StridedWinograd.points * winograd.productStride(images: images.count))
            kernels = Storage(count: StridedWinograd.points * winograd.kernelStride)
            zeros = Storage(count: max(winograd.geometry.inputChannels, channels))
            product = try MatrixProduct(
                batch: 1, rows: winograd.depth, columns: channels, inner: images.count * winograd.tilesOfImage,
                transposeLeft: true)
        }
    }

    /// Each part costs a sum of its own: more than a few pay where they still have many tiles.
    private static let usualParts = 4
    private static let tilesOfPart = 256

    init(_ winograd: StridedWinograd) throws(KernelError) {
        self.winograd = winograd
        let batch = winograd.geometry.batch
        let worthwhile = max(Self.usualParts, batch * winograd.tilesOfImage / Self.tilesOfPart)
        let count = min(worthwhile, PartialSums.most, batch)
        var parts: [Part] = []
        for number in 0..<count {
            parts.append(
                try undivided { () throws(KernelError) in
                    try Part(winograd, batch * number / count..<batch * (number + 1) / count)
                })
        }
        self.parts = parts
    }

    var name: String { "Winograd's nine products" }

    func run(_ input: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        parallel(parts.count) { number in run(parts[number], input, gradient) }
        let sum = parts[0].kernels.pointer
        let count = StridedWinograd.points * winograd.kernelStride
        parallel(count: count, grain: 16384) { places in
            for part in parts.dropFirst() {
                let other = part.kernels.pointer
                for place in places { sum[place] += other[place] }
            }
        }
        winograd.sumKernels(sum, result)
    }

    private func run(_ part: Part, _ input: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>) {
        winograd.makePatches(input, images: part.images, part.patches.pointer, zeros: part.zeros.pointer)
        winograd.spreadResults(gradient, images: part.images, part.products.pointer, zeros: part.zeros.pointer)
        for point in 0..<StridedWinograd.points {
            part.product.run(
                left: part.patches.pointer + point * winograd.patchStride(images: part.images.count),
                right: part.products.pointer + point * winograd.productStride(images: part.images.count),
                result: part.kernels.pointer + point * winograd.kernelStride)
        }
    }
}
