import Testing

@testable import Kernels

/// Whatever number of threads builds and runs a kernel, its result is the same bit for bit.
@Suite struct ThreadBitsTests {
    static let counts = [2, 3, 4, 7]

    /// Small ones of every kind, and ones large enough to be cut.
    static let geometries: [ConvolutionGeometry] =
        ConvolutionTests.geometries.enumerated().filter { $0.offset % 7 == 0 }.map(\.element) + large

    static let large: [ConvolutionGeometry] = {
        var draws = Draws(seed: 5)
        var geometries: [ConvolutionGeometry] = []
        for _ in 0..<24 {
            let kernel = draws.one(of: [1, 3, 3, 4, 4, 5])
            let stride = kernel == 4 ? 2 : draws.one(of: [1, 1, 2])
            let channels = [1, 3, 8, 16, 32, 48]
            let padding = draws.one(of: 0...(kernel / 2))
            geometries.append(
                ConvolutionGeometry(
                    batch: draws.one(of: 3...40), inputHeight: draws.one(of: 5...16), inputWidth: draws.one(of: 5...16),
                    inputChannels: draws.one(of: channels), kernelHeight: kernel, kernelWidth: kernel,
                    outputChannels: draws.one(of: channels), strideHeight: stride, strideWidth: stride, padTop: padding,
                    padLeft: padding, padBottom: padding, padRight: padding))
        }
        // The kernel covers the image: a matrix product in disguise.
        for (inputs, outputs) in [(100, 64), (64, 1), (3, 200)] {
            geometries.append(
                ConvolutionGeometry(
                    batch: 33, inputHeight: 4, inputWidth: 4, inputChannels: inputs, kernelHeight: 4, kernelWidth: 4,
                    outputChannels: outputs))
        }
        return geometries
    }()

    @Test(arguments: geometries) func convolutionsAndTheirGradients(_ geometry: ConvolutionGeometry) throws {
        let input = Storage(noise(geometry.inputCount, seed: 1))
        let weights = Storage(noise(geometry.weightCount, seed: 2))
        let gradient = Storage(noise(geometry.outputCount, seed: 3))
        try expectSameBits("forward, \(geometry.description)", count: geometry.outputCount) { result in
            let kernel = try PreparedConvolution(geometry, .forward)
            return { kernel.run(input.pointer, weights.pointer, result: result) }
        }
        try expectSameBits("input gradient, \(geometry.description)", count: geometry.inputCount) { result in
            let kernel = try PreparedConvolution(geometry, .inputGradient)
            return { kernel.run(gradient.pointer, weights.pointer, result: result) }
        }
        try expectSameBits("weight gradient, \(geometry.description)", count: geometry.weightCount) { result in
            let kernel = try PreparedConvolution(geometry, .weightGradient)
            return { kernel.run(input.pointer, gradient.pointer, result: result) }
        }
    }

    @Test(arguments: 0..<40) func matrixProducts(number: Int) throws {
        var draws = Draws(seed: UInt64(number) + 100)
        let batch = draws.one(of: [1, 1, 1, 5])
        // Thin, small and large sides.
        let sides = [1, 2, 4, 5, 17, 64, 130, 300]
        let (rows, columns, inner) = (draws.one(of: sides), draws.one(of: sides), draws.one(of: sides))
        let (flipLeft, flipRight) = (draws.one(of: [false, true]), draws.one(of: [false, true]))
        let hasBias = draws.one(of: [false, true])
        let activation: FusedActivation = draws.one(of: [false, true]) ? .rectifier(negativeSlope: 0.2) : .none
        let left = Storage(noise(batch * rows * inner, seed: 4))
        let right = Storage(noise(batch * inner * columns, seed: 5))
        let bias = Storage(noise(columns, seed: 6))
        try expectSameBits("\(batch) of \(rows)x\(inner) by \(columns)", count: batch * rows * columns) { result in
            let product = try MatrixProduct(
                batch: batch, rows: rows, columns: columns, inner: inner, transposeLeft: flipLeft, transposeRight: flipRight,
                bias: hasBias, activation: activation)
            return {
                product.run(left: left.pointer, right: right.pointer, bias: hasBias ? UnsafePointer(bias.pointer) : nil, result: result)
            }
        }
    }

    @Test func draws() throws {
        try expectSameBits("normals", count: 50_000) { result in
            { Random.normal(into: result, count: 50_000, key: RandomKey(seed: 1, stream: 2, step: 3)) }
        }
    }

    @Test func aKernelBuiltForFewThreadsRunsOnMore() throws {
        for geometry in Self.large {
            let input = Storage(noise(geometry.inputCount, seed: 1))
            let weights = Storage(noise(geometry.weightCount, seed: 2))
            let result = Storage(count: geometry.outputCount)
            let kernel = try forOneThread { () throws(KernelError) in try PreparedConvolution(geometry, .forward) }
            forOneThread { kernel.run(input.pointer, weights.pointer, result: result.pointer) }
            let expected = result.values
            withThreads(7) { kernel.run(input.pointer, weights.pointer, result: result.pointer) }
            #expect(result.values == expected)
        }
    }

    /// Builds and runs under each number of threads.
    private func expectSameBits(
        _ what: String, count: Int, _ build: (UnsafeMutablePointer<Float>) throws -> () -> Void
    ) throws {
        func bits(threads: Int) throws -> [UInt32] {
            let result = Storage([Float](repeating: .nan, count: count))
            try withThreads(threads) { try build(result.pointer)() }
            return result.values.map(\.bitPattern)
        }
        let expected = try bits(threads: 1)
        for threads in Self.counts { #expect(try bits(threads: threads) == expected, "\(what), \(threads) threads") }
    }

    /// Numbers whose sums are rounded, so that their order shows.
    private func noise(_ count: Int, seed: UInt64) -> [Float] {
        var draws = Draws(seed: seed)
        return (0..<count).map { _ in Float(draws.next() >> 40) / Float(1 << 23) - 1 }
    }
}

/// Small choices that are the same in every run.
private struct Draws {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }

    mutating func one<Choices: Collection>(of choices: Choices) -> Choices.Element {
        choices[choices.index(choices.startIndex, offsetBy: Int(next() >> 33) % choices.count)]
    }
}
