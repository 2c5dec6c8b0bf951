/// The gradient with respect to an input of few channels, and with it the transposed convolution that ends a generator.
///
///     patches[n, y, x, (i, j, c)] = Σ_o gradient[n, y, x, o] · weights[(i, j, c), o]
///     result[n, y·s + i − padTop, x·s + j − padLeft, c] += patches[n, y, x, (i, j, c)]
final class NarrowInputGradient {
    private let narrow: NarrowConvolution
    private let product: MatrixProduct
    private let patches: Storage

    init(_ geometry: ConvolutionGeometry) throws(KernelError) {
        narrow = NarrowConvolution(geometry: geometry)
        let pixels = geometry.batch * geometry.outputHeight * geometry.outputWidth
        let patch = narrow.kernelElements * geometry.inputChannels
        product = try MatrixProduct(batch: 1, rows: pixels, columns: patch, inner: geometry.outputChannels, transposeRight: true)
        patches = Storage(count: pixels * patch)
    }

    func run(gradient: UnsafePointer<Float>, weights: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        product.run(left: gradient, right: weights, result: patches.pointer)
        let g = narrow.geometry
        let channels = g.inputChannels
        let patch = narrow.kernelElements * channels
        let step = g.strideWidth * channels
        let imageCount = g.inputHeight * g.inputWidth * channels
        let patches = self.patches.pointer
        parallel(count: g.batch, grain: 1) { images in
            for image in images {
                (result + image * imageCount).update(repeating: 0, count: imageCount)
                narrow.forEachRun(image: image) { run in
                    for channel in 0..<channels {
                        let from = patches + (run.output * patch + run.element * channels + channel)
                        let to = result + (run.input * channels + channel)
                        for x in run.columns { to[x &* step] += from[x &* patch] }
                    }
                }
            }
        }
    }
}
