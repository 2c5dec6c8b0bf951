import Declarations
import Graphs

/// The filters of each layer are asked to stand at right angles.
///
/// Formula: with W `[everything else, outputs]`, a column for each filter, summed over all weights of a network,
///
///     lengths free    weight · ‖WᵀW ⊙ (1 − I)‖²_F      the cosines between filters are pulled to 0, their lengths are free
///     lengths one     weight · ‖WᵀW − I‖²_F            and the lengths to 1 as well
///
/// ‖·‖²_F is the sum of squares, 1 the matrix of ones, I the identity. A layer with orthogonal filters of length 1 keeps the length of
/// what goes through it, so that neither signals nor gradients grow or fade with depth; holding the lengths too proved too strict,
/// hence the first form. A layer with more filters than inputs cannot reach 0, and the term spreads its filters as far as there is room.
///
/// What it cures: filters that become copies of each other; in a generator, samples that fail where the noise is cut to small
/// values. What it risks: with a large weight networks that care about angles more than about the duel.
/// Source: Brock, Donahue, Simonyan 2019, "Large scale GAN training for high fidelity natural image synthesis", section 3.1,
/// equations 2 and 3; with lengths: Brock et al. 2017, "Neural photo editing with introspective adversarial networks".
public struct Orthogonal: Penalty, Hashable {
    public static let declaration = Declaration(
        "orthogonal", summary: "asks the filters of each layer to stand at right angles",
        options: [
            OptionDeclaration("weight", .nonNegative, default: .number(0.0001), summary: "weight of the term in the network's loss"),
            OptionDeclaration(
                "lengths", .word(Lengths.allCases.map(\.rawValue)), default: .word(Lengths.free.rawValue),
                summary: "whether filters must also have length 1"),
            NetworkScope.declaration(default: .discriminator, summary: "whose weights"),
        ],
        example: "loss hinge\npenalty orthogonal weight 0.001 network both",
        source: "Brock, Donahue, Simonyan 2019, Large scale GAN training, section 3.1; Brock et al. 2017, Neural photo editing",
        published: "weight 0.0001 in the generator, lengths free, on photographs",
        claims: [
            .cures(
                .poorSamples, "lets a generator be sampled with smaller noise than it was trained with",
                source: "Brock, Donahue, Simonyan 2019, section 3.1"),
            .conflicts(
                "holds the lengths of filters, which the trick divides out again",
                when: .all([.word("lengths", ["one"]), .uses(.trick, ["spectral-norm", "weight-norm"])]), help: "`lengths free`",
                source: "van Laarhoven 2017, L2 regularization versus batch and weight normalization"),
        ])

    /// What is asked of the length of a filter.
    public enum Lengths: String, Sendable, CaseIterable {
        case free
        case one
    }

    public let weight: Float
    public let lengths: Lengths
    public let scope: NetworkScope

    public init(weight: Float = 1e-4, lengths: Lengths = .free, of scope: NetworkScope = .discriminator) {
        self.weight = weight
        self.lengths = lengths
        self.scope = scope
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(
            weight: Float(values.number("weight")), lengths: Lengths(rawValue: values.word("lengths")) ?? .free,
            of: NetworkScope(values))
    }

    public var optionValues: OptionValues {
        OptionValues([
            "weight": .number(of: weight), "lengths": .word(lengths.rawValue), "network": scope.optionValue,
        ])
    }

    public func concerns(_ network: NetworkID) -> Bool { scope.contains(network) }

    public func term(for network: NetworkID, in duel: Duel, stream: RandomStream) throws -> Tensor? {
        guard concerns(network) else { return nil }
        return try duel.turn.player(network).weightMatrices().map(distance).reduce(Tensor.constant(0)) { try $0 + $1 } * weight
    }

    /// How far one weight `[everything else, outputs]` is from what is asked of it.
    func distance(of filters: Tensor) throws -> Tensor {
        let products = try filters.matrixProduct(filters, transposeLeft: true)
        let count = products.shape[0]
        let numbers = (0..<count).map(Float.init)
        let identity = try Tensor.constant(numbers, shape: [count, 1]).isEqual(to: .constant(numbers, shape: [1, count]))
        return try (lengths == .one ? products - identity : products * (1 - identity)).squared().sum()
    }
}
