import Declarations
import Graphs

/// A step straight down the gradient, with momentum if wanted.
///
/// Formula: v ← momentum · v + g; p ← p − rate · v. Without momentum nothing is kept, and v = g.
///
/// A negative momentum takes back a share of the last step. Two players who answer each other in turn run in circles, and what
/// one did a step ago is then what it must undo: on a bilinear game alternating updates with momentum −½ come to the equilibrium,
/// where those without circle for ever, and those with positive momentum are thrown out. Simultaneous updates are thrown out under
/// any momentum.
/// Source: Robbins, Monro 1951, "A stochastic approximation method"; Polyak 1964 for the momentum; Gidel et al. 2019, "Negative
/// momentum for improved game dynamics", for the negative one.
public struct GradientDescent: Optimizer, Hashable {
    public static let declaration = Declaration(
        "sgd", summary: "a step straight down the gradient, with momentum if wanted",
        options: [
            OptionDeclaration(
                "rate", .positive, default: .number(0.01), isSchedule: true,
                summary: "learning rate: what the gradient is multiplied by"),
            OptionDeclaration(
                "momentum", .number(-0.999999...0.999999), default: .number(0),
                summary: "share of the last step that goes on; below 0 it is taken back, against circling under alternating updates"),
        ],
        example: "optimizer sgd rate 0.05 momentum 0.9",
        source: "Robbins, Monro 1951, A stochastic approximation method; Polyak 1964",
        claims: [
            .cures(
                .oscillation, "with a momentum below 0, say -0.3, and alternating updates turns circles into spirals inwards",
                source: "Gidel et al. 2019, Negative momentum for improved game dynamics"),
            .risks(
                .vanishingGradient, "moves as little as the gradient is small", source: "Kingma, Ba 2015, section 1"),
            .risks(
                .oscillation, "with much momentum is thrown out of the circles of a game", when: .option("momentum", 0.5...1),
                help: "`momentum 0`, or below 0 under `updates alternating`",
                source: "Gidel et al. 2019, Negative momentum for improved game dynamics"),
            .conflicts(
                "takes steps back by a momentum below 0, which helps where one moves after the other and not where all move at once",
                when: .all([.option("momentum", -1...(-1e-6)), .uses(.updates, ["simultaneous"])]), help: "`updates alternating`",
                source: "Gidel et al. 2019, Negative momentum for improved game dynamics"),
        ])

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

    public var slotNames: [String] { momentum != 0 ? ["velocity"] : [] }

    public func updated(
        _ parameter: Tensor, gradient: Tensor, slots: [Tensor], step: UpdateStep
    ) throws -> (parameter: Tensor, slots: [Tensor]) {
        let rate = try rate.value(at: step.trainingStep)
        guard momentum != 0 else { return (try parameter - gradient * rate, []) }
        let velocity = try slots[0] * Float(momentum) + gradient
        return (try parameter - velocity * rate, [velocity])
    }
}
