/// The gradient with respect to the weights of a convolution to few channels.
///
///     patches[n, p, q, (i, j, o)] = gradient[n, y, x, o] where p = y·s + i − padTop and q = x·s + j − padLeft, else 0
///     result[i, j, c, o] = Σ_{n, p, q} patches[n, p, q, (i, j, o)] · input[n, p, q, c]
///
/// Threads take parts of the batch, with sums of their own.
final class NarrowWeightGradient: ConvolutionMethod {
    private let narrow: NarrowGeometry
    private let parts: [Part]
    private let sums: PartialSums
    /// [kernelHeight, kernelWidth, outputChannels, inputChannels]
    private let exchanged: Storage

    private final class Part {
        let images: Range<Int>
        let product: MatrixProduct
        /// Which numbers are zero does not change from run to run, so those are written once, when the storage is made.
        let patches: Storage

        init(_ images: Range<Int>, pixels: Int, patch: Int, channels: Int) throws(KernelError) {
            self.images = images
            product = try MatrixProduct(
                batch: 1, rows: patch, columns: channels, inner: images.count * pixels, transposeLeft: true)
            patches = Storage(count: images.count * pixels * patch)
        }
    }

    init(_ geometry: ConvolutionGeometry) throws(KernelError) {
        narrow = NarrowGeometry(geometry)
        let pixels = geometry.inputHeight * geometry.inputWidth
        let patch = narrow.kernelElements * geometry.outputChannels
        let cost = Division.cost(terms: geometry.batch * pixels * patch * geometry.inputChannels)
        let count = Division.parts(cost: cost, most: min(geometry.batch, PartialSums.most))
        var parts: [Part] = []
        for number in 0..<count {
            let images = Division.range(number, of: count, count: geometry.batch)
            parts.append(
                try undivided { () throws(KernelError) in
                    try Part(images, pixels: pixels, patch: patch, channels: geometry.inputChannels)
                })
        }
        self.parts = parts
        sums = PartialSums(count: geometry.weightCount, parts: count)
        exchanged = Storage(count: geometry.outputChannels > 1 ? geometry.weightCount : 0)
    }

    var name: String { "patches of few channels" }

    func run(_ input: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        let g = narrow.geometry
        let sum = g.outputChannels > 1 ? exchanged.pointer : result
        parallel(parts.count) { number in
            let part = parts[number]
            makePatches(part, gradient)
            part.product.run(
                left: part.patches.pointer, right: input + part.images.lowerBound * g.inputImage,
                result: sums.target(number, result: sum))
        }
        sums.add(into: sum)
        if g.outputChannels > 1 {
            NarrowGeometry.exchangeChannels(
                sum, result, elements: narrow.kernelElements, rows: g.outputChannels, columns: g.inputChannels)
        }
    }

    private func makePatches(_ part: Part, _ gradient: UnsafePointer<Float>) {
        let g = narrow.geometry
        let channels = g.outputChannels
        let patch = narrow.kernelElements * channels
        let step = g.strideWidth * patch
        for image in part.images {
            let output = gradient + image * g.outputImage
            let ofImage = part.patches.pointer + (image - part.images.lowerBound) * g.inputHeight * g.inputWidth * patch
            narrow.forEachRun { run in
                for channel in 0..<channels {
                    let from = output + (run.output * channels + channel)
                    let to = ofImage + (run.input * patch + run.element * channels + channel)
                    for x in run.columns { to[x &* step] = from[x &* channels] }
                }
            }
        }
    }
}
