/// The forward pass, or the gradient with respect to the input, of a convolution by tiles; see `Winograd`.
///
/// Threads take a few images at a time: all that lies between input and result then stays in their caches.
final class WinogradConvolution: ConvolutionMethod {
    private let winograd: Winograd
    private let isForward: Bool
    private let blocks: ImageBlocks
    private let kernels: Storage
    private let workers: Workers<Worker>

    /// What one thread needs for a block of images.
    private final class Worker {
        let patches: Storage
        let products: Storage
        /// What pixels outside the image read, and where they are written.
        let zeros: Storage
        let unused: Storage
        let full: MatrixProduct
        /// For the last block, where the images do not fill it.
        let rest: MatrixProduct?

        init(_ winograd: Winograd, isForward: Bool, _ blocks: ImageBlocks) throws(KernelError) {
            let images = blocks.size
            let channels = winograd.geometry.outputChannels
            patches = Storage(count: winograd.points * winograd.patchStride(images: images))
            products = Storage(count: winograd.points * winograd.productStride(images: images))
            zeros = Storage(count: max(winograd.geometry.inputChannels, channels))
            unused = Storage(count: zeros.count)
            func product(_ images: Int) throws(KernelError) -> MatrixProduct {
                try MatrixProduct(
                    batch: 1, rows: images * winograd.tilesOfImage, columns: isForward ? channels : winograd.depth,
                    inner: isForward ? winograd.depth : channels, transposeRight: !isForward)
            }
            full = try product(images)
            rest = blocks.rest > 0 ? try product(blocks.rest) : nil
        }
    }

    /// Rows of a product that outweigh the library's copying of the kernels.
    private static let rowsOfBlock = 128

    init(_ winograd: Winograd, isForward: Bool) throws(KernelError) {
        self.winograd = winograd
        self.isForward = isForward
        let batch = winograd.geometry.batch
        let blocks = ImageBlocks(batch: batch, size: min((batch + 1) / 2, Self.rowsOfBlock / winograd.tilesOfImage))
        self.blocks = blocks
        kernels = Storage(count: winograd.points * winograd.kernelStride)
        workers = try Workers(most: blocks.count) { () throws(KernelError) in
            try Worker(winograd, isForward: isForward, blocks)
        }
    }

    var name: String { winograd.form.name }

    func run(_ source: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        winograd.makeKernels(weights, kernels.pointer)
        workers.growForRun()
        parallel(blocks.count) { block, slot in run(workers[slot], blocks.images(block), source, result) }
    }

    private func run(
        _ worker: Worker, _ images: Range<Int>, _ source: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>
    ) {
        let (patches, products) = (worker.patches.pointer, worker.products.pointer)
        let product = images.count == blocks.size ? worker.full : worker.rest!
        if isForward {
            winograd.makePatches(source, images: images, patches, zeros: worker.zeros.pointer)
        } else {
            winograd.spreadResults(source, images: images, products, zeros: worker.zeros.pointer)
        }
        for point in 0..<winograd.points {
            let patch = patches + point * winograd.patchStride(images: images.count)
            let made = products + point * winograd.productStride(images: images.count)
            let kernel = kernels.pointer + point * winograd.kernelStride
            if isForward {
                product.run(left: patch, right: kernel, result: made)
            } else {
                product.run(left: made, right: kernel, result: patch)
            }
        }
        if isForward {
            winograd.makeResults(products, images: images, result, unused: worker.unused.pointer)
        } else {
            winograd.addPatches(patches, images: images, result, unused: worker.unused.pointer)
        }
    }
}
