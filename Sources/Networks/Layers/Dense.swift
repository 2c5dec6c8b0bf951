import Declarations
import Graphs

/// Every output number is a weighted sum of all input numbers.
///
/// Formula: y = x W + b. Shapes: x `[batch, inputs]`, W `[inputs, units]`, b `[units]`, y `[batch, units]`, or
/// `[batch, height, width, channels]` when the units are given as an image size (`layer dense 7x7x64`, `layer dense
/// data`).
/// Source: Rosenblatt 1958, The perceptron.
public struct Dense: Layer {
    public static let declaration = Declaration(
        "dense", summary: "every output is a weighted sum of all inputs",
        arguments: [
            OptionDeclaration("units", .size, summary: "how many outputs; an image size makes an image")
        ],
        options: WeightOptions.declarations,
        example: "data ring\ngenerator\n  layer dense 128 relu\n  layer dense data",
        source: "Rosenblatt 1958, The perceptron")

    /// The output size: `[units]` or `[height, width, channels]`.
    public let size: [Int]
    public let weights: WeightOptions

    public init(_ size: [Int], weights: WeightOptions = WeightOptions()) {
        self.size = size
        self.weights = weights
    }

    public init(_ units: Int, weights: WeightOptions = WeightOptions()) {
        self.init([units], weights: weights)
    }

    public init(_ values: OptionValues) throws(Refusal) {
        try self.init(values.positiveSize("units"), weights: WeightOptions(values))
    }

    public var optionValues: OptionValues {
        OptionValues(["units": .size(size)]).merging(weights.optionValues)
    }

    public var mixesFeatures: Bool { true }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        guard input.count == 1 else {
            throw Refusal(
                "`dense` takes a flat input, found \(input.sizeText)", help: "add `layer flatten` before it")
        }
        return size
    }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        let (inputs, outputs) = (input.saturatingCount, size.saturatingCount)
        return weights.parameters(
            weightShape: [inputs, outputs], axes: ["inputs", "outputs"],
            fan: Fan(input: Double(inputs), output: Double(outputs)), biasCount: outputs)
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        var output = try input.matrixProduct(parameters[0])
        if weights.hasBias { output = try output + parameters[1] }
        return size.count == 1 ? output : try output.reshaped(to: [input.shape[0]] + size)
    }

    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        let (inputs, outputs) = (context.input.saturatingCount, size.saturatingCount)
        let order = size.count == 3 ? FeatureOrder(ofImage: size) : context.outputOrder
        var arrays = [
            PyTorchArray.transposed(
                "weight", [inputs, outputs], axes: [1, 0], of: "weight", places: [0: context.inputOrder, 1: order])
        ]
        if weights.hasBias { arrays.append(.features("bias", outputs, of: "bias", order: order)) }
        let linear = PyTorchModule(
            "Linear", [.integer(inputs), .integer(outputs)], named: ["bias": .flag(weights.hasBias)], arrays: arrays)
        return size.count == 3 ? [linear, context.unflatten] : [linear]
    }
}
