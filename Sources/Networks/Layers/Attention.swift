import Declarations
import Graphs

/// Every place of an image looks at all others and takes in what it finds there: structure over any distance, in one layer.
///
/// Formula, with x the image laid out as one row of features for each of its N places:
///
///     q = x W_q    k = x W_k    v = x W_v        β = softmax(q kᵀ), over the places of k
///     y = x + scale · (β v) W_o
///
/// β `[N, N]` says how much each place looks at each other; its rows sum to 1. `scale` is one number that is learned and starts at
/// 0: the network begins as if the layer were not there, learns what lies near first, and gives weight to what lies far as it
/// finds it useful. With `pooled`, keys and values are the largest of every 2×2 window, and β is a quarter as large: what the
/// authors' code does and BigGAN took over, while the paper's formula has all places.
///
/// What it cures: images whose parts are each convincing and do not fit each other, since stacked convolutions pass what lies far
/// apart only through many layers. What it risks: β costs N² numbers for each example, 16 times as many for an image of twice the
/// size; it belongs where images are 8×8 to 32×32. Its slope has no bound, however its weights are bounded.
/// Shapes: x `[batch, height, width, channels]`, kept; q and k have `keys` channels, v has `values`; no biases.
/// Source: Zhang, Goodfellow, Metaxas, Odena 2019, "Self-attention generative adversarial networks", section 3; pooled
/// and with values of half the channels: their code, and Brock, Donahue, Simonyan 2019, "Large scale GAN training for high fidelity natural
/// image synthesis".
public struct Attention: Layer {
    public static let declaration = Declaration(
        "attention", summary: "every place of an image looks at all others: structure over any distance",
        options: [
            OptionDeclaration(
                "keys", .integer(1...1_000_000), isOptional: true, unit: "channels",
                summary: "channels by which places compare, by default an eighth of those that come"),
            OptionDeclaration(
                "values", .integer(1...1_000_000), isOptional: true, unit: "channels",
                summary: "channels that a place takes in, by default half of those that come"),
            OptionDeclaration("pooled", .flag, isOptional: true, summary: "of every 2x2 window only the largest is looked at"),
        ] + WeightOptions.withoutBias,
        example: "data mnist\ngenerator\n  layer dense 7x7x16 relu\n  layer attention\n  layer deconv 8 stride 2\n  layer relu\n  layer deconv data stride 2 tanh",
        source: "Zhang, Goodfellow, Metaxas, Odena 2019, Self-attention generative adversarial networks, section 3",
        published: "`layer attention pooled`, at 32x32 in both networks, with `trick spectral-norm network both`",
        claims: [
            .cures(
                .poorSamples, "lets every place take in what lies far from it, so that the parts of an image fit each other",
                source: "Zhang et al. 2019, sections 1 and 3"),
            .risks(
                .nonConvergence, "has a slope without a bound, and nothing here holds the discriminator's",
                when: .all([
                    .stands(in: "discriminator"), .not(.uses(.trick, ["spectral-norm"])), .not(.trait(.slopePenalty)),
                ]), help: "`trick spectral-norm network both`", source: "Zhang et al. 2019, section 4.1"),
        ])

    /// Channels of queries and keys; `nil` for an eighth of those that come.
    public let keys: Int?
    /// Channels of values; `nil` for half of those that come.
    public let values: Int?
    public let isPooled: Bool
    public let weights: WeightOptions

    public init(keys: Int? = nil, values: Int? = nil, isPooled: Bool = false, initializer: any Initializer = HeInitializer()) {
        self.keys = keys
        self.values = values
        self.isPooled = isPooled
        weights = WeightOptions(initializer: initializer, hasBias: false)
    }

    public init(_ values: OptionValues) throws(Refusal) {
        keys = values.has("keys") ? values.integer("keys") : nil
        self.values = values.has("values") ? values.integer("values") : nil
        isPooled = values.flag("pooled")
        weights = WeightOptions(initializer: try WeightOptions(values).initializer, hasBias: false)
    }

    public var optionValues: OptionValues {
        var own = weights.initializer.optionValues
        own["initializer"] = .word(weights.initializer.name)
        own["keys"] = keys.map { .number(Double($0)) }
        own["values"] = values.map { .number(Double($0)) }
        if isPooled { own["pooled"] = .flag(true) }
        return own
    }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        let image = try imageSize(input)
        let least = isPooled ? 2 : 1
        guard image.height >= least, image.width >= least, image.height * image.width > 1 else {
            throw Refusal(
                "`attention\(isPooled ? " pooled" : "")` compares the places of an image\(isPooled ? ", of 2x2 at least" : ""), found \(input.sizeText)",
                help: "it stands where the image is larger: 8x8 to 32x32")
        }
        return input
    }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        let widths = widths(for: input)
        func weight(_ name: String, _ inputs: Int, _ outputs: Int) -> [ParameterSpecification] {
            weights.parameters(
                weightShape: [inputs, outputs], axes: ["inputs", "outputs"],
                fan: Fan(input: Double(inputs), output: Double(outputs)), biasCount: outputs
            ).map { $0.named("\(name).\($0.name)") }
        }
        return weight("query", input[2], widths.keys) + weight("key", input[2], widths.keys)
            + weight("value", input[2], widths.values) + weight("output", widths.values, input[2])
            + [ParameterSpecification("scale", shape: [1], axes: ["layer"], initializer: ZerosInitializer())]
    }

    public func innerCount(for input: [Int], batch: Int) -> Int {
        let widths = widths(for: input)
        let places = input[0].saturatingProduct(input[1])
        let seen = isPooled ? (input[0] / 2) * (input[1] / 2) : places
        let ofPlace = seen.saturatingProduct(2).saturatingSum(2 * (widths.keys + widths.values)).saturatingSum(input[2])
        return batch.saturatingProduct(places).saturatingProduct(ofPlace)
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let (batch, channels) = (input.shape[0], input.shape[3])
        func places(_ image: Tensor) throws -> Tensor { try image.reshaped(to: [batch, -1, image.shape[3]]) }
        func looked(_ weight: Tensor) throws -> Tensor {
            let image = try input.matrixProduct(weight)
            return try places(isPooled ? image.maxPool(size: 2, stride: 2) : image)
        }
        let query = try places(input).matrixProduct(parameters[0])
        let (key, value) = (try looked(parameters[1]), try looked(parameters[2]))
        let attention = try query.matrixProduct(key, transposeRight: true).softmax()
        let found = try attention.matrixProduct(value).reshaped(to: [-1, value.shape[2]])
        let taken = try found.matrixProduct(parameters[3]).reshaped(to: input.shape.dropLast() + [channels])
        return try input + parameters[4] * taken
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw .noChain(name, takes: "every place of an image for every other")
    }

    private func widths(for input: [Int]) -> (keys: Int, values: Int) {
        (keys ?? max(1, input[2] / 8), values ?? max(1, input[2] / 2))
    }
}
