import Declarations
import Graphs

/// Weights are drawn towards 0, each in proportion to its size.
///
/// Formula: (weight / 2) Σ w² over all weights of a network, a term of its loss; biases, scales and shifts are left alone. Its
/// gradient is weight · w. As part of the loss it goes through the optimizer like everything else: under plain gradient descent it
/// shrinks each weight by the factor 1 − rate · weight a step; under Adam, which divides gradients by their running size, it shrinks
/// weights with large gradients less.
///
/// What it cures: a discriminator whose weights, and with them its scores and slopes, grow without end. What it risks: a
/// large weight holds the network so plain that it tells little apart; weights under a spectral normalisation shrink without any
/// effect on what the network computes.
/// Source: Krogh, Hertz 1991, "A simple weight decay can improve generalization"; apart from the gradient: Loshchilov, Hutter 2019,
/// "Decoupled weight decay regularization".
public struct WeightDecay: Penalty, Hashable {
    public static let declaration = Declaration(
        "weight-decay", aliases: ["l2"], summary: "draws the weights of a network towards 0",
        options: [
            OptionDeclaration("weight", .nonNegative, default: .number(0.0001), summary: "half of it multiplies the sum of squares"),
            NetworkScope.declaration(default: .discriminator, summary: "whose weights"),
        ],
        example: "loss hinge\npenalty weight-decay weight 0.001",
        source: "Krogh, Hertz 1991, A simple weight decay can improve generalization",
        claims: [
            .cures(
                .explodingGradient, "keeps weights, and with them scores and slopes, from growing without end",
                source: "Krogh, Hertz 1991"),
            .conflicts(
                "shrinks weights whose size the trick divides out, which only makes each step turn them further",
                when: .uses(.trick, ["spectral-norm", "weight-norm"]), help: "one of the two",
                source: "van Laarhoven 2017, L2 regularization versus batch and weight normalization"),
        ])

    public let weight: Float
    public let scope: NetworkScope

    public init(weight: Float = 1e-4, of scope: NetworkScope = .discriminator) {
        self.weight = weight
        self.scope = scope
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(
            weight: Float(values.number("weight")), of: NetworkScope(values))
    }

    public var optionValues: OptionValues {
        OptionValues(["weight": .number(of: weight), "network": scope.optionValue])
    }

    public func concerns(_ network: NetworkID) -> Bool { scope.contains(network) }

    public func term(for network: NetworkID, in duel: Duel, stream: RandomStream) throws -> Tensor? {
        guard concerns(network) else { return nil }
        let squares = try duel.turn.player(network).weights.map { try $0.squared().sum() }
        return try squares.reduce(Tensor.constant(0)) { try $0 + $1 } * (weight / 2)
    }
}
