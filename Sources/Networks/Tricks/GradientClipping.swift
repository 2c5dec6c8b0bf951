import Declarations
import Graphs

/// No update starts from a gradient that is longer than a bound: a step from a cliff's edge stays a step.
///
/// Formula, with g all gradients of one network in one vector:
///
///     norm c      g ← g · c / max(‖g‖, c)
///     value c     gᵢ ← min(max(gᵢ, −c), c)
///
/// The norm keeps the direction; the value bends it towards the corners of a cube, and is what many programs do. Both act between
/// the gradient and the optimizer, for each network by itself, and `trick unroll` clips the gradients of the updates that it
/// imagines as well. `gradient.generator` and its like measure the length before clipping, so that one sees how often it acts.
///
/// What it cures: rare gradients that are many times longer than the others and end a run in numbers that are none. What it
/// risks: a bound that always acts is another learning rate; under Adam, which divides by the size of the gradients anyway, a bound
/// that always acts by the norm changes next to nothing. It does nothing for a discriminator that is too steep: that is a
/// matter of its slope by the example, not by its weights.
/// Source: Pascanu, Mikolov, Bengio 2013, "On the difficulty of training recurrent neural networks", algorithm 1.
public struct GradientClipping: Trick, Hashable {
    public static let declaration = Declaration(
        "gradient-clipping", summary: "shortens gradients that are longer than a bound before the optimizer takes them",
        options: [
            OptionDeclaration(
                "norm", .positive, isOptional: true, summary: "longest length of a network's whole gradient; 1 without a bound given"),
            OptionDeclaration("value", .positive, isOptional: true, summary: "largest absolute value of each number, instead"),
            NetworkScope.declaration(default: .both, summary: "whose gradients are clipped"),
        ],
        example: "data ring\ntrick gradient-clipping norm 1\ntrain 1",
        source: "Pascanu, Mikolov, Bengio 2013, On the difficulty of training recurrent neural networks, algorithm 1",
        claims: [
            .cures(
                .explodingGradient, "shortens the rare gradients that are many times longer than the others",
                source: "Pascanu, Mikolov, Bengio 2013, algorithm 1"),
            .cures(.notANumber, "lets no single gradient throw the weights away", source: "Pascanu, Mikolov, Bengio 2013, section 3.2"),
            .risks(
                .slowTraining, "always acts by so small a bound, and is a small learning rate then",
                when: .all([
                    .any([.option("norm", 0...0.01), .option("value", 0...0.0001)]), .uses(.optimizer, ["sgd", "optimistic-sgd"]),
                ]), help: "a bound some times the usual `gradient.generator`", source: "Pascanu, Mikolov, Bengio 2013, section 3.2"),
        ])

    public enum Bound: Sendable, Hashable {
        /// Of the length of all gradients of a network.
        case norm(Float)
        /// Of each number by itself.
        case value(Float)
    }

    public let bound: Bound
    public let scope: NetworkScope

    public init(_ bound: Bound = .norm(1), of scope: NetworkScope = .both) {
        self.bound = bound
        self.scope = scope
    }

    public init(_ values: OptionValues) throws(Refusal) {
        guard !(values.has("norm") && values.has("value")) else {
            throw Refusal("expected `norm` or `value`, found both", help: "`norm 1` keeps the gradient's direction")
        }
        let bound: Bound = values.has("value") ? .value(Float(values.number("value"))) : .norm(values.has("norm") ? Float(values.number("norm")) : 1)
        self.init(bound, of: NetworkScope(values))
    }

    public var optionValues: OptionValues {
        var values = OptionValues(["network": scope.optionValue])
        switch bound {
        case .norm(let bound): values["norm"] = .number(of: bound)
        case .value(let bound): values["value"] = .number(of: bound)
        }
        return values
    }

    public func gradients(_ gradients: [Tensor], of network: NetworkID) throws -> [Tensor] {
        guard scope.contains(network) else { return gradients }
        switch bound {
        case .value(let bound):
            return try gradients.map { try minimum(maximum($0, .constant(-bound)), .constant(bound)) }
        case .norm(let bound):
            let squares = try gradients.reduce(Tensor.constant(0)) { try $0 + $1.squared().sum() }
            // A quotient that never divides by less than the bound: its derivative stays finite at a gradient of 0.
            let share = try Tensor.constant(bound) / maximum((squares + squareRootFloor).sqrt(), .constant(bound))
            return try gradients.map { try $0 * share }
        }
    }
}
