/// A convolution to few channels, or the gradient with respect to an input of few channels, which is also the transposed
/// convolution that ends a generator; see `NarrowGeometry`. The wide side's pixels make patches, one product for all of them,
/// and the patches are added up in the narrow side's images. Forward:
///
///     patches[n, p, q, (i, j, o)] = Σ_c input[n, p, q, c] · weights[i, j, c, o]
///     result[n, y, x, o] = Σ_{i, j} patches[n, y·s + i − padTop, x·s + j − padLeft, (i, j, o)]
///
/// and back to the input:
///
///     patches[n, y, x, (i, j, c)] = Σ_o gradient[n, y, x, o] · weights[(i, j, c), o]
///     result[n, y·s + i − padTop, x·s + j − padLeft, c] += patches[n, y, x, (i, j, c)]
///
/// Threads take some images at a time, whose patches then stay in their caches.
final class NarrowConvolution: ConvolutionMethod {
    private let narrow: NarrowGeometry
    private let isForward: Bool
    /// Pixels of an image of the wide side.
    private let pixels: Int
    /// Channels of the narrow side.
    private let channels: Int
    private let blocks: ImageBlocks
    private let workers: Workers<Worker>
    /// [kernelHeight, kernelWidth, outputChannels, inputChannels], where a pixel's patch does not lie in the weights so.
    private let exchanged: Storage?

    /// Numbers in the patches of a block of images: a quarter of a second-level cache of the smaller sort.
    private static let patchesOfBlock = 16384

    /// Makes the patches of a block of images, on one thread.
    private final class Worker {
        private let patches: Storage
        private let blocks: ImageBlocks
        private let full: MatrixProduct
        private let rest: MatrixProduct?

        /// - Parameters:
        ///   - pixels: of an image of the side with many channels, `inner` of them;
        ///   - patch: numbers in one patch.
        init(_ blocks: ImageBlocks, pixels: Int, patch: Int, inner: Int) throws(KernelError) {
            func product(_ images: Int) throws(KernelError) -> MatrixProduct {
                try MatrixProduct(batch: 1, rows: images * pixels, columns: patch, inner: inner, transposeRight: true)
            }
            self.blocks = blocks
            patches = Storage(count: blocks.size * pixels * patch)
            full = try product(blocks.size)
            rest = blocks.rest > 0 ? try product(blocks.rest) : nil
        }

        /// The patches of some images, which begin at `source`.
        func makePatches(
            _ images: Range<Int>, _ source: UnsafePointer<Float>, _ weights: UnsafePointer<Float>
        ) -> UnsafePointer<Float> {
            let product = images.count == blocks.size ? full : rest!
            product.run(left: source, right: weights, result: patches.pointer)
            return UnsafePointer(patches.pointer)
        }
    }

    init(_ geometry: ConvolutionGeometry, isForward: Bool) throws(KernelError) {
        let narrow = NarrowGeometry(geometry)
        let (wide, channels) = isForward
            ? (geometry.inputChannels, geometry.outputChannels) : (geometry.outputChannels, geometry.inputChannels)
        let pixels = (isForward ? geometry.inputImage : geometry.outputImage) / wide
        let patch = narrow.kernelElements * channels
        let images = min((geometry.batch + 1) / 2, Self.patchesOfBlock / (pixels * patch))
        let blocks = ImageBlocks(batch: geometry.batch, size: images)
        self.narrow = narrow
        self.isForward = isForward
        self.pixels = pixels
        self.channels = channels
        self.blocks = blocks
        workers = try Workers(most: blocks.count) { () throws(KernelError) in
            try Worker(blocks, pixels: pixels, patch: patch, inner: wide)
        }
        exchanged = isForward && channels > 1 ? Storage(count: geometry.weightCount) : nil
    }

    var name: String { "patches of few channels" }

    func run(_ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        let g = narrow.geometry
        var weights = second
        if let exchanged {
            NarrowGeometry.exchangeChannels(
                weights, exchanged.pointer, elements: narrow.kernelElements, rows: g.inputChannels, columns: channels)
            weights = UnsafePointer(exchanged.pointer)
        }
        let image = isForward ? g.inputImage : g.outputImage
        workers.growForRun()
        parallel(blocks.count) { block, slot in
            let images = blocks.images(block)
            addPatches(workers[slot].makePatches(images, first + images.lowerBound * image, weights), images, result)
        }
    }

    private func addPatches(
        _ patches: UnsafePointer<Float>, _ images: Range<Int>, _ result: UnsafeMutablePointer<Float>
    ) {
        let g = narrow.geometry
        let (channels, isForward) = (channels, isForward)
        let patch = narrow.kernelElements * channels
        let size = isForward ? g.outputImage : g.inputImage
        // One output pixel on is one stride on in the input.
        let (fromStep, toStep) = isForward ? (g.strideWidth * patch, channels) : (patch, g.strideWidth * channels)
        for image in images {
            let target = result + image * size
            target.update(repeating: 0, count: size)
            let ofImage = patches + (image - images.lowerBound) * pixels * patch
            narrow.forEachRun { run in
                let (source, place) = isForward ? (run.input, run.output) : (run.output, run.input)
                for channel in 0..<channels {
                    let from = ofImage + (source * patch + run.element * channels + channel)
                    let to = target + (place * channels + channel)
                    for x in run.columns { to[x &* toStep] += from[x &* fromStep] }
                }
            }
        }
    }
}
