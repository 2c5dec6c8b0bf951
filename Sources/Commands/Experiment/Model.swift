import Datasets
import Declarations

/// A named recipe for both networks: plain statements, sized to the data.
protocol Model: Declared {
    /// The statements for a data set, one a line. Throws where the data does not suit.
    func statements(for dataset: any Dataset) throws(Refusal) -> [String]
}

/// Every model, in the order of the reference page.
let modelCatalogue: [any Model.Type] = [MultilayerPerceptron.self, DeepConvolutional.self]

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

    func statements(for dataset: any Dataset) throws(Refusal) -> [String] {
        let hidden = dataset.isImage ? "  layer dense \(width) leaky-relu" : "  layer dense \(width) relu"
        let stack = [String](repeating: hidden, count: depth)
        return ["generator"] + stack + ["  layer dense data" + (dataset.isImage ? " tanh" : "")]
            + ["discriminator"] + (dataset.isImage ? ["  layer flatten"] : []) + stack + ["  layer dense 1"]
    }
}

/// DCGAN: strided convolutions in place of pooling, batch normalisation, no hidden dense layer.
///
/// The plane is halved in the discriminator, and doubled in the generator, while it is even and larger than 4; the
/// channels double with each halving.
struct DeepConvolutional: Model {
    static let declaration = Declaration(
        "dcgan", summary: "strided convolutions with batch normalisation, for images",
        options: [
            .init("width", .integer(1...1024), default: .number(32), summary: "channels of the largest plane"),
            .init(
                "critic", .flag, isOptional: true,
                summary: "leaves batch normalisation out of the discriminator, as wgan-gp needs it"),
        ],
        example: "data digits\nmodel dcgan width 16",
        source: "Radford, Metz, Chintala 2016, Unsupervised Representation Learning with DCGANs")

    let width: Int
    let isCritic: Bool

    init(_ values: OptionValues) throws(Refusal) {
        width = values.integer("width")
        isCritic = values.flag("critic")
    }

    func statements(for dataset: any Dataset) throws(Refusal) -> [String] {
        let size = dataset.size
        guard dataset.isImage, size.count == 3, size[0] == size[1] else {
            throw Refusal(
                "`model dcgan` makes images, but `data \(dataset.name)` is points",
                help: "`model mlp` suits points; `data digits` and `data mnist` are images")
        }
        var side = size[0]
        var halvings = 0
        while side > 4 && side.isMultiple(of: 2) {
            side /= 2
            halvings += 1
        }
        guard halvings > 0 else {
            throw Refusal(
                "`model dcgan` halves the image at least once, but `data \(dataset.name)` is \(size[0])x\(size[1])",
                help: "`size 32` or `size 28` behind `data \(dataset.name)`")
        }
        let start = "initializer normal"
        let norm = ["  layer batchnorm"]

        var lines = ["generator"]
        lines.append("  layer dense \(side)x\(side)x\(width << (halvings - 1)) \(start) no-bias")
        for step in (0..<halvings).reversed() {
            lines += norm + ["  layer relu"]
            lines.append(
                step == 0
                    ? "  layer deconv data stride 2 \(start) tanh"
                    : "  layer deconv \(width << (step - 1)) stride 2 \(start) no-bias")
        }
        lines.append("discriminator")
        for step in 0..<halvings {
            let isPlain = step == 0 || isCritic
            lines.append("  layer conv \(width << step) stride 2 \(start)" + (isPlain ? " leaky-relu" : " no-bias"))
            if !isPlain { lines += norm + ["  layer leaky-relu"] }
        }
        return lines + ["  layer flatten", "  layer dense 1 \(start)"]
    }
}
