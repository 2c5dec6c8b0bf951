import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Layer sizes")
struct SizeTests {
    @Test("conv with stride 2 halves, deconv with stride 2 doubles, stride 1 keeps", arguments: [4, 6, 14, 28])
    func defaults(length: Int) throws {
        let halved = try Convolution(8, geometry: ImageGeometry(stride: 2)).outputSize(for: [length, length, 3])
        #expect(halved == [length / 2, length / 2, 8])
        let doubled = try Deconvolution(8, geometry: ImageGeometry(stride: 2)).outputSize(for: [length, length, 3])
        #expect(doubled == [length * 2, length * 2, 8])
        #expect(try Convolution(8).outputSize(for: [length, length, 3]) == [length, length, 8])
        #expect(try Deconvolution(8).outputSize(for: [length, length, 3]) == [length, length, 8])
    }

    @Test("any kernel scales exactly by the stride when the padding is left alone", arguments: 1...4, 0...4)
    func exactScaling(stride: Int, extra: Int) throws {
        let geometry = ImageGeometry(kernel: stride + extra, stride: stride)
        #expect(try Convolution(1, geometry: geometry).outputSize(for: [12, 24, 1]) == [12 / stride, 24 / stride, 1])
        #expect(try Deconvolution(1, geometry: geometry).outputSize(for: [3, 5, 1]) == [3 * stride, 5 * stride, 1])
    }

    @Test("the default kernel for stride 2 is 4, with padding 1")
    func defaultKernel() {
        let geometry = ImageGeometry(stride: 2)
        #expect(geometry.kernel == 4)
        #expect(geometry.padding == .all(1))
        #expect(ImageGeometry().kernel == 3)
        #expect(ImageGeometry().padding == .all(1))
    }

    @Test("a deconv may start from a single pixel")
    func fromOnePixel() throws {
        let layer = Deconvolution(64, geometry: ImageGeometry(kernel: 7, stride: 1, padding: 0))
        #expect(try layer.outputSize(for: [1, 1, 100]) == [7, 7, 64])
    }

    @Test("a size as argument means its channels to conv and all of it to dense")
    func dataSize() throws {
        let data = OptionValue.size([28, 28, 1])
        let deconv = try Deconvolution(OptionValues(Deconvolution.declaration, ["channels": data]))
        #expect(deconv.channels == 1)
        let dense = try Dense(OptionValues(Dense.declaration, ["units": data]))
        #expect(try dense.outputSize(for: [10]) == [28, 28, 1])
        #expect(dense.parameters(for: [10]).map(\.shape) == [[10, 784], [784]])
    }

    @Test("a layer that cannot take its input says what it takes, what it found, and the way out")
    func messages() {
        expect(Dense(4), [7, 7, 64], "`dense` takes a flat input, found 7x7x64", "add `layer flatten` before it")
        expect(
            Convolution(4), [49], "`conv` takes an image such as 7x7x64, found the flat size 49",
            "add `layer reshape HEIGHTxWIDTHxCHANNELS` before it")
        expect(
            Convolution(4, geometry: ImageGeometry(kernel: 5, padding: 0)), [3, 3, 1],
            "`conv` has a 5x5 kernel, which does not fit into 3x3x1",
            "a smaller `kernel`, more `padding`, or fewer layers with `stride 2` before it")
        expect(
            Reshape([7, 7, 64]), [100], "`reshape 7x7x64` takes 3136 numbers, found 100",
            "a `layer dense 7x7x64` makes that size in one step")
        expect(
            Pool(size: 3), [2, 2, 5], "`pool` has a 3x3 window, which does not fit into 2x2x5",
            "a smaller window, or fewer layers that shrink the image before it")
        expect(
            InstanceNormalization(), [1, 1, 8], "`instancenorm` takes more than one pixel, found 1x1x8",
            "`layer layernorm` suits this size")
    }

    private func expect(_ layer: any Layer, _ input: [Int], _ message: String, _ help: String) {
        #expect(throws: Refusal(message, help: help)) { try layer.outputSize(for: input) }
    }

    @Test("a size of 0 is refused")
    func zeroSize() {
        #expect(throws: Refusal("`units` takes whole numbers from 1 up, found 0")) {
            try Dense(OptionValues(Dense.declaration, ["units": .number(0)]))
        }
    }

    @Test("an option of another initializer is refused, with its owner")
    func foreignInitializerOption() {
        let values = OptionValues(Dense.declaration, ["units": .number(3), "gain": .number(2)])
        #expect(
            throws: Refusal(
                "`initializer he` has no option `gain`", help: "`gain` belongs to `initializer orthogonal`")
        ) {
            try Dense(values)
        }
    }

    @Test("an initializer gets its own option")
    func initializerOption() throws {
        let values = OptionValues(
            Dense.declaration, ["units": .number(3), "initializer": .word("orthogonal"), "gain": .number(1.5)])
        let initializer = try Dense(values).weights.initializer as? OrthogonalInitializer
        #expect(initializer == OrthogonalInitializer(gain: 1.5))
    }

    @Test("no-bias leaves the bias out")
    func noBias() throws {
        let layer = try Convolution(
            OptionValues(Convolution.declaration, ["channels": .number(3), "no-bias": .flag(true)]))
        #expect(layer.parameters(for: [4, 4, 2]).map(\.name) == ["weight"])
    }
}
