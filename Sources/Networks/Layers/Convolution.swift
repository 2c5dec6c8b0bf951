import Declarations
import Graphs

/// A small window of weights slides over the image and makes one number of each channel at each place.
///
/// Formula: y[i, j, o] = Σ x[i·stride + u − top, j·stride + v − left, c] · W[u, v, c, o] + b[o].
/// Shapes: x `[batch, height, width, channels]`, W `[kernel, kernel, channels, outputs]`, b `[outputs]`;
/// output height = ⌊(height + padding above and below − kernel) / stride⌋ + 1.
/// Source: LeCun et al. 1998, "Gradient-based learning applied to document recognition"; strides instead of pooling:
/// DCGAN.
public struct Convolution: Layer {
    public static let declaration = Declaration(
        "conv", summary: "slides small windows of weights over an image; stride 2 halves its size",
        arguments: [
            OptionDeclaration("channels", .size, summary: "how many channels it makes")
        ],
        options: ImageGeometry.declarations + WeightOptions.declarations,
        example: "data mnist\ndiscriminator\n  layer conv 64 stride 2\n  layer flatten\n  layer dense 1",
        source: "LeCun et al. 1998, Gradient-based learning applied to document recognition")

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

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        let image = try imageSize(input)
        guard let output = geometry.convolved(height: image.height, width: image.width) else {
            throw Refusal(
                "`conv` has a \(geometry.kernel)x\(geometry.kernel) kernel, which does not fit into \(input.sizeText)",
                help: "a smaller `kernel`, more `padding`, or fewer layers with `stride 2` before it")
        }
        return [output.height, output.width, channels]
    }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        let window = Double(geometry.kernel * geometry.kernel)
        let strides = Double(geometry.stride * geometry.stride)
        return weights.parameters(
            weightShape: [geometry.kernel, geometry.kernel, input[2], channels],
            axes: ["height", "width", "inputs", "outputs"],
            fan: Fan(input: window * Double(input[2]), output: window * Double(channels) / strides), biasCount: channels
        )
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let output = try input.convolution(parameters[0], stride: geometry.stride, padding: geometry.padding)
        return weights.hasBias ? try output + parameters[1] : output
    }

    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        let shape = [geometry.kernel, geometry.kernel, context.input[2], channels]
        var arrays = [PyTorchArray.transposed("weight", shape, axes: [3, 2, 0, 1], of: "weight")]
        if weights.hasBias { arrays.append(.features("bias", channels, of: "bias")) }
        let convolution = PyTorchModule(
            "Conv2d", [.integer(context.input[2]), .integer(channels), .integer(geometry.kernel)],
            named: geometry.pytorchArguments(hasBias: weights.hasBias), arrays: arrays)
        return geometry.isEven ? [convolution] : [geometry.pytorchPadding(sign: 1), convolution]
    }
}
