/// The gradient with respect to an input of few channels, and with it the transposed convolution that ends a generator.
///
///     patches[n, y, x, (i, j, c)] = Σ_o gradient[n, y, x, o] · weights[(i, j, c), o]
///     result[n, y·s + i − padTop, x·s + j − padLeft, c] += patches[n, y, x, (i, j, c)]
///
/// Threads take some images at a time, whose patches then stay in their caches.
final class NarrowInputGradient {
    private let narrow: NarrowConvolution
    private let blocks: ImageBlocks
    private let workers: Workers<NarrowConvolution.Worker>

    init(_ geometry: ConvolutionGeometry) throws(KernelError) {
        let narrow = NarrowConvolution(geometry: geometry)
        let pixels = geometry.outputHeight * geometry.outputWidth
        let patch = narrow.kernelElements * geometry.inputChannels
        let blocks = NarrowConvolution.blocks(batch: geometry.batch, patchesOfImage: pixels * patch)
        self.narrow = narrow
        self.blocks = blocks
        workers = try Workers(most: blocks.count) { () throws(KernelError) in
            try NarrowConvolution.Worker(blocks, pixels: pixels, patch: patch, inner: geometry.outputChannels)
        }
    }

    func run(gradient: UnsafePointer<Float>, weights: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        workers.growForRun()
        parallel(blocks.count) { block, slot in
            let images = blocks.images(block)
            let source = gradient + images.lowerBound * narrow.geometry.outputImage
            addPatches(workers[slot].makePatches(images, source, weights), images, result)
        }
    }

    private func addPatches(
        _ patches: UnsafePointer<Float>, _ images: Range<Int>, _ result: UnsafeMutablePointer<Float>
    ) {
        let g = narrow.geometry
        let channels = g.inputChannels
        let patch = narrow.kernelElements * channels
        let step = g.strideWidth * channels
        for image in images {
            let input = result + image * g.inputImage
            input.update(repeating: 0, count: g.inputImage)
            let ofImage = patches + (image - images.lowerBound) * g.outputHeight * g.outputWidth * patch
            narrow.forEachRun { run in
                for channel in 0..<channels {
                    let from = ofImage + (run.output * patch + run.element * channels + channel)
                    let to = input + (run.input * channels + channel)
                    for x in run.columns { to[x &* step] += from[x &* patch] }
                }
            }
        }
    }
}
