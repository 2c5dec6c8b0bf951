/// The convolutions of GANs, kernel 4 with stride 2 and kernel 3 with stride 1, with fewer multiplications than the sum has.
///
/// With stride 2 rows of even and of odd number never meet, nor do such columns: the convolution is a sum of four (the phases) with
/// kernel 2 and stride 1. With stride 1 there is one phase. Along one axis, two neighbouring results need one product more
/// than a phase has taps (`WinogradForm` has the maps); along both axes a tile of 2×2 results takes 9 products instead of 16, or
/// 16 instead of 36. Each of them, a point, is over phases and channels a product of matrices.
///
/// | array | shape |
/// |---|---|
/// | patches (of the input) | [points, tiles, depth]; depth = phases · inputChannels |
/// | kernels (of the weights) | [points, depth, outputChannels] |
/// | products | [points, tiles, outputChannels] |
///
/// Source: Winograd, "Arithmetic complexity of computations", 1980, F(2, 2) and F(2, 3); Lavin and Gray, "Fast algorithms for
/// convolutional neural networks", 2016, for tiles of images.
struct Winograd {
    let form: WinogradForm
    let geometry: ConvolutionGeometry
    let tilesOfImage: Int
    /// For each tile and phase, the places of its pixels in an image of the input; −1 outside.
    private let patchPixels: [Int]
    /// For each tile, the places of its 2×2 pixels in an image of the output; −1 outside.
    private let resultPixels: [Int]

    /// Weights of a tap from which on the products outweigh the maps.
    private static let fewestWeights = 2048

    /// Nothing where the sizes do not fit, or where the products are too small.
    init?(_ geometry: ConvolutionGeometry) {
        let g = geometry
        guard let form = WinogradForm(g), g.inputChannels.isMultiple(of: 16), g.outputChannels.isMultiple(of: 16),
            g.inputChannels * g.outputChannels >= Self.fewestWeights
        else { return nil }
        self.form = form
        self.geometry = geometry
        let (tilesHigh, tilesWide) = ((g.outputHeight + 1) / 2, (g.outputWidth + 1) / 2)
        tilesOfImage = tilesHigh * tilesWide
        let (stride, side) = (form.stride, form.side)
        var (patchPixels, resultPixels): ([Int], [Int]) = ([], [])
        for tile in 0..<tilesOfImage {
            let (row, column) = (tile / tilesWide, tile % tilesWide)
            for phase in 0..<form.phases {
                for pixel in 0..<form.points {
                    let y = stride * (2 * row + pixel / side) + phase / stride - g.padTop
                    let x = stride * (2 * column + pixel % side) + phase % stride - g.padLeft
                    let isInside = y >= 0 && y < g.inputHeight && x >= 0 && x < g.inputWidth
                    patchPixels.append(isInside ? (y * g.inputWidth + x) * g.inputChannels : -1)
                }
            }
            for pixel in 0..<4 {
                let (y, x) = (2 * row + pixel / 2, 2 * column + pixel % 2)
                let isInside = y < g.outputHeight && x < g.outputWidth
                resultPixels.append(isInside ? (y * g.outputWidth + x) * g.outputChannels : -1)
            }
        }
        self.patchPixels = patchPixels
        self.resultPixels = resultPixels
    }

    var points: Int { form.points }

    /// Inner size of the products.
    var depth: Int { form.phases * geometry.inputChannels }

    // From one point of an array to the next: a few cache lines more than it holds. Powers of two would put what is
    // written together into one set of the first-level cache.
    func patchStride(images: Int) -> Int { images * tilesOfImage * depth + 48 }
    func productStride(images: Int) -> Int { images * tilesOfImage * geometry.outputChannels + 48 }
    var kernelStride: Int { depth * geometry.outputChannels + 48 }

    // MARK: - Patches

    func makePatches(
        _ input: UnsafePointer<Float>, images: Range<Int>, _ patches: UnsafeMutablePointer<Float>,
        zeros: UnsafeMutablePointer<Float>
    ) {
        forEachPatch(UnsafeMutablePointer(mutating: input), outside: zeros, images, patches) {
            form.differences($0, $1, count: geometry.inputChannels)
        }
    }

    /// The adjoint of `makePatches`. `result` of these images is filled with zeros first; the patches are used up.
    func addPatches(
        _ patches: UnsafeMutablePointer<Float>, images: Range<Int>, _ result: UnsafeMutablePointer<Float>,
        unused: UnsafeMutablePointer<Float>
    ) {
        let image = geometry.inputCount / geometry.batch
        (result + images.lowerBound * image).update(repeating: 0, count: images.count * image)
        forEachPatch(result, outside: unused, images, patches) {
            form.spread($1, $0, count: geometry.inputChannels)
        }
    }

    // MARK: - Products

    /// Adds the products up to results.
    func makeResults(
        _ products: UnsafeMutablePointer<Float>, images: Range<Int>, _ result: UnsafeMutablePointer<Float>,
        unused: UnsafeMutablePointer<Float>
    ) {
        forEachResult(result, outside: unused, images, products) {
            form.sums($1, $0, count: geometry.outputChannels)
        }
    }

    /// The adjoint of `makeResults`.
    func spreadResults(
        _ gradient: UnsafePointer<Float>, images: Range<Int>, _ products: UnsafeMutablePointer<Float>,
        zeros: UnsafeMutablePointer<Float>
    ) {
        forEachResult(UnsafeMutablePointer(mutating: gradient), outside: zeros, images, products) {
            form.shares($0, $1, count: geometry.outputChannels)
        }
    }

    // MARK: - Both

    /// Calls `body(pixels, points)` for each tile of some images: the addresses of its pixels, `pixelCount` of them at
    /// `places` of an image of `imageCount` numbers or `outside`, and of its points, `stride` apart.
    @inline(__always)
    private func forEachTile(
        _ base: UnsafeMutablePointer<Float>, outside: UnsafeMutablePointer<Float>, _ images: Range<Int>, imageCount: Int,
        places: [Int], pixelCount: Int, _ tiles: UnsafeMutablePointer<Float>, stride: Int, channels: Int,
        _ body: (Addresses, Addresses) -> Void
    ) {
        withAddresses { pixels, points in
            for point in 0..<self.points { points[point] = tiles + point &* stride }
            places.withUnsafeBufferPointer { places in
                for number in images {
                    let first = base + number &* imageCount
                    var index = 0
                    while index < places.count {
                        for pixel in 0..<pixelCount {
                            let place = places[index &+ pixel]
                            pixels[pixel] = place < 0 ? outside : first + place
                        }
                        body(pixels, points)
                        for point in 0..<self.points { points[point] += channels }
                        index &+= pixelCount
                    }
                }
            }
        }
    }

    /// For each tile and phase: the addresses of its pixels in the images, and as many in the patches.
    @inline(__always)
    private func forEachPatch(
        _ base: UnsafeMutablePointer<Float>, outside: UnsafeMutablePointer<Float>, _ images: Range<Int>,
        _ patches: UnsafeMutablePointer<Float>, _ body: (Addresses, Addresses) -> Void
    ) {
        forEachTile(
            base, outside: outside, images, imageCount: geometry.inputCount / geometry.batch, places: patchPixels,
            pixelCount: points, patches, stride: patchStride(images: images.count), channels: geometry.inputChannels, body)
    }

    /// For each tile: 2×2 addresses in the results, those of its points in the products.
    @inline(__always)
    private func forEachResult(
        _ base: UnsafeMutablePointer<Float>, outside: UnsafeMutablePointer<Float>, _ images: Range<Int>,
        _ products: UnsafeMutablePointer<Float>, _ body: (Addresses, Addresses) -> Void
    ) {
        forEachTile(
            base, outside: outside, images, imageCount: geometry.outputCount / geometry.batch, places: resultPixels,
            pixelCount: 4, products, stride: productStride(images: images.count), channels: geometry.outputChannels, body)
    }

    // MARK: - Kernels

    func makeKernels(_ weights: UnsafePointer<Float>, _ kernels: UnsafeMutablePointer<Float>) {
        forEachKernel(UnsafeMutablePointer(mutating: weights), kernels) { form.kernels($0, $1, count: $2) }
    }

    /// The adjoint of `makeKernels`.
    func sumKernels(_ kernels: UnsafeMutablePointer<Float>, _ weights: UnsafeMutablePointer<Float>) {
        forEachKernel(weights, kernels) { form.taps($1, $0, count: $2) }
    }

    /// Calls `body(taps, points, count)` for stretches of each phase, in parallel: addresses in the weights and in the
    /// kernels.
    private func forEachKernel(
        _ weights: UnsafeMutablePointer<Float>, _ kernels: UnsafeMutablePointer<Float>,
        _ body: (Addresses, Addresses, Int) -> Void
    ) {
        let block = geometry.inputChannels * geometry.outputChannels
        let (stride, side) = (form.stride, form.tapsAlong)
        parallel(count: depth, grain: max(1, 8192 / geometry.outputChannels)) { rows in
            withAddresses { taps, points in
                for row in rows {
                    let phase = row / geometry.inputChannels
                    let place = row % geometry.inputChannels * geometry.outputChannels
                    for tap in 0..<side * side {
                        let (y, x) = (phase / stride + tap / side * stride, phase % stride + tap % side * stride)
                        taps[tap] = weights + (y * geometry.kernelWidth + x) * block + place
                    }
                    for point in 0..<self.points { points[point] = kernels + point * kernelStride + phase * block + place }
                    body(taps, points, geometry.outputChannels)
                }
            }
        }
    }

    @inline(__always)
    private func withAddresses(_ body: (Addresses, Addresses) -> Void) {
        withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Float>.self, capacity: 2 * points) { buffer in
            body(buffer.baseAddress!, buffer.baseAddress! + points)
        }
    }
}
