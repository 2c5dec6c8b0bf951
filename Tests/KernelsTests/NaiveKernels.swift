import Kernels

/// Independent computations in double precision, straight from the formulas, to test kernels against.
enum Naive {
    /// Small whole numbers and halves, different for every seed: products and sums of them are exact enough to compare tightly.
    static func values(_ count: Int, seed: UInt64) -> [Float] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int(state >> 33) % 17 - 8) / 4
        }
    }

    static func convolution(_ g: ConvolutionGeometry, input: [Float], weights: [Float]) -> [Float] {
        var result = [Double](repeating: 0, count: g.outputCount)
        forEachTerm(g) { x, w, y in result[y] += Double(input[x]) * Double(weights[w]) }
        return result.map { Float($0) }
    }

    static func inputGradient(_ g: ConvolutionGeometry, gradient: [Float], weights: [Float]) -> [Float] {
        var result = [Double](repeating: 0, count: g.inputCount)
        forEachTerm(g) { x, w, y in result[x] += Double(gradient[y]) * Double(weights[w]) }
        return result.map { Float($0) }
    }

    static func weightGradient(_ g: ConvolutionGeometry, input: [Float], gradient: [Float]) -> [Float] {
        var result = [Double](repeating: 0, count: g.weightCount)
        forEachTerm(g) { x, w, y in result[w] += Double(input[x]) * Double(gradient[y]) }
        return result.map { Float($0) }
    }

    /// Calls `body` with the positions of every (input, weight, output) triple that the convolution multiplies and adds.
    private static func forEachTerm(_ g: ConvolutionGeometry, _ body: (Int, Int, Int) -> Void) {
        for n in 0..<g.batch {
            for y in 0..<g.outputHeight {
                for x in 0..<g.outputWidth {
                    for i in 0..<g.kernelHeight {
                        let p = y * g.strideHeight + i - g.padTop
                        guard p >= 0, p < g.inputHeight else { continue }
                        for j in 0..<g.kernelWidth {
                            let q = x * g.strideWidth + j - g.padLeft
                            guard q >= 0, q < g.inputWidth else { continue }
                            for c in 0..<g.inputChannels {
                                for o in 0..<g.outputChannels {
                                    body(
                                        ((n * g.inputHeight + p) * g.inputWidth + q) * g.inputChannels + c,
                                        ((i * g.kernelWidth + j) * g.inputChannels + c) * g.outputChannels + o,
                                        ((n * g.outputHeight + y) * g.outputWidth + x) * g.outputChannels + o)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The largest difference, relative to the largest expected number (at least 1).
    static func largestError(_ found: [Float], _ expected: [Float]) -> Float {
        guard found.count == expected.count, !expected.isEmpty else { return .infinity }
        let scale = max(1, expected.map(abs).max()!)
        return zip(found, expected).map { difference($0, $1) }.max()! / scale
    }

    private static func difference(_ a: Float, _ b: Float) -> Float { a.isNaN || b.isNaN ? .infinity : abs(a - b) }
}
