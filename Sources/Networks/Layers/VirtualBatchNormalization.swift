import Declarations
import Graphs

/// Normalises every channel with the mean and variance of a fixed reference batch and the example itself.
///
/// Formula: `Normalization` with the statistics of n reference examples and the example x,
///
///     mean = (n μ + μ_x) / (n + 1),   variance = (n (σ² + (μ − mean)²) + σ_x² + (μ_x − mean)²) / (n + 1)
///
/// where μ and σ² are mean and biased variance of each channel over the reference batch and its pixels, μ_x and σ_x² over the pixels of
/// the example alone (x and 0 where it is flat). The second is the variance of all n + 1 together, from differences, which cannot cancel.
/// The reference batch was drawn once, at the start: real examples for a discriminator, noise for a generator. The layers make of it what
/// they make of any batch, with today's weights, so that μ and σ² follow the weights and gradients go through them; it is
/// normalised by itself. Training and sampling do the same.
///
/// What it cures: batch normalisation makes an example depend on those that it happens to meet; here it depends on itself and on a
/// batch that stays. A penalty on each example's slope is defined. What it risks: each application passes the reference batch as well; and
/// n examples speak for the data for good.
/// Shapes: `[batch, features]` or `[batch, height, width, channels]`, kept. The network keeps the batch as `reference`,
/// and with layers that take the class `reference-labels`.
/// Source: Salimans et al. 2016, "Improved techniques for training GANs", section 3.5.
public struct VirtualBatchNormalization: Layer, Hashable {
    public static let declaration = Declaration(
        "virtual-batchnorm", summary: "normalises every channel with a fixed reference batch and the example itself",
        options: [
            OptionDeclaration(
                "reference", .integer(2...100_000), default: .number(64), unit: "examples",
                summary: "how many examples the network's reference batch has"),
            Normalization.epsilonDeclaration,
        ],
        example: "data ring\ngenerator\n  layer dense 64\n  layer virtual-batchnorm\n  layer relu\n  layer dense data\ntrain 1",
        source: "Salimans et al. 2016, Improved techniques for training GANs, section 3.5",
        claims: [
            .cures(
                .poorSamples, "keeps examples of one batch from depending on each other, so that they no longer share what is accidental",
                source: "Salimans et al. 2016, section 3.5"),
            .cures(
                .batchCoupling, "normalises by a batch that was chosen once, so that batch mates do not matter",
                source: "Salimans et al. 2016, section 3.5"),
            .risks(
                .slowTraining, "passes the reference batch through at each application, and the discriminator is applied to several batches a step",
                when: .stands(in: "discriminator"), help: "the paper has it in the generator alone",
                source: "Salimans et al. 2016, section 3.5")
        ])

    /// How many examples the network's reference batch has.
    public let reference: Int
    public let epsilon: Float

    public init(reference: Int = 64, epsilon: Float = 1e-5) {
        self.reference = reference
        self.epsilon = epsilon
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(reference: values.integer("reference"), epsilon: Float(values.number("epsilon")))
    }

    public var optionValues: OptionValues {
        OptionValues(["reference": .number(Double(reference)), "epsilon": .number(of: epsilon)])
    }

    public var referenceCount: Int? { reference }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { input }

    public func parameters(for input: [Int]) -> [ParameterSpecification] { Normalization.parameters(for: input) }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let places = Array(1..<input.shape.count - 1)
        // The reference batch itself is normalised by nothing but itself.
        let (fixedMean, fixedCentred, fixedVariance) = try Normalization.moments(context.reference ?? input, axes: [0] + places)
        guard context.reference != nil else {
            return try Normalization.normalize(
                centred: fixedCentred, variance: fixedVariance, epsilon: epsilon, parameters: parameters)
        }
        let (ownMean, ownVariance): (Tensor, Tensor)
        if places.isEmpty {
            (ownMean, ownVariance) = (input, .constant(0))
        } else {
            let own = try Normalization.moments(input, axes: places)
            (ownMean, ownVariance) = (own.mean, own.variance)
        }
        let share = 1 / Float(reference + 1)
        // Both differences from the common mean are parts of the one between the two means.
        let apart = try ownMean - fixedMean
        let mean = try fixedMean + apart * share
        let variance = try fixedVariance * (1 - share) + ownVariance * share + apart.squared() * (share * (1 - share))
        return try Normalization.normalize(
            centred: input - mean, variance: variance, epsilon: epsilon, parameters: parameters)
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw Refusal(
            "PyTorch has no module that compares examples with a reference batch as `layer virtual-batchnorm` does",
            help: "`save … weights` without `pytorch`")
    }
}
