/// What the convolutions with very few channels on one side share.
///
/// oneDNN fills channels up to 16 on the side that it vectorises over, so an image with one channel costs it as much as one with 16 — and
/// images of one or three channels are where every generator ends. There, a matrix product over the many channels of the other side,
/// which wastes nothing, followed (or preceded) by moving numbers between pixels and patches is three to ten times faster.
///
/// A patch array holds one number per (pixel, kernel row i, kernel column j, channel of the narrow side).
struct NarrowGeometry {
    /// The most channels of a narrow side.
    static let limit = 4

    let geometry: ConvolutionGeometry

    init(_ geometry: ConvolutionGeometry) {
        self.geometry = geometry
    }

    /// Whether the input is narrow: its gradient then comes from patches of the output's pixels.
    var hasNarrowInput: Bool { geometry.inputChannels <= Self.limit && geometry.outputChannels > Self.limit }

    /// Whether the output is narrow: patches of all input pixels are made though a stride uses only some of them, so strides count too.
    var hasNarrowOutput: Bool {
        geometry.outputChannels * geometry.strideHeight * geometry.strideWidth <= Self.limit
            && geometry.inputChannels > Self.limit
    }

    /// Positions of one row of output pixels under one kernel element: for x in `columns`,
    /// output pixel `output + x` meets input pixel `input + x · strideWidth`, each counted from its image's first.
    struct Run {
        var output: Int
        var input: Int
        var columns: Range<Int>
        /// i · kernelWidth + j
        var element: Int
    }

    /// Calls `body` for every row of output pixels of an image and every kernel element, leaving out what falls into the padding.
    @inline(__always)
    func forEachRun(_ body: (Run) -> Void) {
        let g = geometry
        let outputWidth = g.outputWidth
        for y in 0..<g.outputHeight {
            for i in 0..<g.kernelHeight {
                let p = y * g.strideHeight + i - g.padTop
                guard p >= 0, p < g.inputHeight else { continue }
                for j in 0..<g.kernelWidth {
                    // 0 ≤ x · stride + shift < inputWidth
                    let shift = j - g.padLeft
                    let from = shift >= 0 ? 0 : (-shift + g.strideWidth - 1) / g.strideWidth
                    let last = g.inputWidth - 1 - shift
                    let to = last < 0 ? 0 : min(outputWidth, last / g.strideWidth + 1)
                    guard from < to else { continue }
                    body(
                        Run(
                            output: y * outputWidth, input: p * g.inputWidth + shift, columns: from..<to,
                            element: i * g.kernelWidth + j))
                }
            }
        }
    }

    var kernelElements: Int { geometry.kernelHeight * geometry.kernelWidth }

    /// Copies weights [elements, inputChannels, outputChannels] to [elements, outputChannels, inputChannels], or back with the sizes exchanged.
    static func exchangeChannels(
        _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, elements: Int, rows: Int, columns: Int
    ) {
        for element in 0..<elements {
            let source = from + element * rows * columns
            let target = to + element * rows * columns
            for row in 0..<rows {
                for column in 0..<columns { target[column * rows + row] = source[row * columns + column] }
            }
        }
    }
}
