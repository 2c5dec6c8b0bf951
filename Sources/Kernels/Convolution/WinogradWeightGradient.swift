/// The gradient of a convolution with respect to its weights, by tiles; see `Winograd`.
///
/// The batch is cut into parts, each with sums of its own, which are added up: how many does not depend on the number of
/// threads, so that every number of them rounds the same way. All that lies between the images and the sums of a part stays in the
/// caches of the thread that makes them.
final class WinogradWeightGradient: ConvolutionMethod {
    private let winograd: Winograd
    /// The images of each part.
    private let parts: [Range<Int>]
    private let sums: PartialSums
    private let kernels: Storage
    /// Of the largest parts; others have one less.
    private let mostImages: Int
    private let workers: Workers<Worker>

    /// What one thread needs for a part.
    private final class Worker {
        let patches: Storage
        let products: Storage
        let zeros: Storage
        /// For as many images as the largest parts have, and for one less, which others may have.
        let full: MatrixProduct
        let rest: MatrixProduct?

        init(_ winograd: Winograd, most: Int, isRagged: Bool) throws(KernelError) {
            let channels = winograd.geometry.outputChannels
            patches = Storage(count: winograd.points * winograd.patchStride(images: most))
            products = Storage(count: winograd.points * winograd.productStride(images: most))
            zeros = Storage(count: max(winograd.geometry.inputChannels, channels))
            func product(_ images: Int) throws(KernelError) -> MatrixProduct {
                try MatrixProduct(
                    batch: 1, rows: winograd.depth, columns: channels, inner: images * winograd.tilesOfImage, transposeLeft: true)
            }
            full = try product(most)
            rest = isRagged ? try product(most - 1) : nil
        }
    }

    /// Each part costs a sum of its own: more than a few pay where they still have many tiles.
    private static let usualParts = 4
    private static let tilesOfPart = 256
    private static let mostParts = 32

    init(_ winograd: Winograd) throws(KernelError) {
        self.winograd = winograd
        let batch = winograd.geometry.batch
        let worthwhile = max(Self.usualParts, batch * winograd.tilesOfImage / Self.tilesOfPart)
        let count = min(worthwhile, Self.mostParts, batch)
        parts = (0..<count).map { batch * $0 / count..<batch * ($0 + 1) / count }
        sums = PartialSums(count: winograd.points * winograd.kernelStride, parts: count)
        kernels = Storage(count: winograd.points * winograd.kernelStride)
        let most = (batch + count - 1) / count
        mostImages = most
        workers = try Workers(most: count) { () throws(KernelError) in
            try Worker(winograd, most: most, isRagged: batch % count > 0)
        }
    }

    var name: String { winograd.form.name }

    func run(_ input: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        workers.growForRun()
        parallel(parts.count) { number, slot in
            addUp(parts[number], workers[slot], input, gradient, into: sums.target(number, result: kernels.pointer))
        }
        sums.add(into: kernels.pointer)
        winograd.sumKernels(kernels.pointer, result)
    }

    private func addUp(
        _ images: Range<Int>, _ worker: Worker, _ input: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>,
        into kernels: UnsafeMutablePointer<Float>
    ) {
        let (patches, products) = (worker.patches.pointer, worker.products.pointer)
        winograd.makePatches(input, images: images, patches, zeros: worker.zeros.pointer)
        winograd.spreadResults(gradient, images: images, products, zeros: worker.zeros.pointer)
        let product = images.count == mostImages ? worker.full : worker.rest!
        for point in 0..<winograd.points {
            product.run(
                left: patches + point * winograd.patchStride(images: images.count),
                right: products + point * winograd.productStride(images: images.count),
                result: kernels + point * winograd.kernelStride)
        }
    }
}
