/// The gradient with respect to the weights of a convolution to few channels.
///
///     patches[n, p, q, (i, j, o)] = gradient[n, y, x, o] where p = y·s + i − padTop and q = x·s + j − padLeft, else 0
///     result[i, j, c, o] = Σ_{n, p, q} patches[n, p, q, (i, j, o)] · input[n, p, q, c]
final class NarrowWeightGradient {
    private let narrow: NarrowConvolution
    private let product: MatrixProduct
    /// Which numbers are zero does not change from run to run, so those are written once, when the storage is made.
    private let patches: Storage
    /// [kernelHeight, kernelWidth, outputChannels, inputChannels]
    private let exchanged: Storage

    init(_ geometry: ConvolutionGeometry) throws(KernelError) {
        narrow = NarrowConvolution(geometry: geometry)
        let pixels = geometry.batch * geometry.inputHeight * geometry.inputWidth
        let patch = narrow.kernelElements * geometry.outputChannels
        product = try MatrixProduct(batch: 1, rows: patch, columns: geometry.inputChannels, inner: pixels, transposeLeft: true)
        patches = Storage(count: pixels * patch)
        exchanged = Storage(count: geometry.outputChannels > 1 ? geometry.weightCount : 0)
    }

    func run(input: UnsafePointer<Float>, gradient: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        let g = narrow.geometry
        let channels = g.outputChannels
        let patch = narrow.kernelElements * channels
        let step = g.strideWidth * patch
        let patches = self.patches.pointer
        parallel(count: g.batch, grain: 1) { images in
            for image in images {
                narrow.forEachRun(image: image) { run in
                    for channel in 0..<channels {
                        let from = gradient + (run.output * channels + channel)
                        let to = patches + (run.input * patch + run.element * channels + channel)
                        for x in run.columns { to[x &* step] = from[x &* channels] }
                    }
                }
            }
        }
        product.run(left: patches, right: input, result: channels > 1 ? exchanged.pointer : result)
        if channels > 1 {
            NarrowConvolution.exchangeChannels(
                exchanged.pointer, result, elements: narrow.kernelElements, rows: channels, columns: g.inputChannels)
        }
    }
}
