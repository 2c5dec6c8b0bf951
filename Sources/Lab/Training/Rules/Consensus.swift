import Declarations
import Graphs
import Networks

/// Simultaneous updates with a pull towards places where the game's field is small: all players agree to slow down.
///
/// Formula: with v = (∇_D L_D, ∇_G L_G), the gradients of all players in one vector, every player moves along
///
///     w = v + weight · ∇ ½ ‖v‖²
///
/// Near an equilibrium with Jacobian J this adds weight · JᵀJ, which turns a circle into a spiral inwards: eigenvalues ±iβ
/// become −weight β² ± iβ. The second term goes through what the opponents made, so that no player stands still in it.
/// Far from an equilibrium it also finds places that are no equilibrium at all; a large weight stops training there.
///
/// `of discriminator` pulls to where the discriminator's gradient is small, ½ ‖∇_D L_D‖², and `of generator` to where the others' is;
/// `on` says who is pulled, the rest moving along v alone. `of discriminator on generator` is the regularizer of Nagarajan and
/// Kolter: the generator makes the discriminator's job a settled one, and the equilibrium becomes locally stable.
/// Networks that tricks bring are on the generator's side.
/// Source: Mescheder, Nowozin, Geiger 2017, "The numerics of GANs", algorithm 2; one side's gradient: Nagarajan, Kolter 2017,
/// "Gradient descent GAN optimization is locally stable", section 4.
public struct Consensus: FieldRule {
    public static let declaration = Declaration(
        "consensus", summary: "all networks at once, pulled to where all gradients are small",
        options: [
            OptionDeclaration("weight", .nonNegative, default: .number(1), summary: "strength of the pull; 0 is simultaneous"),
            OptionDeclaration(
                "of", .word(NetworkScope.words), default: .word(NetworkScope.both.rawValue), summary: "whose gradients are to be small"),
            OptionDeclaration(
                "on", .word(NetworkScope.words), default: .word(NetworkScope.both.rawValue), summary: "who is pulled there"),
        ],
        example: "data ring\nupdates consensus weight 0.1\ntrain 5",
        source: "Mescheder, Nowozin, Geiger 2017, The numerics of GANs, algorithm 2; Nagarajan, Kolter 2017 for one side",
        published: "weight 10 with RMSProp at rate 0.0001, on photographs",
        claims: [
            .cures(
                .oscillation, "turns the circle around an equilibrium into a spiral inwards",
                source: "Mescheder, Nowozin, Geiger 2017, section 4"),
            .risks(
                .nonConvergence, "also finds places where all gradients are small and that are no equilibrium",
                when: .option("weight", 50...1e300), help: "`updates consensus weight 1`", source: "Mescheder, Nowozin, Geiger 2017, section 4"),
            .risks(.slowTraining, "takes second derivatives by all parameters", source: "Mescheder, Nowozin, Geiger 2017, algorithm 2"),
        ])

    public let weight: Float
    /// Whose gradients are to be small.
    public let source: NetworkScope
    /// Who is pulled to where they are.
    public let target: NetworkScope

    public init(weight: Float = 1, of source: NetworkScope = .both, on target: NetworkScope = .both) {
        self.weight = weight
        self.source = source
        self.target = target
    }

    public init(_ values: OptionValues) throws(Refusal) {
        func scope(_ name: String) -> NetworkScope { NetworkScope(rawValue: values.word(name)) ?? .both }
        self.init(weight: Float(values.number("weight")), of: scope("of"), on: scope("on"))
    }

    public var optionValues: OptionValues {
        OptionValues(["weight": .number(of: weight), "of": .word(source.rawValue), "on": .word(target.rawValue)])
    }

    public var allowsRatio: Bool { false }
    public var passes: Int { 2 }

    public func programs(of game: Game) throws -> [PlannedProgram] {
        let field = try JointField(of: game)
        return [PlannedProgram(try field.moved(along: direction(in: field)))]
    }

    func direction(in field: JointField) throws -> [Tensor] {
        let sources = zip(field.movers, field.values).filter { isOn(source, $0.0) }
        let half = try sources.reduce(Tensor.constant(0)) { try $0 + $1.1.squared().sum() } * 0.5
        let pulls = try gradient(of: half, withRespectTo: field.parameters)
        return try field.movers.indices.map { index in
            let alone = field.values[index]
            return isOn(target, field.movers[index]) ? try alone + pulls[index] * weight : alone
        }
    }

    /// Whether a network of the game stands on a side: whoever is no discriminator is with the generator.
    private func isOn(_ scope: NetworkScope, _ network: NetworkID) -> Bool {
        scope.contains(network == .discriminator ? .discriminator : .generator)
    }
}
