import Declarations
import Graphs

/// Scores are pulled towards 1 for real and 0 for generated examples, by squared distance.
///
/// Formula: L_D = ½ E (s_real − 1)² + ½ E s_fake², L_G = ½ E (s_fake − 1)². An example far on the right side of the
/// boundary still gets a gradient, where a cross-entropy is satisfied. The score is no probability: nothing holds it
/// between 0 and 1.
/// Shapes: scores `[batch]` or `[batch, 1]`; losses are scalars.
/// Source: Mao et al. 2017, "Least squares generative adversarial networks", equation 9.
public struct LeastSquares: Loss, Hashable {
    public static let declaration = Declaration(
        "lsgan", aliases: ["least-squares"],
        summary: "squared distance of the scores to 1 for real and 0 for generated examples",
        example: "loss lsgan",
        source: "Mao et al. 2017, Least squares generative adversarial networks, equation 9")

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public func discriminatorTerm(real: Tensor, fake: Tensor) throws -> Tensor {
        try ((real - 1).squared().mean() + fake.squared().mean()) * 0.5
    }

    public func exampleTerm(_ scores: Tensor, target: Tensor) throws -> Tensor? {
        try (scores - target).squared() * 0.5
    }

    public func generatorTerm(fake: Tensor) throws -> Tensor {
        try (fake - 1).squared().mean() * 0.5
    }

    public var decisionThreshold: Float? { 0.5 }

    /// The best score is p_data / (p_data + p_g) = ½ everywhere: ½ (¼ + ¼) for the discriminator, ½ · ¼ for the generator.
    public var equilibrium: Equilibrium? {
        Equilibrium(discriminator: 0.25, generator: 0.125, source: "Mao et al. 2017, section 3.2")
    }
}
