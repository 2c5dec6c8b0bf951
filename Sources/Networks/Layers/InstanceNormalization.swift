import Declarations
import Graphs

/// Normalises every channel of every example over its own places.
///
/// Formula: `Normalization` over height and width. It removes each image's own contrast, which style transfer wants; a
/// 1x1 image has nothing to compare and is refused, since everything would become 0.
/// Shapes: `[batch, height, width, channels]`, kept.
/// Source: Ulyanov, Vedaldi, Lempitsky 2016, "Instance normalization".
public struct InstanceNormalization: Layer, Hashable {
    public static let declaration = Declaration(
        "instancenorm", summary: "normalises every channel of every image over its own pixels",
        options: [Normalization.epsilonDeclaration],
        example: "data mnist\ndiscriminator\n  layer conv 32 stride 2\n  layer instancenorm\n  layer leaky-relu",
        source: "Ulyanov, Vedaldi, Lempitsky 2016, Instance normalization",
        claims: [
            .risks(
                .poorSamples, "takes each image's own brightness and contrast away, which a discriminator may need to tell images apart",
                source: "Ulyanov, Vedaldi, Lempitsky 2016, section 2")
        ])

    public let epsilon: Float

    public init(epsilon: Float = 1e-5) {
        self.epsilon = epsilon
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(epsilon: Float(values.number("epsilon")))
    }

    public var optionValues: OptionValues {
        OptionValues(["epsilon": .number(of: epsilon)])
    }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        let image = try imageSize(input)
        guard image.height * image.width > 1 else {
            throw Refusal(
                "`instancenorm` takes more than one pixel, found \(input.sizeText)",
                help: "`layer layernorm` suits this size")
        }
        return input
    }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        Normalization.parameters(for: input)
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let (_, centred, variance) = try Normalization.moments(input, axes: [1, 2])
        return try Normalization.normalize(
            centred: centred, variance: variance, epsilon: epsilon, parameters: parameters)
    }

    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        [
            PyTorchModule(
                "InstanceNorm2d", [.integer(context.input[2])], named: ["eps": .number(epsilon), "affine": .flag(true)],
                arrays: Normalization.pytorchArrays(context.input[2], order: .natural))
        ]
    }
}
