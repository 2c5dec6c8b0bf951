import Declarations
import Graphs

/// What R1 and R2 share: (γ / 2) E ‖∇ₓ D(x)‖² over one side's examples, at every step or every `interval` steps.
struct ZeroSlope: Sendable, Hashable {
    /// The γ that was asked for; `nil` for one that suits the data.
    let chosenGamma: Schedule?
    let interval: Int

    static func options(_ side: String) -> [OptionDeclaration] {
        [
            OptionDeclaration(
                "gamma", .nonNegative, isOptional: true, isSchedule: true,
                summary: "half of it multiplies the mean square of the slope at \(side) examples; without it 10 for images, 1 for points"),
            OptionDeclaration(
                "interval", .integer(1...1000), default: .number(1), unit: "steps",
                summary: "enters every so many training steps only, that many times as strong, which saves time"),
        ]
    }

    static let longInterval = Claim.risks(
        .oscillation, "comes as a jerk where many steps lie between", when: .option("interval", 33...1000), help: "`interval 16`",
        source: "Karras et al. 2020, StyleGAN2, takes 16")

    init(gamma: Schedule?, interval: Int) {
        precondition(interval >= 1, "an interval is at least one step")
        chosenGamma = gamma
        self.interval = interval
    }

    init(_ values: OptionValues) {
        self.init(gamma: values.has("gamma") ? values.schedule("gamma") : nil, interval: values.integer("interval"))
    }

    var optionValues: OptionValues {
        var values = OptionValues(["interval": .number(Double(interval))])
        values["gamma"] = chosenGamma?.optionValue
        return values
    }

    func suited(toImages isImage: Bool) -> ZeroSlope {
        ZeroSlope(gamma: chosenGamma ?? (isImage ? 10 : 1), interval: interval)
    }

    /// - Parameter examples: no gradient of the term goes back through them.
    func term(at examples: Tensor, in duel: Duel, stream: RandomStream) throws -> Tensor {
        let squares = try Slopes(of: { try duel.scores(of: $0, stream: stream) }, at: examples.stopGradient()).squares.mean()
        return try squares * ((chosenGamma ?? 10).value(at: duel.turn.trainingStep) * 0.5)
    }
}
