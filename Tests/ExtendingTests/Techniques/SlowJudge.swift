import Declarations
import Graphs
import Networks

/// A trick that keeps arrays: the generator faces the mean of the discriminator's recent weights.
///
/// Formula: after each update of the discriminator θ̄ ← d θ̄ + (1 − d) θ, from θ̄ = θ at the start; the generator's gradient goes
/// through the discriminator with θ̄ for θ. With d = 0 nothing changes.
struct SlowJudge: Trick, Hashable {
    static let declaration = Declaration(
        "slow-judge", summary: "the generator faces the mean of the discriminator's recent weights",
        options: [OptionDeclaration("decay", .fraction, default: .number(0.5), summary: "how much of the mean stays at each update")],
        example: "trick slow-judge", source: "nobody 2000, a throw-away")

    let decay: Float

    init(decay: Float = 0.5) { self.decay = decay }

    init(_ values: OptionValues) throws(Refusal) { self.init(decay: Float(values.number("decay"))) }

    var optionValues: OptionValues { OptionValues(["decay": .number(of: decay)]) }

    func kept(for plans: [NetworkPlan]) -> [KeptArray] {
        plans.filter { $0.name == NetworkID.discriminator.rawValue }.flatMap { plan in
            plan.layers.indices.flatMap { layer in
                plan.parameters(of: layer).map { parameter in
                    let name = "\(plan.name).\(plan.label(of: layer)).\(parameter.name)"
                    return KeptArray(name, shape: parameter.shape, axes: parameter.axes, start: .copy(of: name))
                }
            }
        }
    }

    func kept(after turn: Turn) throws -> [Tensor]? {
        guard turn.moves(.discriminator), let means = turn.kept[name] else { return nil }
        return try zip(means, turn.player(.discriminator).parameters).map { try $0 * decay + $1 * (1 - decay) }
    }

    func opponent(_ opponent: Opponent) throws -> PlayerTensors {
        var slow = opponent.discriminator
        slow.parameters = opponent.kept[name] ?? slow.parameters
        return slow
    }
}
