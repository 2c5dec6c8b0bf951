/// The convolution of GANs, kernel 4 and stride 2, with nine multiplications where the sum has sixteen.
///
/// Rows of even and of odd number never meet in it, nor do such columns: it is a sum of four convolutions (the phases)
/// with kernel 2 and stride 1. Along one axis, two neighbouring results of such a one need three products, not four:
///
///     y₀ = d₀g₀ + d₁g₁ = m₀ + m₁      m₀ = (d₀ − d₁) g₀
///     y₁ = d₁g₀ + d₂g₁ = m₁ + m₂      m₁ = d₁ (g₀ + g₁)      m₂ = (d₂ − d₁) g₁
///
/// Along both axes a tile of 2×2 results takes nine, the points; over phases and channels they are nine matrix products.
/// All factors of the maps are 1 or −1, so that nothing is lost in precision.
///
/// | array | shape |
/// |---|---|
/// | patches (of the input) | [9, tiles, depth]; depth = 4 phases · inputChannels |
/// | kernels (of the weights) | [9, depth, outputChannels] |
/// | products | [9, tiles, outputChannels] |
///
/// Source: Winograd, "Arithmetic complexity of computations", 1980, F(2, 2); Lavin and Gray, "Fast algorithms for
/// convolutional neural networks", 2016, for tiles of images.
struct StridedWinograd {
    static let points = 9

    let geometry: ConvolutionGeometry
    let tilesOfImage: Int
    /// For each tile and phase, the places of its 3×3 pixels in an image of the input; −1 outside.
    private let patchPixels: [Int]
    /// For each tile, the places of its 2×2 pixels in an image of the output; −1 outside.
    private let resultPixels: [Int]

    /// Weights from which on the products outweigh the maps.
    private static let fewestWeights = 2048

    /// Nothing where the sizes do not fit, or where the products are too small.
    init?(_ geometry: ConvolutionGeometry) {
        let g = geometry
        guard g.kernelHeight == 4, g.kernelWidth == 4, g.strideHeight == 2, g.strideWidth == 2,
            g.inputChannels.isMultiple(of: 16), g.outputChannels.isMultiple(of: 16),
            g.inputChannels * g.outputChannels >= Self.fewestWeights
        else { return nil }
        self.geometry = geometry
        let (tilesHigh, tilesWide) = ((g.outputHeight + 1) / 2, (g.outputWidth + 1) / 2)
        tilesOfImage = tilesHigh * tilesWide
        var (patchPixels, resultPixels): ([Int], [Int]) = ([], [])
        for tile in 0..<tilesOfImage {
            let (row, column) = (tile / tilesWide, tile % tilesWide)
            for phase in 0..<4 {
                for pixel in 0..<9 {
                    let y = 4 * row + phase / 2 - g.padTop + pixel / 3 * 2
                    let x = 4 * column + phase % 2 - g.padLeft + pixel % 3 * 2
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

    /// Inner size of the products.
    var depth: Int { 4 * geometry.inputChannels }

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
            winogradDifferences($0, $1, count: geometry.inputChannels)
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
            winogradSpread($1, $0, count: geometry.inputChannels)
        }
    }

    // MARK: - Products

    /// Adds the products up to results.
    func makeResults(
        _ products: UnsafeMutablePointer<Float>, images: Range<Int>, _ result: UnsafeMutablePointer<Float>,
        unused: UnsafeMutablePointer<Float>
    ) {
        forEachResult(result, outside: unused, images, products) {
            winogradSums($1, $0, count: geometry.outputChannels)
        }
    }

    /// The adjoint of `makeResults`.
    func spreadResults(
        _ gradient: UnsafePointer<Float>, images: Range<Int>, _ products: UnsafeMutablePointer<Float>,
        zeros: UnsafeMutablePointer<Float>
    ) {
        forEachResult(UnsafeMutablePointer(mutating: gradient), outside: zeros, images, products) {
            winogradShares($0, $1, count: geometry.outputChannels)
        }
    }

    // MARK: - Both

    /// Calls `body(pixels, points)` for each tile of some images: the addresses of its pixels, `pixelCount` of them at
    /// `places` of an image of `imageCount` numbers or `outside`, and of its 9 points, `stride` apart.
    @inline(__always)
    private func forEachTile(
        _ base: UnsafeMutablePointer<Float>, outside: UnsafeMutablePointer<Float>, _ images: Range<Int>, imageCount: Int,
        places: [Int], pixelCount: Int, _ tiles: UnsafeMutablePointer<Float>, stride: Int, channels: Int,
        _ body: (Addresses, Addresses) -> Void
    ) {
        withAddresses { pixels, points in
            for point in 0..<9 { points[point] = tiles + point &* stride }
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
                        for point in 0..<9 { points[point] += channels }
                        index &+= pixelCount
                    }
                }
            }
        }
    }

    /// For each tile and phase: 3×3 addresses in the images, 9 in the patches.
    @inline(__always)
    private func forEachPatch(
        _ base: UnsafeMutablePointer<Float>, outside: UnsafeMutablePointer<Float>, _ images: Range<Int>,
        _ patches: UnsafeMutablePointer<Float>, _ body: (Addresses, Addresses) -> Void
    ) {
        forEachTile(
            base, outside: outside, images, imageCount: geometry.inputCount / geometry.batch, places: patchPixels,
            pixelCount: 9, patches, stride: patchStride(images: images.count), channels: geometry.inputChannels, body)
    }

    /// For each tile: 2×2 addresses in the results, 9 in the products.
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
        forEachKernel(UnsafeMutablePointer(mutating: weights), kernels) { winogradShares($0, $1, count: $2) }
    }

    /// The adjoint of `makeKernels`.
    func sumKernels(_ kernels: UnsafeMutablePointer<Float>, _ weights: UnsafeMutablePointer<Float>) {
        forEachKernel(weights, kernels) { winogradSums($1, $0, count: $2) }
    }

    /// Calls `body(four, points, count)` for stretches of each phase, in parallel: 2×2 addresses in the weights, 9 in
    /// the kernels.
    private func forEachKernel(
        _ weights: UnsafeMutablePointer<Float>, _ kernels: UnsafeMutablePointer<Float>,
        _ body: (Addresses, Addresses, Int) -> Void
    ) {
        let block = geometry.inputChannels * geometry.outputChannels
        parallel(count: 4 * geometry.inputChannels, grain: max(1, 8192 / geometry.outputChannels)) { rows in
            withAddresses { four, points in
                for row in rows {
                    let phase = row / geometry.inputChannels
                    let place = row % geometry.inputChannels * geometry.outputChannels
                    for tap in 0..<4 {
                        let (y, x) = (phase / 2 + tap / 2 * 2, phase % 2 + tap % 2 * 2)
                        four[tap] = weights + (y * 4 + x) * block + place
                    }
                    for point in 0..<9 { points[point] = kernels + point * kernelStride + phase * block + place }
                    body(four, points, geometry.outputChannels)
                }
            }
        }
    }

    @inline(__always)
    private func withAddresses(_ body: (Addresses, Addresses) -> Void) {
        withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Float>.self, capacity: 18) { buffer in
            body(buffer.baseAddress!, buffer.baseAddress! + 9)
        }
    }
}
