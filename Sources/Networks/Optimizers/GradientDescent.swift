import Declarations
import Graphs

/// A step straight down the gradient, with momentum if wanted.
///
/// Formula: v ← momentum · v + g; p ← p − rate · v. Without momentum nothing is kept, and v = g.
/// Source: Robbins, Monro 1951, "A stochastic approximation method"; Polyak 1964 for the momentum.
public struct GradientDescent: Optimizer, Hashable {
    public static let declaration = Declaration(
        "sgd", summary: "a step straight down the gradient, with momentum if wanted",
        options: [
            OptionDeclaration(
                "rate", .positive, default: .number(0.01), isSchedule: true,
                summary: "learning rate: what the gradient is multiplied by"),
            OptionDeclaration(
                "momentum", .number(0...0.999999), default: .number(0), summary: "share of the last step that goes on"),
        ],
        example: "optimizer sgd rate 0.05 momentum 0.9",
        source: "Robbins, Monro 1951, A stochastic approximation method; Polyak 1964")

    public let rate: Schedule
    public let momentum: Double

    public init(rate: Schedule = 0.01, momentum: Double = 0) {
        self.rate = rate
        self.momentum = momentum
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(rate: values.schedule("rate"), momentum: values.number("momentum"))
    }

    public var optionValues: OptionValues {
        OptionValues(["rate": rate.optionValue, "momentum": .number(momentum)])
    }

    public var slotNames: [String] { momentum > 0 ? ["velocity"] : [] }

    public func updated(
        _ parameter: Tensor, gradient: Tensor, slots: [Tensor], step: UpdateStep
    ) throws -> (parameter: Tensor, slots: [Tensor]) {
        let rate = try rate.value(at: step.trainingStep)
        guard momentum > 0 else { return (try parameter - gradient * rate, []) }
        let velocity = try slots[0] * Float(momentum) + gradient
        return (try parameter - velocity * rate, [velocity])
    }
}
