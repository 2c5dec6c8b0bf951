import Datasets
import Declarations

/// DCGAN: strided convolutions in place of pooling, batch normalisation, no hidden dense layer, ReLU and tanh in the generator,
/// LeakyReLU in the discriminator.
///
/// `without` breaks guidelines of the paper, to see what each is good for. Not all advice agrees with them: *ganhacks* wants
/// LeakyReLU in both networks (`without relu`) and counts average pooling among what works (`without strides`); both
/// avoid maximum pooling (`without strides pooling max`).
///
/// Source: Radford, Metz, Chintala 2016, section 3; Chintala, Denton, Arjovsky, Mathieu 2016, *How to train a GAN?*, item 5.
struct DeepConvolutional: Model {
    static let declaration = Declaration(
        "dcgan", summary: "strided convolutions with batch normalisation, for images",
        options: [
            .init("width", .integer(1...1024), default: .number(32), summary: "channels of the largest plane"),
            .init(
                "critic", .flag, isOptional: true,
                summary: "leaves batch normalisation out of the discriminator, as wgan-gp needs it"),
            .init(
                "without", .word(Guideline.allCases.map(\.rawValue)), isOptional: true, isList: true,
                summary: "breaks these guidelines of the paper: \(Guideline.wording)"),
            .init(
                "pooling", .word(Pooling.allCases.map(\.rawValue)), default: .word(Pooling.average.rawValue),
                summary: "what shrinks the planes `without strides`"),
        ],
        example: "data digits\nmodel dcgan width 16 without batchnorm, relu",
        source: "Radford, Metz, Chintala 2016, Unsupervised Representation Learning with DCGANs, section 3")

    /// A guideline of the paper's section 3 by what it asks for; the fourth has two halves.
    enum Guideline: String, CaseIterable {
        case strides, batchnorm
        case directEnds = "direct-ends"
        case relu, tanh
        case leakyRelu = "leaky-relu"

        /// What is there without it.
        var instead: String {
            switch self {
            case .strides: "pooling and upsampling"
            case .batchnorm: "no normalisation"
            case .directEnds: "a hidden dense layer at the noise and at the score"
            case .relu: "leaky-relu in the generator"
            case .tanh: "no bound on the generator's output"
            case .leakyRelu: "relu in the discriminator"
            }
        }

        static var wording: String { allCases.map { "\($0.rawValue) (then \($0.instead))" }.joined(separator: ", ") }
    }

    enum Pooling: String, CaseIterable { case average, max }

    let width: Int
    let isCritic: Bool
    /// In the order of the paper, each once.
    let broken: [Guideline]
    let pooling: Pooling

    init(_ values: OptionValues) throws(Refusal) {
        width = values.integer("width")
        isCritic = values.flag("critic")
        let named = values.list("without")
        broken = Guideline.allCases.filter { named.contains(.word($0.rawValue)) }
        pooling = Pooling(rawValue: values.word("pooling")) ?? .average
        guard pooling == .average || broken.contains(.strides) else {
            throw Refusal(
                "`pooling \(pooling.rawValue)` takes the place of strides, which are there",
                help: "`without strides pooling \(pooling.rawValue)`")
        }
    }

    var optionValues: OptionValues {
        var values = OptionValues(["width": .number(Double(width)), "pooling": .word(pooling.rawValue)])
        if isCritic { values["critic"] = .flag(true) }
        if !broken.isEmpty { values["without"] = .list(broken.map { .word($0.rawValue) }) }
        return values
    }

    func statements(for dataset: any Dataset) throws(Refusal) -> [String] {
        let pyramid = try ImagePyramid(of: dataset, for: name)
        var networks = ConvolutionalNetworks(width: width)
        if isCritic { networks.discriminatorNormalization = nil }
        for guideline in broken {
            switch guideline {
            case .strides: networks.resampling = .pooling(pooling.rawValue)
            case .batchnorm: (networks.generatorNormalization, networks.discriminatorNormalization) = (nil, nil)
            case .directEnds: networks.hasHiddenDense = true
            case .relu: networks.generatorActivation = "leaky-relu"
            case .tanh: networks.outputActivation = nil
            case .leakyRelu: networks.discriminatorActivation = "relu"
            }
        }
        return networks.statements(for: pyramid)
    }
}
