import Declarations
import Graphs

/// The discriminator sees how close each example lies to the others of its batch: where all are alike, it shows.
///
/// Formula: features f_i of example i are multiplied by kernels T_b `[features, dimensions]`, and for each kernel b
///
///     m_ib = f_i T_b        o_ib = Σ_j≠i exp(−‖m_ib − m_jb‖₁)        output [f_i, o_i1 … o_iB]
///
/// An example of its own kind has o near 0, one of a batch of copies has the size of the batch. Real examples and generated ones
/// are compared each with their own kind alone, in batches of their own. The start values of T are drawn as if
/// `dimensions` times as many numbers met in each, so that distances begin at a size at which exp still tells them apart.
///
/// Samples and scores outside of training have no company: there each example gets the running mean of the o that batches
/// had in training, of real and generated ones together as they came. Its score is then of the example alone, in usual company; that
/// it resembles others shows only in training (`score.real`, `score.fake`, losses).
///
/// What it cures: the collapse onto one mode, which a discriminator that looks at examples one by one cannot tell from variety. What
/// it risks: it couples the batch, so that a penalty on each example's own slope is not defined, and small batches say little of
/// variety; the generator may learn to scatter its samples no matter where.
/// Shapes: `[batch, features]` becomes `[batch, features + kernels]`; T is stored as `[features, kernels · dimensions]`. No array of
/// all pairs is made, see `PairSums`; a step still costs batch² · kernels · dimensions.
/// Source: Salimans et al. 2016, "Improved techniques for training GANs", section 3.2; self left out as in the authors' code, which
/// has 100 kernels of 5 dimensions.
public struct MinibatchDiscrimination: Layer {
    public static let declaration = Declaration(
        "minibatch-discrimination", summary: "joins how close each example lies to the others of its batch",
        options: [
            OptionDeclaration(
                "kernels", .integer(1...100_000), isOptional: true,
                summary: "how many ways to compare, by default a quarter of the features and at most 100"),
            OptionDeclaration("dimensions", .integer(1...1000), default: .number(5), summary: "numbers that one comparison takes"),
            RunningBatch.momentumDeclaration,
        ] + WeightOptions.withoutBias,
        example: "data ring\ndiscriminator\n  layer dense 64 relu\n  layer minibatch-discrimination\n  layer dense 1\ntrain 1",
        source: "Salimans, Goodfellow, Zaremba, Cheung, Radford, Chen 2016, Improved techniques for training GANs, section 3.2",
        published: "`layer minibatch-discrimination kernels 100 dimensions 5`",
        claims: [
            .cures(
                .modeCollapse, "shows the discriminator how alike the samples of a batch are, which no sample shows by itself",
                source: "Salimans et al. 2016, section 3.2"),
            .conflicts(
                "compares the examples of a batch for who judges them; a generator's sample comes alone, and gets a mean in their place",
                when: .stands(in: "generator"), help: "put it into the discriminator", source: "Salimans et al. 2016, section 3.2"),
        ])

    /// `nil` for a quarter of the features, at most 100.
    public let kernels: Int?
    public let dimensions: Int
    public let momentum: Float
    public let weights: WeightOptions

    public init(kernels: Int? = nil, dimensions: Int = 5, momentum: Float = 0.1, initializer: any Initializer = HeInitializer()) {
        self.kernels = kernels
        self.dimensions = dimensions
        self.momentum = momentum
        weights = WeightOptions(initializer: initializer, hasBias: false)
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(
            kernels: values.has("kernels") ? values.integer("kernels") : nil, dimensions: values.integer("dimensions"),
            momentum: Float(values.number("momentum")), initializer: try WeightOptions(values).initializer)
    }

    public var optionValues: OptionValues {
        var values = weights.initializer.optionValues
        values["initializer"] = .word(weights.initializer.name)
        values["kernels"] = kernels.map { .number(Double($0)) }
        values["dimensions"] = .number(Double(dimensions))
        values["momentum"] = .number(of: momentum)
        return values
    }

    public var isBatchCoupled: Bool { true }

    private func kernelCount(_ input: [Int]) -> Int { kernels ?? min(100, max(1, input[0] / 4)) }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        guard input.count == 1 else {
            throw Refusal("`\(name)` takes a flat input, found \(input.sizeText)", help: "add `layer flatten` before it")
        }
        return [input[0].saturatingSum(kernelCount(input))]
    }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        let outputs = kernelCount(input).saturatingProduct(dimensions)
        return weights.parameters(
            weightShape: [input[0], outputs], axes: ["inputs", "outputs"],
            fan: Fan(input: Double(input[0]) * Double(dimensions), output: Double(outputs)), biasCount: outputs)
    }

    public func states(for input: [Int]) -> [StateSpecification] {
        [StateSpecification("running-similarity", shape: [kernelCount(input)], axes: ["kernels"], initializer: ZerosInitializer())]
    }

    /// The coordinates m and the similarities.
    public func innerCount(for input: [Int], batch: Int) -> Int {
        batch.saturatingProduct(kernelCount(input).saturatingProduct(dimensions + 1))
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let (batch, kernels) = (input.shape[0], context.states[0].shape[0])
        if context.mode == .sampling {
            return try .concatenate([input, context.states[0].broadcast(to: [batch, kernels])], axis: 1)
        }
        // Kernels first, so that each is compared by itself.
        let points = try parameters[0].matrixProduct(input, transposeLeft: true, transposeRight: true)
        let similarity = try points.reshaped(to: [kernels, dimensions, batch]).pairwiseSimilarity()
        context.states[0] = try RunningBatch.after(context.states[0], batch: similarity.mean(axes: [1]), momentum: momentum)
        return try .concatenate([input, similarity.transposed([1, 0])], axis: 1)
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw .noChain(name, takes: "the other examples of a batch")
    }
}
