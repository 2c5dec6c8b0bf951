import Declarations
import Graphs

/// Ends a discriminator that is told the class: a score for any example, and what the example's class adds to it.
///
/// Formula: s = φ · w + b + φ · V_y, where φ are the features that reach it, w and b those of a dense layer, and V_y a vector for each
/// class y. It is the form that log p(y | x) / q(y | x) + log p(x) / q(x) has where classes are told apart by a softmax over φ: the
/// class enters by a product with the features, where a joined label has to be found out by the layers behind it.
/// What it cures: a conditional discriminator that hardly looks at the label. What it risks: classes must be seen in φ linearly; of many
/// rare classes each V_y learns of few examples.
/// Shapes: φ `[batch, features]`, flat; w `[features, 1]`, V `[classes, features]`, s `[batch, 1]`. V starts as w does, normal with
/// variance 2 / features unless `initializer` says otherwise. `trick spectral-norm` divides w and V, as the paper does.
/// Source: Miyato, Koyama 2018, "cGANs with projection discriminator".
public struct Projection: Layer {
    public static let declaration = Declaration(
        "projection", summary: "ends a discriminator that is told the class: a score, and what the class adds to it",
        options: WeightOptions.declarations,
        example: "data ring\ngenerator\n  layer label\n  layer dense 64 relu\n  layer dense data\n"
            + "discriminator\n  layer dense 64 relu\n  layer projection\ntrain 1",
        source: "Miyato, Koyama 2018, cGANs with projection discriminator",
        claims: [
            .cures(
                .ignoredClass, "multiplies class and features, so that the score cannot pass the class by", source: "Miyato, Koyama 2018"),
            .risks(
                .ignoredClass, "asks for examples of a class, and the generator is not told which",
                when: .all([.stands(in: "discriminator"), .not(.uses(.layer, ClassNumbers.layers, in: "generator"))]),
                help: "`layer label`, `layer embedding` or `layer conditional-batchnorm` in the generator",
                source: "Mirza, Osindero 2014, section 3.2")
        ])

    public let weights: WeightOptions
    /// How many classes there are; `nil` before the layer has a place.
    private let classCount: Int?

    public init(weights: WeightOptions = WeightOptions()) { self.init(weights, classCount: nil) }

    private init(_ weights: WeightOptions, classCount: Int?) {
        self.weights = weights
        self.classCount = classCount
    }

    public init(_ values: OptionValues) throws(Refusal) { self.init(weights: try WeightOptions(values)) }

    public var optionValues: OptionValues { weights.optionValues }

    public func placed(in surroundings: LayerSurroundings) throws(Refusal) -> any Layer {
        guard let classCount = surroundings.classCount else {
            throw .needsClasses(Self.declaration.name, to: "adds what the class of an example says")
        }
        return Projection(weights, classCount: classCount)
    }

    public var mixesFeatures: Bool { true }
    public var usesLabels: Bool { true }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        guard input.count == 1 else {
            throw Refusal("`projection` takes flat features, found \(input.sizeText)", help: "add `layer flatten` before it")
        }
        return [1]
    }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        let (features, classes) = (input[0], classCount ?? 1)
        return weights.parameters(
            weightShape: [features, 1], axes: ["inputs", "outputs"], fan: Fan(input: Double(features), output: 1), biasCount: 1)
            + [
                ParameterSpecification(
                    "class-weight", shape: [classes, features], axes: ["outputs", "inputs"],
                    fan: Fan(input: Double(features), output: Double(classes)), initializer: weights.initializer)
            ]
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let vectors = try context.numbersOfClass(parameters[parameters.count - 1], like: input)
        let ofClass = try (input * vectors).sum(axes: [1], keepingDimensions: true)
        let score = try input.matrixProduct(parameters[0]) + ofClass
        return weights.hasBias ? try score + parameters[1] : score
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw .noChain("projection", takes: "the class of each example")
    }
}
