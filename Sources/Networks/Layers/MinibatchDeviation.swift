import Declarations
import Graphs

/// The discriminator sees how much the examples of a batch differ: one number more, or one plane more of an image.
///
/// Formula, over each group of G examples:
///
///     σ_c = √(mean_i (x_ic − mean_i x_ic)² + 10⁻⁸) for every number c of an example        s = mean_c σ_c        output [x_i, s]
///
/// All examples of a group get the same s: beside their features, or as a channel that is the same at every place. Groups are
/// examples in a row; what is left over joins the last group. Without a group the whole batch is one, as in the paper; the authors' code
/// takes groups of 4, so that s says how alike a few are. There is nothing to learn or to choose.
///
/// Samples and scores outside of training have no company: there s is the running mean of what batches had in training, of
/// real and generated ones together as they came, and the score is of the example alone.
///
/// What it cures: samples with less variety than the data, which a discriminator that looks at examples one by one cannot
/// see. What it risks: it couples the batch, so that a penalty on each example's own slope is not quite defined.
/// Shapes: `[batch, features]` becomes `[batch, features + 1]`, an image `[batch, height, width, channels]` one channel more.
/// Source: Karras, Aila, Laine, Lehtinen 2018, "Progressive growing of GANs", section 3.
public struct MinibatchDeviation: Layer, Hashable {
    public static let declaration = Declaration(
        "minibatch-deviation", summary: "joins how much the examples of a batch differ, as one feature or channel",
        options: [
            OptionDeclaration(
                "group", .integer(2...1_000_000), isOptional: true, unit: "examples",
                summary: "how many examples are compared at once, by default the whole batch"),
            RunningBatch.momentumDeclaration,
        ],
        example: "data ring\ndiscriminator\n  layer dense 64 leaky-relu\n  layer minibatch-deviation\n  layer dense 64 leaky-relu\n  layer dense 1\ntrain 1",
        source: "Karras, Aila, Laine, Lehtinen 2018, Progressive growing of GANs, section 3",
        published: "`layer minibatch-deviation group 4`, before the discriminator's last convolution",
        claims: [
            .cures(
                .modeCollapse, "shows the discriminator how little the samples of a batch differ", source: "Karras et al. 2018, section 3"),
            .conflicts(
                "compares the examples of a batch for who judges them; a generator's sample comes alone, and gets a mean in their place",
                when: .stands(in: "generator"), help: "put it into the discriminator", source: "Karras et al. 2018, section 3"),
        ])

    /// `nil` for the whole batch.
    public let group: Int?
    public let momentum: Float

    public init(group: Int? = nil, momentum: Float = 0.1) {
        self.group = group
        self.momentum = momentum
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(group: values.has("group") ? values.integer("group") : nil, momentum: Float(values.number("momentum")))
    }

    public var optionValues: OptionValues {
        var values = OptionValues(["momentum": .number(of: momentum)])
        values["group"] = group.map { .number(Double($0)) }
        return values
    }

    public var isBatchCoupled: Bool { true }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { input.dropLast() + [input[input.count - 1].saturatingSum(1)] }

    public func states(for input: [Int]) -> [StateSpecification] {
        [StateSpecification("running-deviation", shape: [1], axes: ["batch"], initializer: OnesInitializer())]
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let plane = Array(input.shape.dropLast()) + [1]
        func joined(_ numbers: Tensor) throws -> Tensor {
            try .concatenate([input, numbers.broadcast(to: plane)], axis: -1)
        }
        let ones = input.shape.dropFirst().map { _ in 1 }
        if context.mode == .sampling { return try joined(context.states[0].reshaped(to: [1] + ones)) }
        let deviations = try deviations(of: input)
        context.states[0] = try RunningBatch.after(
            context.states[0], batch: deviations.mean().reshaped(to: [1]), momentum: momentum)
        return try joined(deviations.reshaped(to: [input.shape[0]] + ones))
    }

    /// s of each example's group, `[batch]`.
    private func deviations(of input: Tensor) throws -> Tensor {
        let batch = input.shape[0]
        let size = min(group ?? batch, batch)
        // Whole groups, and the last one where it is larger.
        let last = size + batch % size
        let whole = (batch - last) / size
        var parts: [Tensor] = []
        if last == size {
            parts = [try deviations(of: input, groups: whole + 1)]
        } else {
            if whole > 0 {
                parts.append(try deviations(of: input.slice(axis: 0, from: 0, count: whole * size), groups: whole))
            }
            parts.append(try deviations(of: input.slice(axis: 0, from: whole * size, count: last), groups: 1))
        }
        return parts.count == 1 ? parts[0] : try .concatenate(parts, axis: 0)
    }

    private func deviations(of input: Tensor, groups: Int) throws -> Tensor {
        let size = input.shape[0] / groups
        let variance = try input.reshaped(to: [groups, size, -1]).variance(axes: [1])
        let deviation = try (variance + 1e-8).sqrt().mean(axes: [1], keepingDimensions: true)
        return try deviation.broadcast(to: [groups, size]).reshaped(to: [groups * size])
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw .noChain(name, takes: "the other examples of a batch")
    }
}
