import Declarations
import Graphs

/// DRAGAN: the discriminator's slope in the neighbourhood of the data is asked to be `target`.
///
/// Formula: weight · E (‖∇_x̂ D(x̂)‖ − target)² with x̂ = x + ε · spread · σ · u, where σ is the standard deviation of all numbers of the
/// real batch, u ~ U[0, 1) drawn for each number and ε ~ U[0, 1) for each example. That is the authors' program; their paper writes
/// x̂ = x + δ with normal δ. The generator is not asked: what it makes has no part in the term. How the slope is taken stands
/// with `Slopes`.
///
/// A weight that nobody chose suits the data: 10 for images, the paper's, and 1 for points, as for `gradient-penalty`.
///
/// What it cures: a discriminator with sharp cliffs around single examples, on which the generator gets stuck at a few of them; the
/// paper finds such cliffs wherever modes collapse. What it risks: it holds the slope near the data alone and lets it grow elsewhere, and
/// a noise that only adds (u is never negative) looks to one side of each example.
/// Shapes: x `[batch] + size`; the term is a scalar. Random streams: `mix` below the penalty's, one ε for each example, `noise`,
/// the u row-major.
/// Source: Kodali, Abernethy, Hays, Kira 2017, "On convergence and stability of GANs"; its program for the form of x̂.
public struct LocalSlopePenalty: Penalty, Hashable {
    public static let declaration = Declaration(
        "dragan", summary: "asks the slope of the discriminator around real examples to be 1",
        options: GradientPenalty.slopeOptions() + [
            OptionDeclaration(
                "spread", .positive, default: .number(0.5), summary: "how far around, in standard deviations of the real batch")
        ],
        example: "loss non-saturating\npenalty dragan",
        source: "Kodali, Abernethy, Hays, Kira 2017, On convergence and stability of GANs",
        published: "weight 10 under `loss minimax`, on photographs",
        claims: [
            .holdsEachSlope,
            .cures(
                .modeCollapse, "takes away the cliffs around single real examples, at which a generator gets stuck",
                source: "Kodali, Abernethy, Hays, Kira 2017"),
        ])

    private let slope: GradientPenalty
    /// How far around, in standard deviations of the real batch.
    public let spread: Float

    /// The weight that was asked for; `nil` for one that suits the data.
    public var chosenWeight: Float? { slope.chosenWeight }
    public var target: Float { slope.target }

    public init(weight: Float? = nil, target: Float = 1, spread: Float = 0.5) {
        self.init(slope: GradientPenalty(weight: weight, target: target), spread: spread)
    }

    private init(slope: GradientPenalty, spread: Float) {
        self.slope = slope
        self.spread = spread
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(slope: GradientPenalty(values, isOneSided: false), spread: Float(values.number("spread")))
    }

    public var optionValues: OptionValues {
        slope.slopeValues.merging(OptionValues(["spread": .number(of: spread)]))
    }

    public func suited(toImages isImage: Bool) -> LocalSlopePenalty {
        LocalSlopePenalty(slope: slope.suited(toImages: isImage), spread: spread)
    }

    public var holdsSlopes: Bool { true }

    public var extraApplications: Int { slope.extraApplications }

    public func term(for network: NetworkID, in duel: Duel, stream: RandomStream) throws -> Tensor? {
        guard network == .discriminator else { return nil }
        let real = duel.real.examples
        let mix = Tensor.randomUniform(
            [real.shape[0]] + real.shape.dropFirst().map { _ in 1 }, stream: stream.appending("mix"))
        let noise = Tensor.randomUniform(real.shape, stream: stream.appending("noise"))
        return try slope.term(of: { try duel.scores(of: $0, stream: stream) }, at: around(real, mix: mix, noise: noise))
    }

    /// Points around real examples: ε of shape `[batch, 1, …]`, u of theirs.
    func around(_ real: Tensor, mix: Tensor, noise: Tensor) throws -> Tensor {
        try real + mix * (noise * (real.variance().sqrt() * spread))
    }
}
