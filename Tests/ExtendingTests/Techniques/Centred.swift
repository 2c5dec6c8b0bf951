import Declarations
import Graphs
import Networks

/// A reparameterization: a layer uses its weights without their running mean, which follows at each application.
///
/// Formula: w̄ = w − m; in training m ← (m + mean w) / 2 behind it.
struct Centred: Reparameterization {
    func states(for parameter: ParameterSpecification) -> [StateSpecification] {
        [StateSpecification("mean", shape: [1], axes: ["one"], initializer: ZerosInitializer())]
    }

    func used(
        _ stored: Tensor, learned: [Tensor], of parameter: ParameterSpecification, states: inout [Tensor], mode: ForwardMode
    ) throws -> Tensor {
        let used = try stored - states[0]
        if mode == .training { states = [try (states[0] + stored.mean().stopGradient().reshaped(to: [1])) * 0.5] }
        return used
    }
}

/// The trick that puts it between the discriminator's stored weights and the used ones.
struct CentredJudge: Trick, Hashable {
    static let declaration = Declaration(
        "centred-judge", summary: "the discriminator's weights without their mean", example: "trick centred-judge",
        source: "nobody 2000, a throw-away")

    init() {}
    init(_ values: OptionValues) throws(Refusal) {}

    func reparameterization(of parameter: ParameterSpecification, in network: NetworkID) -> (any Reparameterization)? {
        network == .discriminator && parameter.name == "weight" ? Centred() : nil
    }

    var entersDiscriminatorLoss: Bool { true }
}
