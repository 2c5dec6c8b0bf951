import Datasets
import Declarations

/// Two hidden dense layers on each side.
struct MultilayerPerceptron: Model {
    static let declaration = Declaration(
        "mlp", summary: "dense layers on both sides",
        options: [
            .init("width", .integer(1...8192), default: .number(128), summary: "units of a hidden layer"),
            .init("depth", .integer(1...16), default: .number(2), summary: "hidden layers"),
        ],
        example: "data ring\nmodel mlp width 128",
        source: "Goodfellow et al. 2014, Generative Adversarial Nets, section 5")

    let width: Int
    let depth: Int

    init(_ values: OptionValues) throws(Refusal) {
        width = values.integer("width")
        depth = values.integer("depth")
    }

    var optionValues: OptionValues {
        OptionValues(["width": .number(Double(width)), "depth": .number(Double(depth))])
    }

    func statements(for dataset: any Dataset) throws(Refusal) -> [String] {
        DenseNetworks(width: width, depth: depth, activation: dataset.isImage ? "leaky-relu" : "relu").statements(for: dataset)
    }
}
