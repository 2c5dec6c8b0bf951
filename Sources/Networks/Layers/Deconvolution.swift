import Declarations
import Graphs

/// Transposed convolution: every input pixel paints a window of weights into a larger image.
///
/// Formula: the adjoint of `conv`: y[i·stride + u − top, j·stride + v − left, o] += x[i, j, c] · W[u, v, o, c], plus
/// b[o].
/// Shapes: x `[batch, height, width, channels]`, W `[kernel, kernel, outputs, channels]`, b `[outputs]`;
/// output height = (height − 1) · stride − padding above and below + kernel.
/// A kernel that the stride divides covers every pixel equally often; otherwise the image shows a checkerboard
/// (kernel 4 for stride 2 avoids it).
/// Source: Dumoulin, Visin 2016, "A guide to convolution arithmetic for deep learning"; Odena et al. 2016 on
/// checkerboards.
public struct Deconvolution: Layer {
    public static let declaration = Declaration(
        "deconv", summary: "paints every pixel into a larger image (transposed convolution); stride 2 doubles its size",
        arguments: [
            OptionDeclaration("channels", .size, summary: "how many channels it makes")
        ],
        options: ImageGeometry.declarations + WeightOptions.declarations,
        example: "data mnist\ngenerator\n  layer dense 14x14x64 relu\n  layer deconv data stride 2 tanh",
        source: "Dumoulin, Visin 2016, A guide to convolution arithmetic for deep learning",
        claims: [
            .risks(
                .checkerboard, "paints some pixels more often than others where the stride does not divide the kernel",
                when: unevenOverlap, help: "`kernel 4` with `stride 2`, or `layer upsample` and a `layer conv` of stride 1",
                source: "Odena, Dumoulin, Olah 2016")
        ])

    /// A stride, and a kernel that is no multiple of it.
    private static let unevenOverlap = Circumstance.any(
        (2...4).map { stride in
            let kernels = (1...16).filter { $0 % stride != 0 }.map { Circumstance.option("kernel", Double($0)...Double($0)) }
            return .all([.option("stride", Double(stride)...Double(stride)), .any(kernels)])
        })

    public let channels: Int
    public let geometry: ImageGeometry
    public let weights: WeightOptions

    public init(_ channels: Int, geometry: ImageGeometry = ImageGeometry(), weights: WeightOptions = WeightOptions()) {
        self.channels = channels
        self.geometry = geometry
        self.weights = weights
    }

    public init(_ values: OptionValues) throws(Refusal) {
        try self.init(values.channels("channels"), geometry: ImageGeometry(values), weights: WeightOptions(values))
    }

    public var optionValues: OptionValues {
        OptionValues(["channels": .size([channels])]).merging(geometry.optionValues).merging(weights.optionValues)
    }

    public var choosesChannels: Bool { true }
    public var enlarges: Bool { true }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        let image = try imageSize(input)
        guard let output = geometry.transposed(height: image.height, width: image.width) else {
            throw Refusal(
                "`deconv` trims all of what it makes of \(input.sizeText): its padding leaves nothing",
                help: "less `padding` or a larger `kernel`")
        }
        return [output.height, output.width, channels]
    }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        let window = Double(geometry.kernel * geometry.kernel)
        let strides = Double(geometry.stride * geometry.stride)
        // Of the window's weights only one in stride² meets any given output pixel.
        return weights.parameters(
            weightShape: [geometry.kernel, geometry.kernel, channels, input[2]],
            axes: ["height", "width", "outputs", "inputs"],
            fan: Fan(input: window * Double(input[2]) / strides, output: window * Double(channels)), biasCount: channels
        )
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let output = try input.transposedConvolution(
            parameters[0], stride: geometry.stride, padding: geometry.padding)
        return weights.hasBias ? try output + parameters[1] : output
    }

    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        let shape = [geometry.kernel, geometry.kernel, channels, context.input[2]]
        var arrays = [PyTorchArray.transposed("weight", shape, axes: [3, 2, 0, 1], of: "weight")]
        if weights.hasBias { arrays.append(.features("bias", channels, of: "bias")) }
        let convolution = PyTorchModule(
            "ConvTranspose2d", [.integer(context.input[2]), .integer(channels), .integer(geometry.kernel)],
            named: geometry.pytorchArguments(hasBias: weights.hasBias), arrays: arrays)
        return geometry.isEven ? [convolution] : [convolution, geometry.pytorchPadding(sign: -1)]
    }
}
