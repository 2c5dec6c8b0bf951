import Declarations
import Graphs

/// Every weight learns at the same speed relative to its size: weights are stored at size 1 and scaled where they are used.
///
/// Formula: the layer uses w = c v with c = gain / √fan_in, where v is stored and trained. Weights that an initializer draws at
/// deviation d are stored at d / c, so that the used ones start as without the trick; at the defaults (`initializer he`, gain √2)
/// v ~ N(0, 1), as in the paper. A step of an optimizer that divides by the size of the gradient, such as Adam, then moves every v
/// alike, and w by a step in proportion to c: wide layers are no longer moved by many times their weights' own size while narrow ones
/// hardly move.
///
/// What it cures: one rate that is too large for wide layers and too small for narrow ones. What it risks: it is meant for rates
/// of 0.001 and above: the used weights move by c times the rate, and a rate that suited them as they were trains c times as slowly.
/// Plain gradient descent sees gradients scaled by c as well, and moves w by c² times its rate.
/// Shapes: those of the weight; fan_in counts the numbers that meet in one output. Biases are left alone.
/// Source: Karras, Aila, Laine, Lehtinen 2018, "Progressive growing of GANs", section 4.1.
public struct EqualisedRate: Trick, Hashable {
    public static let declaration = Declaration(
        "equalised-rate", aliases: ["equalized-rate"], summary: "stores weights at size 1, so that all learn at the same speed",
        options: [
            OptionDeclaration(
                "gain", .number(1e-3...1e3), default: .number(of: Float(2).squareRoot()),
                summary: "the used weights are the stored ones times gain / √fan-in"),
            NetworkScope.declaration(default: .both, summary: "whose weights are scaled"),
        ],
        example: "data ring\ntrick equalised-rate\ntrain 1",
        source: "Karras, Aila, Laine, Lehtinen 2018, Progressive growing of GANs, section 4.1",
        claims: [
            .cures(
                .nonConvergence, "lets wide and narrow layers learn at one speed under an adaptive optimizer",
                source: "Karras, Aila, Laine, Lehtinen 2018, section 4.1"),
            .risks(
                .nonConvergence, "moves weights by gain² / fan-in times the rate of plain gradient descent, which hardly moves wide layers",
                when: .uses(.optimizer, ["sgd"]), help: "`optimizer adam rate 0.001`",
                source: "Karras, Aila, Laine, Lehtinen 2018, section 4.1, which has adaptive optimizers in mind"),
            UsedWeights.clipped
        ])

    public let gain: Float
    public let scope: NetworkScope

    public init(gain: Float = Float(2).squareRoot(), of scope: NetworkScope = .both) {
        self.gain = gain
        self.scope = scope
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(gain: Float(values.number("gain")), of: NetworkScope(values))
    }

    public var optionValues: OptionValues { OptionValues(["gain": .number(of: gain), "network": scope.optionValue]) }

    public var entersDiscriminatorLoss: Bool { scope.contains(.discriminator) }

    public func reparameterization(
        of parameter: ParameterSpecification, in network: NetworkID
    ) -> (any Reparameterization)? {
        guard scope.contains(network), parameter.outputAxis != nil else { return nil }
        return ScaledWeight(factor: gain / Float(parameter.fan.input.squareRoot()))
    }
}

/// c v; see `EqualisedRate`.
struct ScaledWeight: Reparameterization {
    /// c
    let factor: Float

    func start(_ arrays: inout [[Float]], of parameter: ParameterSpecification) {
        arrays[0] = arrays[0].map { $0 / factor }
    }

    func used(
        _ stored: Tensor, learned: [Tensor], of parameter: ParameterSpecification, states: inout [Tensor], mode: ForwardMode
    ) throws -> Tensor {
        stored * factor
    }
}
