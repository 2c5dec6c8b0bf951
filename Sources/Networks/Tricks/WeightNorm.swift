import Declarations
import Graphs

/// The length of each weight vector is learned apart from its direction.
///
/// Formula: the layer uses w = g v / ‖v‖ for each of its outputs, where v are the stored weights of the output, ‖v‖ their length,
/// and g one learned number. Gradients reach both: ∂L/∂g = ∂L/∂w · v / ‖v‖ and ∂L/∂v = g / ‖v‖ (∂L/∂w − (∂L/∂w · w / g²) w), at
/// right angles to v, so that v only ever grows and large steps make the next ones smaller. g starts at ‖v‖, so that the weights
/// used at the start are those that the layer's initializer drew; where those are all 0, the direction is the one of equal
/// numbers.
///
/// What it cures: training that hangs on the scale of the weights, without comparing the examples of a batch as batch normalisation does:
/// examples stay independent, and a penalty on each one's slope stays right. What it risks: nothing bounds g, so that it does not
/// hold the discriminator's slopes as a spectral normalisation does. The paper also sets g and the biases by a first batch; here
/// they start as without the trick.
/// Shapes: v as the layer's weight, g `[outputs]`, stored behind it as `weight.length`. Biases and the scales of normalisations are left
/// alone. A clip or an optimizer moves v and g, not w.
/// Source: Salimans, Kingma 2016, "Weight normalization: a simple reparameterization to accelerate training of deep neural
/// networks", equations 2 and 3; in GANs: Xiang, Li 2017, "On the effects of batch and weight normalization in generative
/// adversarial networks".
public struct WeightNorm: Trick, Hashable {
    public static let declaration = Declaration(
        "weight-norm", summary: "learns the length of each weight vector apart from its direction",
        options: [NetworkScope.declaration(default: .both, summary: "whose weights are parted")],
        example: "data ring\ntrick weight-norm\ntrain 1",
        source: "Salimans, Kingma 2016, Weight normalization; in GANs: Xiang, Li 2017",
        claims: [
            .cures(
                .nonConvergence, "trains more stably than batch normalisation, and keeps examples apart", source: "Xiang, Li 2017"),
            UsedWeights.clipped
        ])

    public let scope: NetworkScope

    public init(of scope: NetworkScope = .both) { self.scope = scope }

    public init(_ values: OptionValues) throws(Refusal) { self.init(of: NetworkScope(values)) }

    public var optionValues: OptionValues { OptionValues(["network": scope.optionValue]) }

    public var entersDiscriminatorLoss: Bool { scope.contains(.discriminator) }

    public func reparameterization(
        of parameter: ParameterSpecification, in network: NetworkID
    ) -> (any Reparameterization)? {
        guard scope.contains(network), let outputAxis = parameter.outputAxis else { return nil }
        return LengthAndDirection(outputAxis: outputAxis)
    }
}

/// g v / ‖v‖ for each output, with g learned; see `WeightNorm`.
struct LengthAndDirection: Reparameterization {
    let outputAxis: Int

    func parameters(for parameter: ParameterSpecification) -> [ParameterSpecification] {
        [
            ParameterSpecification(
                "length", shape: [parameter.shape[outputAxis]], axes: ["outputs"], initializer: OnesInitializer())
        ]
    }

    func start(_ arrays: inout [[Float]], of parameter: ParameterSpecification) {
        let outputs = parameter.shape[outputAxis]
        // How many numbers stand between one output's and the next one's.
        let stride = parameter.shape[(outputAxis + 1)...].saturatingCount
        func output(of place: Int) -> Int { place / stride % outputs }
        var squares = [Double](repeating: 0, count: outputs)
        for (place, value) in arrays[0].enumerated() { squares[output(of: place)] += Double(value) * Double(value) }
        arrays[1] = squares.map { Float($0.squareRoot()) }
        for place in arrays[0].indices where squares[output(of: place)] == 0 { arrays[0][place] = 1 }
    }

    func used(
        _ stored: Tensor, learned: [Tensor], of parameter: ParameterSpecification, states: inout [Tensor], mode: ForwardMode
    ) throws -> Tensor {
        let others = stored.shape.indices.filter { $0 != outputAxis }
        let squares = try stored.squared().sum(axes: others, keepingDimensions: true)
        let length = try learned[0].reshaped(to: squares.shape)
        return try stored * (length * maximum(squares, .constant(Self.smallestSquare)).reciprocalSquareRoot())
    }

    /// What is shorter has no direction.
    private static let smallestSquare: Float = 1e-24
}
