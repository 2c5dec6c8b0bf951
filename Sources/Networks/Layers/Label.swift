import Declarations
import Graphs

/// Joins the class of each example to the numbers that reach it, as a one-hot vector: what makes a network conditional.
///
/// Formula: [x, e_y], with e_y the unit vector of class y among K. Shapes: `[batch, n]` becomes `[batch, n + K]`; an image
/// `[batch, height, width, channels]` becomes `[batch, height, width, channels + K]`, each class a plane of its own that is
/// 1 everywhere for its examples and 0 for all others, so that a convolution finds the class at every pixel.
///
/// A generator with this layer is told what to draw, a discriminator what it is shown; where only one of them knows, the
/// other cannot hold it to the class.
/// Source: Mirza and Osindero 2014, "Conditional generative adversarial nets", section 3.2.
public struct Label: Layer, Hashable {
    public static let declaration = Declaration(
        "label", summary: "joins the class of each example: the network becomes conditional",
        example: "data ring\ngenerator\n  layer label\n  layer dense 64 relu\n  layer dense data\n"
            + "discriminator\n  layer label\n  layer dense 64 relu\n  layer dense 1\ntrain 1\nsample 10 class 3",
        source: "Mirza and Osindero 2014, Conditional generative adversarial nets, section 3.2",
        claims: [
            .cures(
                .modeCollapse, "tells the generator the class of each example, so that it cannot leave classes out",
                source: "Mirza, Osindero 2014, section 1"),
            ClassNumbers.unheldGenerator
        ])

    /// How many classes there are; `nil` before the layer has a place.
    private let classCount: Int?

    public init(classCount: Int? = nil) { self.classCount = classCount }

    public init(_ values: OptionValues) throws(Refusal) { self.init() }

    public func placed(in surroundings: LayerSurroundings) throws(Refusal) -> any Layer {
        guard let classCount = surroundings.classCount else { throw needsClasses }
        return Label(classCount: classCount)
    }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        guard let classCount else { throw needsClasses }
        return input.dropLast() + [(input.last ?? 0) + classCount]
    }

    public var usesLabels: Bool { true }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        guard let classCount, let labels = context.labels else { throw needsClasses }
        let (batch, places) = (input.shape[0], Array(input.shape.dropFirst().dropLast()))
        let classes = try labels.oneHot(count: classCount)
            .reshaped(to: [batch] + places.map { _ in 1 } + [classCount])
            .broadcast(to: [batch] + places + [classCount])
        return try Tensor.concatenate([input, classes], axis: -1)
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw .noChain("label", takes: "the class of each example")
    }

    private var needsClasses: Refusal { .needsClasses(name, to: "joins the class of an example") }
}
