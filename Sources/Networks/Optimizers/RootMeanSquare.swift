import Declarations
import Graphs

/// RMSProp: a step down the gradient, divided by the running size of the gradients.
///
/// Formula: v ← decay · v + (1 − decay) g²; p ← p − rate · g / (√v + ε). Without a running mean of the gradient it
/// does not push on in a direction that the opponent has already answered, which is why it was chosen for clipped
/// critics.
/// Source: Tieleman, Hinton 2012, Lecture 6.5; in the Wasserstein GAN: Arjovsky et al. 2017, algorithm 1.
public struct RootMeanSquare: Optimizer, Hashable {
    public static let declaration = Declaration(
        "rmsprop", summary: "a step down the gradient, divided by the running size of the gradients",
        options: [
            OptionDeclaration(
                "rate", .positive, default: .number(0.00005), isSchedule: true,
                summary: "learning rate: about how far a parameter moves in a step"),
            OptionDeclaration("decay", .number(0...0.999999), default: .number(0.99), summary: "memory of the size"),
            OptionDeclaration(
                "epsilon", .number(1e-12...1), default: .number(1e-8),
                summary: "added to the size, against division by zero"),
        ],
        example: "loss wgan\noptimizer rmsprop rate 0.00005",
        source: "Tieleman, Hinton 2012, Lecture 6.5; Arjovsky et al. 2017, Wasserstein GAN, algorithm 1",
        claims: [
            .cures(
                .oscillation, "keeps no mean of gradients, so that no step goes on that the opponent has answered",
                source: "Arjovsky, Chintala, Bottou 2017, section 4"),
            .cures(
                .vanishingGradient, "divides by the size of the gradients, so that small ones still move the weights",
                source: "Tieleman, Hinton 2012, Lecture 6.5"),
        ])

    public let rate: Schedule
    public let decay: Double
    public let epsilon: Double

    public init(rate: Schedule = 0.00005, decay: Double = 0.99, epsilon: Double = 1e-8) {
        self.rate = rate
        self.decay = decay
        self.epsilon = epsilon
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(rate: values.schedule("rate"), decay: values.number("decay"), epsilon: values.number("epsilon"))
    }

    public var optionValues: OptionValues {
        OptionValues(["rate": rate.optionValue, "decay": .number(decay), "epsilon": .number(epsilon)])
    }

    public var slotNames: [String] { ["mean-square"] }

    public func updated(
        _ parameter: Tensor, gradient: Tensor, slots: [Tensor], step: UpdateStep
    ) throws -> (parameter: Tensor, slots: [Tensor]) {
        let square = try slots[0] * Float(decay) + gradient.squared() * Float(1 - decay)
        let size = (square + squareRootFloor).sqrt() + Float(epsilon)
        return (try parameter - (gradient / size) * rate.value(at: step.trainingStep), [square])
    }
}
