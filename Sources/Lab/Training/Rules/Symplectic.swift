import Declarations
import Graphs
import Networks

/// Simultaneous updates with the rotation of the game's field taken out of it: symplectic gradient adjustment.
///
/// Formula: with v the gradients of all players, J its Jacobian and A = ½ (J − Jᵀ) the antisymmetric part, which makes a
/// field turn, every player moves along
///
///     w = v + λ Aᵀ v,   Aᵀ v = ½ (Jᵀ v − J v)
///
/// A field that only turns (J = A) points at right angles to the way to the equilibrium, and Aᵀv points there. A field that has a
/// potential (A = 0) is left alone, so that this does not hold a network on a slope as a pull to small gradients does. With `align`
/// λ takes the sign of ⟨v, Jᵀv⟩ ⟨Aᵀv, Jᵀv⟩ / d + 1/10 over d parameters, so that the adjustment pulls towards stable equilibria and
/// away from unstable ones.
///
/// Jᵀv is the gradient of ⟨v, stop(v)⟩. J v is the gradient of ⟨Jᵀu, stop(v)⟩ by u, which Jᵀu depends on linearly, so that two
/// reverse passes make a forward one.
///
/// What it cures: circling, of simultaneous updates. What it costs: second derivatives, two more passes through the gradients
/// of all networks. What it risks: λ has the scale of 1 / ‖A‖, and one that is too large for the game's rate throws it out.
/// Source: Balduzzi, Racanière, Martens, Foerster, Tuyls, Graepel 2018, "The mechanics of n-player differentiable games",
/// algorithm 1.
public struct Symplectic: FieldRule {
    public static let declaration = Declaration(
        "symplectic", aliases: ["sga"], summary: "all networks at once, with the rotation taken out of their joint field",
        options: [
            OptionDeclaration("weight", .nonNegative, default: .number(1), summary: "λ, strength of the adjustment; 0 is simultaneous"),
            OptionDeclaration(
                "align", .flag, default: .flag(false), summary: "chooses the sign of λ towards stable equilibria, away from others"),
        ],
        example: "data ring\nupdates symplectic weight 0.5\ntrain 5",
        source: "Balduzzi, Racanière, Martens, Foerster, Tuyls, Graepel 2018, The mechanics of n-player differentiable games, algorithm 1",
        claims: [
            .cures(
                .oscillation, "takes the rotation out of the joint field of the networks",
                source: "Balduzzi et al. 2018, The mechanics of n-player differentiable games"),
            .risks(
                .explodingGradient, "adds a term with the scale of second derivatives, and its weight is large",
                when: .option("weight", 10...1e300), help: "`updates symplectic weight 0.5`",
                source: "Balduzzi et al. 2018, The mechanics of n-player differentiable games"),
            .risks(
                .slowTraining, "differentiates all gradients twice more", source: "Balduzzi et al. 2018, algorithm 1"),
        ])

    public let weight: Float
    public let aligns: Bool

    public init(weight: Float = 1, aligns: Bool = false) {
        self.weight = weight
        self.aligns = aligns
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(weight: Float(values.number("weight")), aligns: values.flag("align"))
    }

    public var optionValues: OptionValues { OptionValues(["weight": .number(of: weight), "align": .flag(aligns)]) }

    public var allowsRatio: Bool { false }
    public var passes: Int { 3 }

    public func programs(of game: Game) throws -> [PlannedProgram] {
        let field = try JointField(of: game)
        let probe = field.values.map { $0.stopGradient() }
        let still = field.values.map { $0.stopGradient() }
        // Jᵀu at u = v, as a function of u.
        let transposed = try gradient(of: innerProduct(field.values, probe), withRespectTo: field.parameters, again: true)
        let straight = try gradient(of: innerProduct(transposed, still), withRespectTo: probe)
        let turned = try zip(transposed, straight).map { try ($0 - $1) * 0.5 }
        let strength = try aligns ? sign(of: still, transposed, turned) * weight : .constant(weight)
        return [PlannedProgram(try field.moved(along: zip(field.values, turned).map { try $0 + $1 * strength }))]
    }

    /// The same expression with nothing held still but the sign of λ, so that it can be differentiated by the parameters.
    func direction(in field: JointField) throws -> [Tensor] {
        let half = try field.values.reduce(Tensor.constant(0)) { try $0 + $1.squared().sum() } * 0.5
        let transposed = try gradient(of: half, withRespectTo: field.parameters, again: true)
        // Jᵀu is linear in u, so that its derivative by u along v is Jv whatever u is.
        let probe = field.values.map { $0.stopGradient() }
        let product = try gradient(of: innerProduct(field.values, probe), withRespectTo: field.parameters, again: true)
        let straight = try gradient(of: innerProduct(product, field.values), withRespectTo: probe, again: true)
        let turned = try zip(transposed, straight).map { try ($0 - $1) * 0.5 }
        let strength = try aligns ? sign(of: field.values, transposed, turned).stopGradient() * weight : .constant(weight)
        return try zip(field.values, turned).map { try $0 + $1 * strength }
    }

    private func sign(of field: [Tensor], _ slope: [Tensor], _ turned: [Tensor]) throws -> Tensor {
        let count = field.reduce(0) { $0 + $1.count }
        let agreement = try innerProduct(field, slope) * innerProduct(turned, slope) / Float(count)
        return (agreement + 0.1).sign()
    }
}
