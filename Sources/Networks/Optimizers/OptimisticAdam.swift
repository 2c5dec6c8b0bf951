import Declarations
import Graphs

/// Optimistic Adam: twice the way of Adam's step, less the way of the step before.
///
/// Formula: with m, v, m̂, v̂ as in `Adam`, at update t
///
///     p ← p − 2 · rate · m̂_t / (√v̂_t + ε) + rate · m̂_{t−1} / (√v̂_{t−1} + ε),   m̂_0 = 0
///
/// What it cures: two players who chase each other. Each foresees that the next gradient differs from this one as this one did
/// from the last, and steps against the gradient it will meet: a circle becomes a spiral inwards, at the cost of one gradient.
/// What it risks: noise. The difference of two gradients has more of it than either, and the factor 2 makes the first
/// step, and every step along a steady slope at first, longer than Adam's; a rate that Adam just bears may be too much here.
/// The step before is computed again from the moments before, so that nothing is kept beyond Adam's two slots; both steps are
/// taken at today's rate where a schedule changes it.
/// Source: Daskalakis, Ilyas, Syrgkanis, Zeng 2018, "Training GANs with optimism", algorithm 1.
public struct OptimisticAdam: Optimizer, Hashable {
    public static let declaration = Declaration(
        "optimistic-adam", aliases: ["oadam"], summary: "adam with steps that foresee the next gradient, against circling",
        options: Adam.declaration.options, example: "optimizer optimistic-adam rate 0.0005",
        source: "Daskalakis, Ilyas, Syrgkanis, Zeng 2018, Training GANs with optimism, algorithm 1",
        claims: Optimism.claims)

    /// Where the moments and their corrections come from.
    public let adam: Adam

    public init(rate: Schedule = 0.0002, beta1: Double = 0.5, beta2: Double = 0.999, epsilon: Double = 1e-8) {
        adam = Adam(rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon)
    }

    public init(_ values: OptionValues) throws(Refusal) { adam = try Adam(values) }

    private init(_ adam: Adam) { self.adam = adam }

    public var optionValues: OptionValues { adam.optionValues }
    public var momentum: Double { adam.momentum }
    public static var hasUsualRate: Bool { true }
    public func withRate(_ rate: Schedule) -> OptimisticAdam { OptimisticAdam(adam.withRate(rate)) }
    public var slotNames: [String] { adam.slotNames }

    public func updated(
        _ parameter: Tensor, gradient: Tensor, slots: [Tensor], step: UpdateStep
    ) throws -> (parameter: Tensor, slots: [Tensor]) {
        let rate = try adam.rate.value(at: step.trainingStep)
        let moments = try adam.moments(after: gradient, slots)
        let way = try adam.way(moments, number: step.number, rate: rate)
        // Before the first update m is 0, and so is the way, whatever number corrects it.
        let before = try adam.way(slots, number: maximum(step.number - 1, .constant(1)), rate: rate)
        return (try parameter - way * 2 + before, moments)
    }
}
