import Declarations
import Graphs

/// Learns a vector for each class and gives it to the numbers that reach it.
///
/// Formula: with E_y the vector of class y, `how join` makes [x, E_y], `how multiply` x · E_y, `how add` x + E_y. Joined, it is a
/// one-hot label behind a learned table: classes that are alike come to lie near each other, and many classes take few numbers.
/// Multiplied, each class has noise of its own to begin with.
/// What it cures: a one-hot label of many classes, most of whose weights a batch never meets. What it risks: a class that is rare
/// hardly moves its vector.
/// Shapes: `[batch, n]` joined with vectors of `numbers` k becomes `[batch, n + k]`; multiplied or added the vectors have n numbers and
/// the size stays. An image takes E_y at every pixel, in channels. E `[classes, numbers]` starts as normal numbers.
/// Source: Mirza, Osindero 2014, "Conditional generative adversarial nets", section 3.2, for the joined one; Odena, Olah, Shlens 2017,
/// "Conditional image synthesis with auxiliary classifier GANs", and Brock, Donahue, Simonyan 2019, "Large scale GAN training", for
/// learned ones.
public struct Embedding: Layer, Hashable {
    public static let declaration = Declaration(
        "embedding", summary: "learns a vector for each class, and joins, multiplies or adds it",
        options: [
            OptionDeclaration("numbers", .count, isOptional: true, summary: "how many numbers a joined vector has, by default 16"),
            OptionDeclaration(
                "how", .word(Way.allCases.map(\.rawValue)), default: .word(Way.join.rawValue),
                summary: "what becomes of what reaches it and the vector"),
        ],
        example: "data ring\ngenerator\n  layer embedding numbers 8\n  layer dense 64 relu\n  layer dense data\n"
            + "discriminator\n  layer embedding numbers 8\n  layer dense 64 relu\n  layer dense 1\ntrain 1\nsample 10 class 3",
        source: "Mirza, Osindero 2014, Conditional generative adversarial nets, section 3.2; Odena, Olah, Shlens 2017",
        claims: [
            .cures(
                .ignoredClass, "of many classes gives each a short vector that can be like others",
                source: "Brock, Donahue, Simonyan 2019, section 3"),
            ClassNumbers.unheldGenerator
        ])

    /// What becomes of the numbers that reach the layer and of the class's vector.
    public enum Way: String, Sendable, CaseIterable {
        case join
        case multiply
        case add
    }

    /// How many numbers a joined vector has.
    public let numbers: Int
    public let way: Way
    /// How many classes there are; `nil` before the layer has a place.
    private let classCount: Int?

    public init(_ numbers: Int = 16, _ way: Way = .join) { self.init(numbers, way, classCount: nil) }

    private init(_ numbers: Int, _ way: Way, classCount: Int?) {
        self.numbers = numbers
        self.way = way
        self.classCount = classCount
    }

    public init(_ values: OptionValues) throws(Refusal) {
        let way = Way(rawValue: values.word("how")) ?? .join
        guard way == .join || !values.has("numbers") else {
            throw Refusal(
                "`how \(way.rawValue)` takes vectors of the size that reaches it, found `numbers`", help: "leave `numbers` out")
        }
        self.init(values.has("numbers") ? values.integer("numbers") : 16, way)
    }

    public var optionValues: OptionValues {
        var values = OptionValues(["how": .word(way.rawValue)])
        if way == .join { values["numbers"] = .number(Double(numbers)) }
        return values
    }

    public func placed(in surroundings: LayerSurroundings) throws(Refusal) -> any Layer {
        guard let classCount = surroundings.classCount else { throw .needsClasses(Self.declaration.name, to: "learns a vector for each class") }
        return Embedding(numbers, way, classCount: classCount)
    }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        way == .join ? input.dropLast() + [(input.last ?? 0).saturatingSum(numbers)] : input
    }

    public func parameters(for input: [Int]) -> [ParameterSpecification] {
        [
            ParameterSpecification(
                "vectors", shape: [classCount ?? 1, way == .join ? numbers : input[input.count - 1]],
                axes: ["classes", "channels"], initializer: NormalInitializer(deviation: 1))
        ]
    }

    public var usesLabels: Bool { true }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let vectors = try context.numbersOfClass(parameters[0], like: input)
        switch way {
        case .join:
            let everywhere = try vectors.broadcast(to: input.shape.dropLast() + [numbers])
            return try Tensor.concatenate([input, everywhere], axis: -1)
        case .multiply: return try input * vectors
        case .add: return try input + vectors
        }
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw .noChain("embedding", takes: "the class of each example")
    }
}
