import Declarations
import Graphs

/// Roth's penalty: what small noise on all examples would do to the discriminator, worked out instead of drawn.
///
/// Formula: with the score φ and the probability D = σ(φ),
///
///     (γ / 2) E [ (1 − D(x))² ‖∇φ(x)‖² + D(G(z))² ‖∇φ(G(z))‖² ]
///
/// γ is the variance of the noise. Adding noise of that variance to real and generated examples and taking the mean over it (see
/// `trick instance-noise`) is, to first order in γ, this term on the plain duel, without the variance that drawn noise brings. The weights in front
/// look away where the discriminator is right, and hold its slope where it errs. They are differentiated like the rest; no
/// gradient reaches the generator.
/// γ may fall while training: `gamma 2 to 0.02 over 10000 geometric` is the paper's γ₀ αᵗ with γ₀ = 2 and α = 0.01.
///
/// What it cures: real and generated examples on thin sets that hardly meet, which a discriminator tells apart without error and
/// without a usable gradient. What it risks: a fixed γ blurs what the duel ends in, as noise would.
/// Shapes: both batches `[batch] + size`; the term is a scalar. Random streams: `real` and `generated` below the penalty's, for
/// dropout alone.
/// Source: Roth, Lucchi, Nowozin, Hofmann 2017, "Stabilizing training of generative adversarial networks through
/// regularization", algorithm 1.
public struct NoiseInducedSlopePenalty: Penalty, Hashable {
    public static let declaration = Declaration(
        "roth", aliases: ["js-regularizer"],
        summary: "holds the discriminator's slope where it errs, as small noise on all examples would",
        options: [
            OptionDeclaration(
                "gamma", .nonNegative, default: .number(0.1), isSchedule: true,
                summary: "the variance of the noise that it stands for; half of it is the weight; it may fall while training")
        ],
        example: "loss non-saturating\npenalty roth gamma 2 to 0.02 over 5000 geometric",
        source: "Roth, Lucchi, Nowozin, Hofmann 2017, Stabilizing training of GANs through regularization, algorithm 1",
        published: "gamma 0.1, or falling geometrically from 2 to 0.02 over the whole training, on photographs",
        claims: [
            .holdsEachSlope,
            .cures(
                .vanishingGradient, "acts as noise that makes thin sets overlap, without its variance",
                source: "Roth, Lucchi, Nowozin, Hofmann 2017"),
            .conflicts(
                "stands for noise on all examples, which the trick draws as well", when: .uses(.trick, ["instance-noise"]),
                help: "one of the two", source: "Roth, Lucchi, Nowozin, Hofmann 2017"),
        ])

    /// The variance of the noise that it stands for.
    public let gamma: Schedule

    public init(gamma: Schedule = 0.1) { self.gamma = gamma }

    public init(_ values: OptionValues) throws(Refusal) { self.init(gamma: values.schedule("gamma")) }

    public var optionValues: OptionValues { OptionValues(["gamma": gamma.optionValue]) }

    public var holdsSlopes: Bool { true }
    public var keepsEquilibrium: Bool { true }
    /// Both batches, each forwards, backwards, and backwards through both.
    public var extraApplications: Int { 6 }

    public func check(_ setting: GameSetting) throws(Refusal) {
        guard setting.loss.probability(of: .constant(0)) == nil else { return }
        let others = lossCatalogue.compactMap { try? $0.init(OptionValues($0.declaration)) }
            .filter { $0.probability(of: .constant(0)) != nil }
        throw Refusal(
            "`penalty \(name)` weighs slopes by probabilities, and the scores of `loss \(setting.loss.name)` stand for none",
            help: others.map { "`loss \($0.name)`" }.joined(separator: ", ") + "; `penalty r1` holds slopes under any loss")
    }

    public func term(for network: NetworkID, in duel: Duel, stream: RandomStream) throws -> Tensor? {
        guard network == .discriminator else { return nil }
        let ofReal = try Slopes(
            of: { try duel.scores(of: $0, stream: stream.real) }, at: duel.real.examples.stopGradient())
        let ofFake = try Slopes(
            of: { try duel.scores(of: $0, stream: stream.generated) }, at: duel.fake.examples.stopGradient())
        let loss = duel.turn.setting.loss
        func weighted(_ slopes: Slopes, error: (Tensor) -> Tensor) throws -> Tensor {
            guard let probability = loss.probability(of: slopes.scores) else {
                preconditionFailure("the check lets only losses with probabilities through")
            }
            return try (error(probability).reshaped(to: slopes.squares.shape).squared() * slopes.squares).mean()
        }
        let both = try weighted(ofReal) { 1 - $0 } + weighted(ofFake) { $0 }
        return try both * (gamma.value(at: duel.turn.trainingStep) * 0.5)
    }
}
