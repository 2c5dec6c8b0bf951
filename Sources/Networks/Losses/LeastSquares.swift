import Declarations
import Graphs

/// Scores are pulled towards one number for real and another for generated examples, by squared distance.
///
/// Formula: L_D = ½ E (s_real − b)² + ½ E (s_fake − a)², L_G = ½ E (s_fake − c)², where a is `generated`, b is `real` and c is what the
/// generator wants of its own, `wanted`. An example far on the right side of the boundary still gets a gradient, where a
/// cross-entropy is satisfied. The score is no probability: nothing holds it between a and b.
///
/// The paper's two choices: a = −1, b = 1, c = 0 has b − c = 1 and b − a = 2, and the best discriminator's game then minimises
/// Pearson's χ² divergence of p_data + p_g and 2 p_g (equation 8); a = 0, b = 1, c = 1 makes the generator's examples score as real
/// ones, and is the default (equation 9).
/// Shapes: scores `[batch]` or `[batch, 1]`; losses are scalars.
/// Source: Mao et al. 2017, "Least squares generative adversarial networks", equations 2, 8 and 9.
public struct LeastSquares: Loss, Hashable {
    public static let declaration = Declaration(
        "lsgan", aliases: ["least-squares"],
        summary: "squared distance of the scores to one number for real and another for generated examples",
        options: [
            OptionDeclaration("generated", targetKind, default: .number(0), summary: "the score that the discriminator gives generated examples"),
            OptionDeclaration("real", targetKind, default: .number(1), summary: "the score that it gives real ones, above `generated`"),
            OptionDeclaration(
                "wanted", targetKind, default: .number(1),
                summary: "the score that the generator wants; not nearer to `generated` than to `real`"),
        ],
        example: "loss lsgan\nloss lsgan generated -1 real 1 wanted 0",
        source: "Mao et al. 2017, Least squares generative adversarial networks, equations 2, 8 and 9",
        published: "two choices with like results: 0, 1, 1 as here, and `generated -1 real 1 wanted 0`, which minimises Pearson's χ² "
            + "divergence",
        claims: [
            .cures(
                .vanishingGradient, "gives examples far on the right side of the boundary a gradient still, towards it",
                source: "Mao et al. 2017, section 3"),
            .risks(
                .notANumber, "squares scores, which plain gradient descent at a high rate drives beyond all numbers",
                when: .all([.uses(.optimizer, ["sgd"], in: "discriminator"), .number(.discriminatorRate, 0.01...1e30)]),
                help: "`optimizer sgd rate 0.003`, or `optimizer adam`",
                source: "measured on `data ring`: rate 0.01 ends so with nine seeds of ten, 0.003 with none"),
        ])

    /// Scores of a size that squares stay far from the largest number.
    private static let targetKind = OptionKind.number(-1000...1000)

    /// a, b and c of the formula.
    public let generated: Float
    public let real: Float
    public let wanted: Float

    public init() {
        (generated, real, wanted) = (0, 1, 1)
    }

    /// Throws where the discriminator would give real examples the lower score, or the generator would want its own to be on
    /// the generated side.
    public init(generated: Float, real: Float, wanted: Float) throws(Refusal) {
        func text(_ score: Float) -> String { score == score.rounded() ? "\(Int(score))" : "\(score)" }
        guard real > generated else {
            throw Refusal(
                "`loss \(Self.declaration.name)` gives real examples the higher score, found real \(text(real)) and generated \(text(generated))",
                help: "`generated 0 real 1`, or `generated -1 real 1`")
        }
        guard wanted >= (generated + real) / 2 else {
            throw Refusal(
                "`loss \(Self.declaration.name)` makes the generator want a score nearer to that of real examples, found wanted "
                    + "\(text(wanted)) for generated \(text(generated)) and real \(text(real))",
                help: "`wanted \(text((generated + real) / 2))` is the middle, `wanted \(text(real))` the score of real ones")
        }
        self.generated = generated
        self.real = real
        self.wanted = wanted
    }

    public init(_ values: OptionValues) throws(Refusal) {
        func target(_ name: String) -> Float { Float(values.number(name)) }
        try self.init(generated: target("generated"), real: target("real"), wanted: target("wanted"))
    }

    public var optionValues: OptionValues {
        OptionValues(["generated": .number(of: generated), "real": .number(of: real), "wanted": .number(of: wanted)])
    }

    public func discriminatorTerm(real: Tensor, fake: Tensor) throws -> Tensor {
        try ((real - self.real).squared().mean() + (fake - generated).squared().mean()) * 0.5
    }

    /// The target 1 stands for b and 0 for a: between them it is linear.
    public func exampleTerm(_ scores: Tensor, target: Tensor) throws -> Tensor? {
        try (scores - (target * (real - generated) + generated)).squared() * 0.5
    }

    public func generatorTerm(fake: Tensor) throws -> Tensor {
        try (fake - wanted).squared().mean() * 0.5
    }

    public func generatorExampleTerm(_ scores: Tensor) throws -> Tensor? { (scores - wanted).squared() * 0.5 }

    /// In the middle between a and b.
    public var decisionThreshold: Float? { (generated + real) / 2 }

    /// The best score is (b p_data + a p_g) / (p_data + p_g) = (a + b) / 2 everywhere: (b − a)² / 4 for the discriminator,
    /// ½ ((a + b) / 2 − c)² for the generator.
    public var equilibrium: Equilibrium? {
        let (a, b, c) = (Double(generated), Double(real), Double(wanted))
        let middle = (a + b) / 2
        return Equilibrium(
            discriminator: (b - a) * (b - a) / 4, generator: (middle - c) * (middle - c) / 2,
            source: "Mao et al. 2017, section 3.2")
    }
}
