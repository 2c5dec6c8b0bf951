import Declarations
import Graphs

/// Every output is the largest of several weighted sums of all inputs: a layer that learns its own activation.
///
/// Formula: y_u = max_j (x · W_{u,j} + b_{u,j}) over the pieces j = 1 … k. It needs no activation behind it: with two pieces it can
/// be a rectifier or |x|, with more of them any convex function, piece by piece. Its gradient is that of the piece which won,
/// and never vanishes; of equal pieces each takes an equal part. It has k times the weights of a dense layer of its width.
/// Shapes: x `[batch, inputs]`, W `[inputs, units · k]`, b `[units · k]` with the pieces of a unit side by side; y `[batch, units]`,
/// or an image where the units are given as one. Each piece starts as the weights of a dense layer do.
/// Source: Goodfellow, Warde-Farley, Mirza, Courville, Bengio 2013, "Maxout networks", section 3; in the discriminator of the first
/// GANs: Goodfellow et al. 2014, section 5.
public struct Maxout: Layer {
    public static let declaration = Declaration(
        "maxout", summary: "every output is the largest of several weighted sums of all inputs",
        arguments: [
            OptionDeclaration("units", .size, summary: "how many outputs; an image size makes an image")
        ],
        options: [
            OptionDeclaration("pieces", .integer(2...1000), default: .number(5), summary: "how many sums an output is the largest of")
        ] + WeightOptions.declarations,
        example: "data ring\ndiscriminator\n  layer maxout 64 pieces 3\n  layer dense 1",
        source: "Goodfellow, Warde-Farley, Mirza, Courville, Bengio 2013, Maxout networks, section 3",
        claims: [
            .cures(
                .vanishingGradient, "has a gradient everywhere: one piece always wins",
                source: "Goodfellow et al. 2013, Maxout networks"),
            .risks(
                .slowTraining, "has as many times the weights of a dense layer as it has pieces",
                when: .option("pieces", 20...1000), help: "`pieces 5`", source: "Goodfellow et al. 2013, Maxout networks"),
        ])

    /// The output size: `[units]` or `[height, width, channels]`.
    public let size: [Int]
    /// k
    public let pieces: Int
    public let weights: WeightOptions

    public init(_ size: [Int], pieces: Int = 5, weights: WeightOptions = WeightOptions()) {
        self.size = size
        self.pieces = pieces
        self.weights = weights
    }

    public init(_ units: Int, pieces: Int = 5, weights: WeightOptions = WeightOptions()) {
        self.init([units], pieces: pieces, weights: weights)
    }

    public init(_ values: OptionValues) throws(Refusal) {
        try self.init(values.positiveSize("units"), pieces: values.integer("pieces"), weights: WeightOptions(values))
    }

    public var optionValues: OptionValues {
        OptionValues(["units": .size(size), "pieces": .number(Double(pieces))]).merging(weights.optionValues)
    }

    public var mixesFeatures: Bool { true }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        guard input.count == 1 else {
            throw Refusal(
                "`maxout` takes a flat input, found \(input.sizeText)", help: "add `layer flatten` before it")
        }
        return size
    }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        let (inputs, outputs) = (input.saturatingCount, size.saturatingCount)
        let sums = [outputs, pieces].saturatingCount
        return weights.parameters(
            weightShape: [inputs, sums], axes: ["inputs", "outputs"],
            fan: Fan(input: Double(inputs), output: Double(outputs)), biasCount: sums)
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        var sums = try input.matrixProduct(parameters[0])
        if weights.hasBias { sums = try sums + parameters[1] }
        let (batch, units) = (input.shape[0], size.reduce(1, *))
        let output = try sums.reshaped(to: [batch, units, pieces]).maximum(axes: [2])
        return size.count == 1 ? output : try output.reshaped(to: [batch] + size)
    }

    /// A linear layer of all pieces, and a window that takes the largest of each unit's.
    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        let (inputs, sums) = (context.input.saturatingCount, [size.saturatingCount, pieces].saturatingCount)
        let order = (size.count == 3 ? FeatureOrder(ofImage: size) : context.outputOrder).withPieces(pieces)
        var arrays = [
            PyTorchArray.transposed(
                "weight", [inputs, sums], axes: [1, 0], of: "weight", places: [0: context.inputOrder, 1: order])
        ]
        if weights.hasBias { arrays.append(.features("bias", sums, of: "bias", order: order)) }
        let linear = PyTorchModule(
            "Linear", [.integer(inputs), .integer(sums)], named: ["bias": .flag(weights.hasBias)], arrays: arrays)
        let largest = PyTorchModule("MaxPool1d", [.integer(pieces)])
        return size.count == 3 ? [linear, largest, context.unflatten] : [linear, largest]
    }
}
