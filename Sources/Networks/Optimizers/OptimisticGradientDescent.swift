import Declarations
import Graphs

/// Gradient descent that foresees the next gradient: two steps along this one, one back along the last.
///
/// Formula: p ← p − 2 · rate · g_t + rate · g_{t−1}, with g_0 = 0.
///
/// What it cures: the circles of two players. On a bilinear game plain simultaneous descent is thrown out and this comes to the
/// equilibrium. It is the extragradient with the gradient of the point ahead replaced by an extrapolation of the
/// gradients already known, and costs half as much. What it risks: the difference of two gradients is noisier than either, and
/// the first step is twice as long.
/// Shapes: the slot has the parameter's.
/// Source: Popov 1980, "A modification of the Arrow-Hurwicz method for search of saddle points"; for GANs Daskalakis, Ilyas,
/// Syrgkanis, Zeng 2018, "Training GANs with optimism".
public struct OptimisticGradientDescent: Optimizer, Hashable {
    public static let declaration = Declaration(
        "optimistic-sgd", aliases: ["ogda"], summary: "gradient descent that foresees the next gradient, against circling",
        options: [
            OptionDeclaration(
                "rate", .positive, default: .number(0.01), isSchedule: true,
                summary: "learning rate: what the gradient is multiplied by")
        ],
        example: "optimizer optimistic-sgd rate 0.05",
        source: "Daskalakis, Ilyas, Syrgkanis, Zeng 2018, Training GANs with optimism; Popov 1980",
        claims: Optimism.claims)

    public let rate: Schedule

    public init(rate: Schedule = 0.01) { self.rate = rate }

    public init(_ values: OptionValues) throws(Refusal) { self.init(rate: values.schedule("rate")) }

    public var optionValues: OptionValues { OptionValues(["rate": rate.optionValue]) }

    public var slotNames: [String] { ["last-gradient"] }

    public func updated(
        _ parameter: Tensor, gradient: Tensor, slots: [Tensor], step: UpdateStep
    ) throws -> (parameter: Tensor, slots: [Tensor]) {
        let foreseen = try gradient * 2 - slots[0]
        return (try parameter - foreseen * rate.value(at: step.trainingStep), [gradient])
    }
}
