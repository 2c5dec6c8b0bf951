import Testing

@testable import Kernels

@Suite struct ConvolutionTests {
    /// Kernels 1 to 7, strides 1 to 3, paddings 0 to 3, odd and oblong images, one channel and many.
    static let geometries: [ConvolutionGeometry] = {
        var geometries: [ConvolutionGeometry] = []
        for kernel in 1...7 {
            for stride in 1...3 {
                for padding in 0...min(3, kernel - 1) {
                    for (inputs, outputs) in [(1, 1), (3, 20), (17, 1), (1, 16), (5, 2)] {
                        geometries.append(
                            ConvolutionGeometry(
                                batch: 2, inputHeight: 9, inputWidth: 7, inputChannels: inputs, kernelHeight: kernel, kernelWidth: kernel,
                                outputChannels: outputs, strideHeight: stride, strideWidth: stride, padTop: padding, padLeft: padding,
                                padBottom: padding, padRight: padding))
                    }
                }
            }
        }
        // Uneven kernels, strides and paddings.
        geometries.append(
            ConvolutionGeometry(
                batch: 3, inputHeight: 8, inputWidth: 11, inputChannels: 4, kernelHeight: 3, kernelWidth: 5, outputChannels: 6, strideHeight: 2,
                strideWidth: 3, padTop: 0, padLeft: 2, padBottom: 1, padRight: 1))
        for (inputs, outputs) in [(1, 32), (32, 1), (2, 3)] {
            geometries.append(
                ConvolutionGeometry(
                    batch: 3, inputHeight: 8, inputWidth: 11, inputChannels: inputs, kernelHeight: 2, kernelWidth: 5, outputChannels: outputs,
                    strideHeight: 1, strideWidth: 1, padTop: 0, padLeft: 2, padBottom: 1, padRight: 1))
        }
        // The layers of a small convolutional discriminator, down to one number an image.
        for (size, inputs, outputs) in [(32, 1, 32), (16, 32, 48), (8, 48, 16)] {
            geometries.append(
                ConvolutionGeometry(
                    batch: 1, inputHeight: size, inputWidth: size, inputChannels: inputs, kernelHeight: 4, kernelWidth: 4, outputChannels: outputs,
                    strideHeight: 2, strideWidth: 2, padTop: 1, padLeft: 1, padBottom: 1, padRight: 1))
        }
        // Wide layers with kernel 4 and stride 2, to even and to odd sizes, with every kind of border.
        for (batch, height, width, padding) in [(1, 8, 8, 1), (3, 9, 7, 1), (2, 4, 6, 1), (5, 10, 10, 0), (2, 6, 5, 2), (2, 11, 8, 3)] {
            geometries.append(
                ConvolutionGeometry(
                    batch: batch, inputHeight: height, inputWidth: width, inputChannels: 32, kernelHeight: 4, kernelWidth: 4,
                    outputChannels: 64, strideHeight: 2, strideWidth: 2, padTop: padding, padLeft: padding, padBottom: padding,
                    padRight: padding))
        }
        // The same with kernel 3 and stride 1.
        for (batch, height, width, padding) in [(1, 8, 8, 1), (3, 9, 7, 1), (2, 4, 4, 1), (5, 10, 10, 0), (2, 6, 5, 2), (70, 4, 4, 1)] {
            geometries.append(
                ConvolutionGeometry(
                    batch: batch, inputHeight: height, inputWidth: width, inputChannels: 32, kernelHeight: 3, kernelWidth: 3,
                    outputChannels: 64, strideHeight: 1, strideWidth: 1, padTop: padding, padLeft: padding, padBottom: padding,
                    padRight: padding))
        }
        for outputs in [1, 8] {
            geometries.append(
                ConvolutionGeometry(
                    batch: 3, inputHeight: 4, inputWidth: 4, inputChannels: 24, kernelHeight: 4, kernelWidth: 4, outputChannels: outputs))
        }
        return geometries
    }()

    @Test(arguments: geometries) func theForwardPassAgreesWithTheSum(_ geometry: ConvolutionGeometry) throws {
        let (input, weights, _) = arrays(geometry)
        let result = Storage([Float](repeating: .nan, count: geometry.outputCount))
        let convolution = try PreparedConvolution(geometry, .forward)
        let expected = Naive.convolution(geometry, input: input.values, weights: weights.values)
        // Twice: the second run must not depend on what the first one left behind.
        for _ in 0..<2 {
            convolution.run(input.pointer, weights.pointer, result: result.pointer)
            #expect(Naive.largestError(result.values, expected) < 1e-5, "\(convolution.implementationName)")
        }
    }

    @Test(arguments: geometries) func theInputGradientAgreesWithTheSum(_ geometry: ConvolutionGeometry) throws {
        let (_, weights, gradient) = arrays(geometry)
        let result = Storage([Float](repeating: .nan, count: geometry.inputCount))
        let convolution = try PreparedConvolution(geometry, .inputGradient)
        let expected = Naive.inputGradient(geometry, gradient: gradient.values, weights: weights.values)
        for _ in 0..<2 {
            convolution.run(gradient.pointer, weights.pointer, result: result.pointer)
            #expect(Naive.largestError(result.values, expected) < 1e-5, "\(convolution.implementationName)")
        }
    }

    @Test(arguments: geometries) func theWeightGradientAgreesWithTheSum(_ geometry: ConvolutionGeometry) throws {
        let (input, _, gradient) = arrays(geometry)
        let result = Storage([Float](repeating: .nan, count: geometry.weightCount))
        let convolution = try PreparedConvolution(geometry, .weightGradient)
        let expected = Naive.weightGradient(geometry, input: input.values, gradient: gradient.values)
        for _ in 0..<2 {
            convolution.run(input.pointer, gradient.pointer, result: result.pointer)
            #expect(Naive.largestError(result.values, expected) < 1e-5, "\(convolution.implementationName)")
        }
    }

    @Test func aKernelThatDoesNotFitIsRejected() {
        let geometry = ConvolutionGeometry(
            batch: 1, inputHeight: 3, inputWidth: 3, inputChannels: 1, kernelHeight: 5, kernelWidth: 5, outputChannels: 1)
        for direction in PreparedConvolution.Direction.allCases {
            #expect(throws: KernelError.self) { try PreparedConvolution(geometry, direction) }
        }
    }

    func arrays(_ geometry: ConvolutionGeometry) -> (input: Storage, weights: Storage, gradient: Storage) {
        (
            Storage(Naive.values(geometry.inputCount, seed: 1)), Storage(Naive.values(geometry.weightCount, seed: 2)),
            Storage(Naive.values(geometry.outputCount, seed: 3))
        )
    }
}
