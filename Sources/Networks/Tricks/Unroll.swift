import Declarations
import Graphs

/// The generator answers not today's discriminator but the one it will have become a few steps from now.
///
/// Formula: θ⁰ = θ_D; θⁱ⁺¹ = update(θⁱ, ∇L_D(θⁱ)); the generator minimises L_G(θᵏ), and its gradient goes through all
/// k updates. The generator thus feels how the discriminator would respond to a move, and putting all mass on one
/// mode no longer pays. The discriminator itself trains as ever; the steps are only imagined.
///
/// The imagined updates are plain gradient descent at `rate`, or the discriminator's own optimizer with copies of its
/// slots (the default). Small plain steps look nowhere ahead: five at rate 0.001 collapse as if there were none,
/// while Adam's move visibly.
/// Source: Metz, Poole, Pfau, Sohl-Dickstein 2017, "Unrolled generative adversarial networks", section 2.2.
public struct Unroll: Trick, Hashable {
    public static let declaration = Declaration(
        "unroll", summary: "the generator answers the discriminator as it will be some steps ahead",
        arguments: [
            OptionDeclaration(
                "steps", .integer(1...100), default: .number(5), unit: "steps",
                summary: "how many updates to look ahead")
        ],
        options: [
            OptionDeclaration(
                "through", .word(Path.allCases.map(\.rawValue)), isOptional: true,
                summary: "the discriminator's own optimizer, or plain gradient descent; sgd when a rate is given"),
            OptionDeclaration(
                "rate", .positive, isOptional: true, summary: "learning rate of the plain gradient descent"),
        ],
        example: "trick unroll 5 through optimizer",
        source: "Metz, Poole, Pfau, Sohl-Dickstein 2017, Unrolled generative adversarial networks",
        claims: [
            .cures(
                .modeCollapse, "lets the generator feel how the discriminator would answer, so that all mass on one mode no longer pays",
                source: "Metz et al. 2017, sections 2.4 and 3.1"),
            .cures(
                .modeHopping, "shows where the discriminator will go next, before the generator runs there",
                source: "Metz et al. 2017, section 3.1"),
            .risks(
                .slowTraining, "imagines an update for every step ahead and goes back through all of them; the authors take 1 to 10",
                when: .option("steps", 11...100), help: "`trick unroll 5`", source: "Metz et al. 2017, section 3"),
            .risks(
                .modeCollapse, "looks ahead by plain steps so small that the discriminator hardly changes",
                when: .all([.word("through", ["sgd"]), .option("rate", 0...0.002)]), help: "`through optimizer`",
                source: "Metz, Poole, Pfau, Sohl-Dickstein 2017, section 2.2, at this rate"),
        ])

    enum Path: String, CaseIterable {
        case optimizer
        case sgd
    }

    public let steps: Int
    /// Learning rate of plain gradient descent; `nil` looks ahead through the discriminator's own optimizer.
    public let rate: Double?

    public init(steps: Int, rate: Double? = nil) {
        self.steps = steps
        self.rate = rate
    }

    public init(_ values: OptionValues) throws(Refusal) {
        let rate = values.has("rate") ? values.number("rate") : nil
        switch values.has("through") ? Path(rawValue: values.word("through")) : nil {
        case .sgd? where rate == nil:
            throw Refusal("`through sgd` needs a learning rate", help: "add `rate 0.01`")
        case .optimizer? where rate != nil:
            throw Refusal(
                "`through optimizer` steps at the optimizer's own rate, found `rate`",
                help: "`through sgd` takes a rate")
        default:
            self.init(steps: values.integer("steps"), rate: rate)
        }
    }

    public var optionValues: OptionValues {
        var values = OptionValues([
            "steps": .number(Double(steps)), "through": .word((rate == nil ? Path.optimizer : .sgd).rawValue),
        ])
        if let rate { values["rate"] = .number(rate) }
        return values
    }

    public var imaginedUpdates: Int { steps }
    public var generatorSeesData: Bool { true }

    /// The discriminator some imagined updates ahead; the generator's gradient goes through them.
    public func opponent(_ opponent: Opponent) throws -> PlayerTensors {
        var imagined = 0
        var discriminator = opponent.discriminator
        discriminator.parameters = try lookAhead(
            parameters: discriminator.parameters, slots: discriminator.slots, step: opponent.step,
            optimizer: discriminator.optimizer, passedOn: opponent.gradients, constrained: opponent.constrained
        ) { parameters in
            imagined += 1
            return try opponent.loss(parameters, imagined)
        }
        return discriminator
    }

    /// The discriminator's parameters `steps` updates ahead, differentiable with respect to all that `loss` depends on.
    /// - Parameters:
    ///   - parameters, slots, step: the discriminator's own before its next update; `step` is the number of that update.
    ///   - optimizer: the discriminator's own, used unless the trick has a rate.
    ///   - passedOn: what tricks make of the gradients before a descent takes them.
    ///   - constrained: what a penalty does to a parameter after an update, such as clipping.
    ///   - loss: the discriminator's loss, a scalar, with other parameters in place of its own.
    public func lookAhead(
        parameters: [Tensor], slots: [Tensor], step: UpdateStep, optimizer: any Optimizer,
        passedOn: ([Tensor]) throws -> [Tensor] = { $0 }, constrained: (Tensor) throws -> Tensor = { $0 },
        loss: (_ parameters: [Tensor]) throws -> Tensor
    ) throws -> [Tensor] {
        let descent: any Optimizer = rate.map { GradientDescent(rate: Schedule($0)) } ?? optimizer
        var state = (parameters: parameters, slots: rate == nil ? slots : [])
        for ahead in 0..<steps {
            let gradients = try gradient(of: loss(state.parameters), withRespectTo: state.parameters, again: true)
            state = try descent.update(
                parameters: state.parameters, gradients: passedOn(gradients), slots: state.slots, step: step.later(by: ahead))
            state.parameters = try state.parameters.map(constrained)
        }
        return state.parameters
    }
}
