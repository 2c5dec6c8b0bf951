import Declarations
import Graphs

/// After every update, each parameter of the discriminator is moved back between −limit and limit.
///
/// Formula: w ← min(max(w, −limit), limit). It bounds the critic's slope, by a bound nobody knows, and pushes
/// the weights to ±limit, where the critic can only express plain functions.
/// Source: Arjovsky, Chintala, Bottou 2017, "Wasserstein GAN", algorithm 1; its harm: Gulrajani et al. 2017, section 3.
public struct WeightClipping: Penalty, Hashable {
    public static let declaration = Declaration(
        "clip", summary: "keeps every parameter of the discriminator between -limit and limit",
        options: [
            OptionDeclaration(
                "limit", .positive, default: .number(0.01), summary: "largest absolute value of a parameter")
        ],
        example: "loss wgan\npenalty clip limit 0.05",
        source: "Arjovsky, Chintala, Bottou 2017, Wasserstein GAN, algorithm 1",
        claims: [
            .cures(.explodingGradient, "bounds the critic's slope", source: "Arjovsky, Chintala, Bottou 2017, section 3"),
            .cures(
                .vanishingGradient, "with bounds far enough from 0 lets the gradient through the layers", when: .option("limit", 0...0.05),
                by: ["penalty clip limit 0.1"], source: Claim.ownRuns),
            .cures(
                .weightsAtClip, "with bounds far enough from 0 leaves the weights room", when: .option("limit", 0...0.05),
                by: ["penalty clip limit 0.1"], source: Claim.ownRuns),
            .cures(
                .explodingGradient, "with bounds near enough to 0 keeps the gradient from growing from layer to layer",
                when: .option("limit", 0.3...1e30), by: ["penalty clip limit 0.1"], source: Claim.ownRuns),
            .risks(
                .poorSamples, "pushes weights to the bounds, where the critic can only express plain functions",
                source: "Gulrajani et al. 2017, section 3"),
            .risks(
                .vanishingGradient, "bounds weights so close to 0 that gradients fade from layer to layer",
                when: .option("limit", 0...0.002), help: "`limit 0.01`, or `penalty gradient-penalty`",
                source: "Gulrajani et al. 2017, section 3"),
            .risks(
                .explodingGradient, "bounds weights so far out that gradients grow from layer to layer",
                when: .option("limit", 0.5...1e30), help: "`limit 0.1`, or `penalty gradient-penalty`",
                source: "Gulrajani et al. 2017, section 3"),
        ])

    public let limit: Float

    public init(limit: Float = 0.01) {
        self.limit = limit
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(limit: Float(values.number("limit")))
    }

    public var optionValues: OptionValues {
        OptionValues(["limit": .number(of: limit)])
    }

    public var parameterBound: Float? { limit }

    public func constrained(_ parameter: Tensor) throws -> Tensor {
        try minimum(maximum(parameter, Tensor.constant(-limit)), Tensor.constant(limit))
    }
}
