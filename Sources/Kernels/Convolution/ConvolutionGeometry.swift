import COneDNN

/// The sizes of a convolution over images.
///
///     output[n, y, x, o] = Σ_{i, j, c} input[n, y·s + i − padTop, x·s + j − padLeft, c] · weights[i, j, c, o]
///
/// (numbers outside the input count as 0). Arrays are dense and row-major: input [batch, inputHeight, inputWidth, inputChannels],
/// weights [kernelHeight, kernelWidth, inputChannels, outputChannels], output [batch, outputHeight, outputWidth, outputChannels].
/// As everywhere in the field this is a cross-correlation: the kernel is not mirrored.
///
/// The same value describes the convolution and both of its gradients. A transposed convolution is the input gradient: it maps an
/// array of the output's shape to one of the input's shape.
///
/// Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016.
public struct ConvolutionGeometry: Hashable, Sendable {
    public var batch: Int
    public var inputHeight: Int
    public var inputWidth: Int
    public var inputChannels: Int
    public var kernelHeight: Int
    public var kernelWidth: Int
    public var outputChannels: Int
    public var strideHeight: Int
    public var strideWidth: Int
    public var padTop: Int
    public var padLeft: Int
    public var padBottom: Int
    public var padRight: Int

    public init(
        batch: Int, inputHeight: Int, inputWidth: Int, inputChannels: Int, kernelHeight: Int, kernelWidth: Int, outputChannels: Int,
        strideHeight: Int = 1, strideWidth: Int = 1, padTop: Int = 0, padLeft: Int = 0, padBottom: Int = 0, padRight: Int = 0
    ) {
        self.batch = batch
        self.inputHeight = inputHeight
        self.inputWidth = inputWidth
        self.inputChannels = inputChannels
        self.kernelHeight = kernelHeight
        self.kernelWidth = kernelWidth
        self.outputChannels = outputChannels
        self.strideHeight = strideHeight
        self.strideWidth = strideWidth
        self.padTop = padTop
        self.padLeft = padLeft
        self.padBottom = padBottom
        self.padRight = padRight
    }

    /// ⌊(inputHeight + padTop + padBottom − kernelHeight) / strideHeight⌋ + 1, or 0 when the kernel does not fit.
    public var outputHeight: Int {
        Self.outputSize(input: inputHeight, padding: padTop + padBottom, kernel: kernelHeight, stride: strideHeight)
    }

    /// ⌊(inputWidth + padLeft + padRight − kernelWidth) / strideWidth⌋ + 1, or 0 when the kernel does not fit.
    public var outputWidth: Int {
        Self.outputSize(input: inputWidth, padding: padLeft + padRight, kernel: kernelWidth, stride: strideWidth)
    }

    static func outputSize(input: Int, padding: Int, kernel: Int, stride: Int) -> Int {
        let room = input + padding - kernel
        return room < 0 || stride < 1 ? 0 : room / stride + 1
    }

    public var inputCount: Int { batch * inputHeight * inputWidth * inputChannels }
    public var outputCount: Int { batch * outputHeight * outputWidth * outputChannels }
    public var weightCount: Int { kernelHeight * kernelWidth * inputChannels * outputChannels }

    /// Numbers of one image of each side.
    var inputImage: Int { inputHeight * inputWidth * inputChannels }
    var outputImage: Int { outputHeight * outputWidth * outputChannels }

    /// Products that are added up in the convolution and in each of its gradients, padding included.
    var terms: Int { batch * outputHeight * outputWidth * weightCount }

    /// The same for some images of the batch.
    func with(batch: Int) -> ConvolutionGeometry {
        var part = self
        part.batch = batch
        return part
    }

    /// Whether the kernel meets the whole unpadded input exactly once. The convolution is then the matrix product
    /// [batch, inputHeight·inputWidth·inputChannels] · [the same, outputChannels]: both arrays already lie in that order.
    var isMatrixProduct: Bool {
        inputHeight == kernelHeight && inputWidth == kernelWidth && padTop == 0 && padLeft == 0 && padBottom == 0 && padRight == 0
    }

    /// Throws when no convolution has these sizes.
    func validate() throws(KernelError) {
        let sizes = [batch, inputHeight, inputWidth, inputChannels, kernelHeight, kernelWidth, outputChannels, strideHeight, strideWidth]
        let fits = sizes.allSatisfy { $0 > 0 } && [padTop, padLeft, padBottom, padRight].allSatisfy { $0 >= 0 }
        guard fits, outputHeight > 0, outputWidth > 0 else {
            throw KernelError(message: "expected a kernel that fits into its padded input, found \(description)")
        }
    }

    var description: String {
        "a convolution of [\(batch), \(inputHeight), \(inputWidth), \(inputChannels)] "
            + "by [\(kernelHeight), \(kernelWidth), \(inputChannels), \(outputChannels)] with stride [\(strideHeight), \(strideWidth)] "
            + "and padding top \(padTop), left \(padLeft), bottom \(padBottom), right \(padRight)"
    }

    var shape: gan_conv_shape {
        gan_conv_shape(
            batch: batch, input_height: inputHeight, input_width: inputWidth, input_channels: inputChannels,
            kernel_height: kernelHeight, kernel_width: kernelWidth, output_channels: outputChannels,
            output_height: outputHeight, output_width: outputWidth, stride_height: strideHeight, stride_width: strideWidth,
            pad_top: padTop, pad_left: padLeft, pad_bottom: padBottom, pad_right: padRight)
    }
}
