import Declarations
import Graphs

/// The critic's slope, measured between real and generated examples, is asked to be `target`, or no steeper.
///
/// Formula: weight · E (‖∇_x̂ D(x̂)‖ − target)² with x̂ = ε x + (1 − ε) G(z), ε ~ U[0, 1) drawn once for each
/// example; `one-sided` takes max(0, ‖∇_x̂ D(x̂)‖ − target)², which lets a critic be flat. How the slope is taken, and why its length
/// has a small number under the root, stands with `Slopes`. The term is meant for the critic's parameters; x̂ is cut off from the
/// generator.
///
/// A weight that nobody chose suits the data: 10 for images, the paper's, and 1 for points. On eight Gaussians in a ring a
/// weight of 10 holds the critic so flat that the generator finds two of them; the authors' own code for points takes 0.1. The
/// one-sided term flattens nothing that is not too steep, and takes 10 for points too: there all eight are found.
/// Shapes: `real`, `fake` `[batch] + size`; the term is a scalar. Random stream: `mix` below the penalty's, one ε for each example.
/// Source: Gulrajani et al. 2017, "Improved training of Wasserstein GANs", algorithm 1; one side: Petzka, Fischer, Lukovnikov
/// 2018, "On the regularization of Wasserstein GANs".
public struct GradientPenalty: Penalty, Hashable {
    public static let declaration = Declaration(
        "gradient-penalty", summary: "asks the slope of the discriminator between real and generated examples to be 1",
        options: slopeOptions(weight: "10 for images and one-sided, else 1") + [
            OptionDeclaration("one-sided", .flag, isOptional: true, summary: "smaller slopes cost nothing either")
        ],
        example: "loss non-saturating\npenalty gradient-penalty weight 1",
        source: "Gulrajani et al. 2017, Improved training of Wasserstein GANs, algorithm 1; Petzka et al. 2018 for one side",
        claims: [
            .holdsEachSlope, .boundsGrowth,
            .flattensPoints(when: .all([.option("weight", 5...1e30), .not(.word("one-sided", ["one-sided"]))])),
            .takesSecondDerivatives,
        ] + Claim.zeroCentredCures)

    /// Those that losses which bring the penalty along pass on.
    ///
    /// - Parameter usual: the weight that nobody chose.
    static func slopeOptions(weight usual: String = "10 for images, 1 for points") -> [OptionDeclaration] {
        [
            OptionDeclaration(
                "weight", .nonNegative, isOptional: true,
                summary: "weight of the term in the discriminator's loss; without it \(usual)"),
            OptionDeclaration("target", .nonNegative, default: .number(1), summary: "the slope that costs nothing"),
        ]
    }

    /// What such a loss claims with it: asked of both sides, a slope of 1 flattens as well.
    static let claimsOfBothSides: [Claim] = [
        .holdsEachSlope, .boundsGrowth, .flattensPoints(when: .option("weight", 5...1e30)), .takesSecondDerivatives,
    ]

    /// The weight that was asked for; `nil` for one that suits the data.
    public let chosenWeight: Float?
    public let target: Float
    /// Only slopes above the target cost something.
    public let isOneSided: Bool

    public var weight: Float { chosenWeight ?? 10 }

    public init(weight: Float? = nil, target: Float = 1, isOneSided: Bool = false) {
        chosenWeight = weight
        self.target = target
        self.isOneSided = isOneSided
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(values, isOneSided: values.flag("one-sided"))
    }

    /// Of the options that losses pass on.
    init(_ values: OptionValues, isOneSided: Bool) {
        self.init(
            weight: values.has("weight") ? Float(values.number("weight")) : nil, target: Float(values.number("target")),
            isOneSided: isOneSided)
    }

    public func suited(toImages isImage: Bool) -> GradientPenalty {
        GradientPenalty(weight: chosenWeight ?? (isImage || isOneSided ? 10 : 1), target: target, isOneSided: isOneSided)
    }

    public var optionValues: OptionValues {
        var values = slopeValues
        if isOneSided { values["one-sided"] = .flag(true) }
        return values
    }

    /// The values of the options that losses pass on.
    var slopeValues: OptionValues {
        var values = OptionValues(["target": .number(of: target)])
        values["weight"] = chosenWeight.map { .number(of: $0) }
        return values
    }

    public var holdsSlopes: Bool { true }
    public var keepsEquilibrium: Bool { target == 0 || isOneSided }

    /// The discriminator forwards, backwards, and backwards through both.
    public var extraApplications: Int { 3 }

    public func term(for network: NetworkID, in duel: Duel, stream: RandomStream) throws -> Tensor? {
        guard network == .discriminator else { return nil }
        let real = duel.real.examples
        let mixShape = [real.shape[0]] + real.shape.dropFirst().map { _ in 1 }
        let mix = Tensor.randomUniform(mixShape, stream: stream.appending("mix"))
        return try term(
            of: { try duel.scores(of: $0, stream: stream) },
            at: interpolated(real: real, fake: duel.fake.examples, mix: mix))
    }

    /// ε x + (1 − ε) G(z), as G(z) + ε (x − G(z)); `mix` is ε, of shape `[batch, 1, …]`.
    public func interpolated(real: Tensor, fake: Tensor, mix: Tensor) throws -> Tensor {
        let generated = fake.stopGradient()
        return try generated + mix * (real - generated)
    }

    /// The weighted penalty on the discriminator's slope at `points` `[batch] + size`.
    public func term(of discriminator: (Tensor) throws -> Tensor, at points: Tensor) throws -> Tensor {
        let excess = try Slopes(of: discriminator, at: points).lengths - target
        return try (isOneSided ? excess.relu() : excess).squared().mean() * weight
    }
}

extension Claim {
    fileprivate static let boundsGrowth = Claim.cures(
        .explodingGradient, "bounds the slope, so that gradients neither grow nor fade with the critic's depth",
        source: "Gulrajani et al. 2017, section 3")

    fileprivate static let takesSecondDerivatives = Claim.risks(
        .slowTraining, "takes second derivatives at every step", source: "Karras et al. 2020, StyleGAN2, on lazy regularization")

    fileprivate static func flattensPoints(when circumstance: Circumstance) -> Claim {
        .risks(
            .missingModes, "with a large weight holds the critic so flat on points that it sees the near modes alone",
            when: .all([.trait(.points), circumstance]), help: "`weight 1`, or `weight 0.1` as in the authors' code for points",
            source: "measured on `data ring`: weight 10 leaves two modes of eight")
    }
}
