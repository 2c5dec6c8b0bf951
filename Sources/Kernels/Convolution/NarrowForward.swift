/// A convolution to few channels.
///
///     patches[n, p, q, (i, j, o)] = Σ_c input[n, p, q, c] · weights[i, j, c, o]
///     result[n, y, x, o] = Σ_{i, j} patches[n, y·s + i − padTop, x·s + j − padLeft, (i, j, o)]
///
/// Threads take some images at a time, whose patches then stay in their caches.
final class NarrowForward {
    private let narrow: NarrowConvolution
    private let blocks: ImageBlocks
    private let workers: Workers<NarrowConvolution.Worker>
    /// [kernelHeight, kernelWidth, outputChannels, inputChannels]
    private let exchanged: Storage

    init(_ geometry: ConvolutionGeometry) throws(KernelError) {
        let narrow = NarrowConvolution(geometry: geometry)
        let pixels = geometry.inputHeight * geometry.inputWidth
        let patch = narrow.kernelElements * geometry.outputChannels
        let blocks = NarrowConvolution.blocks(batch: geometry.batch, patchesOfImage: pixels * patch)
        self.narrow = narrow
        self.blocks = blocks
        workers = try Workers(most: blocks.count) { () throws(KernelError) in
            try NarrowConvolution.Worker(blocks, pixels: pixels, patch: patch, inner: geometry.inputChannels)
        }
        exchanged = Storage(count: geometry.outputChannels > 1 ? geometry.weightCount : 0)
    }

    func run(input: UnsafePointer<Float>, weights: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        let g = narrow.geometry
        let channels = g.outputChannels
        if channels > 1 {
            NarrowConvolution.exchangeChannels(
                weights, exchanged.pointer, elements: narrow.kernelElements, rows: g.inputChannels, columns: channels)
        }
        let kernels = channels > 1 ? UnsafePointer(exchanged.pointer) : weights
        workers.growForRun()
        parallel(blocks.count) { block, slot in
            let images = blocks.images(block)
            let patches = workers[slot].makePatches(images, input + images.lowerBound * g.inputImage, kernels)
            addPatches(patches, images, result)
        }
    }

    private func addPatches(
        _ patches: UnsafePointer<Float>, _ images: Range<Int>, _ result: UnsafeMutablePointer<Float>
    ) {
        let g = narrow.geometry
        let channels = g.outputChannels
        let patch = narrow.kernelElements * channels
        let step = g.strideWidth * patch
        for image in images {
            let output = result + image * g.outputImage
            output.update(repeating: 0, count: g.outputImage)
            let ofImage = patches + (image - images.lowerBound) * g.inputHeight * g.inputWidth * patch
            narrow.forEachRun { run in
                for channel in 0..<channels {
                    let from = ofImage + (run.input * patch + run.element * channels + channel)
                    let to = output + (run.output * channels + channel)
                    for x in run.columns { to[x &* channels] += from[x &* step] }
                }
            }
        }
    }
}
