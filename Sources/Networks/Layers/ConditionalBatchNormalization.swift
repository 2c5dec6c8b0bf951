import Declarations
import Graphs

/// Batch normalisation whose scale and shift belong to the example's class.
///
/// Formula: as `batchnorm`, with scale γ_y and shift β_y of the example's class y: y = (x − mean) / √(variance + ε) · γ_y + β_y. Mean,
/// variance and their running values are those of the whole batch, of all classes. All classes start alike, at scale 1 and shift 0.
/// What it cures: a generator that is told the class once, at its first layer, and forgets it on the way; each layer is told anew.
/// What it risks: it couples the examples of a batch as `batchnorm` does, and scale and shift of a class learn from its examples alone.
/// Shapes: `[batch, features]` or `[batch, height, width, channels]`, kept; scale and shift `[classes, channels]`.
/// Source: Dumoulin, Shlens, Kudlur 2017, "A learned representation for artistic style"; de Vries et al. 2017, "Modulating
/// early visual processing by language"; in generators: Miyato, Koyama 2018, "cGANs with projection discriminator".
public struct ConditionalBatchNormalization: Layer, Hashable {
    public static let declaration = Declaration(
        "conditional-batchnorm", summary: "batch normalisation with a scale and a shift for each class",
        options: BatchStatistics.declarations,
        example: "data ring\ngenerator\n  layer dense 64\n  layer conditional-batchnorm\n  layer relu\n  layer dense data\n"
            + "discriminator\n  layer label\n  layer dense 64 relu\n  layer dense 1\ntrain 1\nsample 10 class 3",
        source: "Dumoulin, Shlens, Kudlur 2017; de Vries et al. 2017; in GANs: Miyato, Koyama 2018",
        claims: [
            .cures(
                .ignoredClass, "tells the class at every layer, not only at the first", source: "Miyato, Koyama 2018"),
            BatchStatistics.smallBatch,
            ClassNumbers.unheldGenerator
        ])

    public let statistics: BatchStatistics
    /// How many classes there are; `nil` before the layer has a place.
    private let classCount: Int?

    public init(momentum: Float = 0.1, epsilon: Float = 1e-5) {
        self.init(BatchStatistics(momentum: momentum, epsilon: epsilon), classCount: nil)
    }

    private init(_ statistics: BatchStatistics, classCount: Int?) {
        self.statistics = statistics
        self.classCount = classCount
    }

    public init(_ values: OptionValues) throws(Refusal) { self.init(BatchStatistics(values), classCount: nil) }

    public var optionValues: OptionValues { statistics.optionValues }

    public var isBatchCoupled: Bool { true }
    public var usesLabels: Bool { true }

    public func placed(in surroundings: LayerSurroundings) throws(Refusal) -> any Layer {
        guard let classCount = surroundings.classCount else {
            throw .needsClasses(Self.declaration.name, to: "has a scale and a shift for each class")
        }
        return ConditionalBatchNormalization(statistics, classCount: classCount)
    }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { input }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        let (shape, axes) = ([classCount ?? 1, input[input.count - 1]], ["classes", "channels"])
        return [
            ParameterSpecification("scale", shape: shape, axes: axes, initializer: OnesInitializer()),
            ParameterSpecification("shift", shape: shape, axes: axes, initializer: ZerosInitializer()),
        ]
    }

    public func states(for input: [Int]) -> [StateSpecification] { statistics.states(for: input) }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let ofClasses = try parameters.map { try context.numbersOfClass($0, like: input) }
        return try statistics.normalize(input, scaleAndShift: ofClasses, context: &context)
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw .noChain("conditional-batchnorm", takes: "the class of each example")
    }
}
