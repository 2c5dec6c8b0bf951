/// A convolution to few channels.
///
///     patches[n, p, q, (i, j, o)] = Σ_c input[n, p, q, c] · weights[i, j, c, o]
///     result[n, y, x, o] = Σ_{i, j} patches[n, y·s + i − padTop, x·s + j − padLeft, (i, j, o)]
final class NarrowForward {
    private let narrow: NarrowConvolution
    private let product: MatrixProduct
    private let patches: Storage
    /// [kernelHeight, kernelWidth, outputChannels, inputChannels]
    private let exchanged: Storage

    init(_ geometry: ConvolutionGeometry) throws(KernelError) {
        narrow = NarrowConvolution(geometry: geometry)
        let pixels = geometry.batch * geometry.inputHeight * geometry.inputWidth
        let patch = narrow.kernelElements * geometry.outputChannels
        product = try MatrixProduct(batch: 1, rows: pixels, columns: patch, inner: geometry.inputChannels, transposeRight: true)
        patches = Storage(count: pixels * patch)
        exchanged = Storage(count: geometry.outputChannels > 1 ? geometry.weightCount : 0)
    }

    func run(input: UnsafePointer<Float>, weights: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        let g = narrow.geometry
        let channels = g.outputChannels
        if channels > 1 {
            NarrowConvolution.exchangeChannels(
                weights, exchanged.pointer, elements: narrow.kernelElements, rows: g.inputChannels, columns: channels)
        }
        product.run(left: input, right: channels > 1 ? UnsafePointer(exchanged.pointer) : weights, result: patches.pointer)
        let patch = narrow.kernelElements * channels
        let step = g.strideWidth * patch
        let imageCount = g.outputHeight * g.outputWidth * channels
        let patches = self.patches.pointer
        parallel(count: g.batch, grain: 1) { images in
            for image in images {
                (result + image * imageCount).update(repeating: 0, count: imageCount)
                narrow.forEachRun(image: image) { run in
                    for channel in 0..<channels {
                        let from = patches + (run.input * patch + run.element * channels + channel)
                        let to = result + (run.output * channels + channel)
                        for x in run.columns { to[x &* channels] += from[x &* step] }
                    }
                }
            }
        }
    }
}
