import Datasets
import Declarations

/// LSGAN: squared distances of the scores to what they should be.
///
/// On images the networks of the DCGAN (the authors' own have more convolutions) under Adam at rate 0.001, as their code trains on
/// scenes; on points two hidden layers of 128 units with tanh, orthogonal weights, and a generator ten times as fast as the discriminator, as it trains on a
/// mixture of Gaussians. Batch 64 or 512 there.
///
/// Source: Mao et al. 2017, equation 9; code `train_lsun.py` and `mixture_gaussian/ls.py`.
struct LeastSquaresModel: Model {
    static let declaration = Declaration(
        "lsgan", summary: "the least-squares GAN as it was published: networks, loss and optimizers",
        options: [.ofPublishedModel],
        example: "data digits\nmodel lsgan width 16",
        source: "Mao et al. 2017, Least squares generative adversarial networks, equation 9, and the authors' code",
        published: "width 64 with `batch 64` and `latent uniform 1024` on photographs; width 128 with `batch 512` and `latent 256` on points")

    let width: Int?

    init(_ values: OptionValues) throws(Refusal) { width = values.publishedWidth }

    var optionValues: OptionValues { .ofPublishedModel(width: width) }

    func statements(for dataset: any Dataset) throws(Refusal) -> [String] {
        if dataset.isImage {
            let pyramid = try ImagePyramid(of: dataset, for: name)
            return ConvolutionalNetworks(width: width ?? .usualChannels).statements(for: pyramid)
                + ["loss lsgan", "trick none", "optimizer adam rate 0.001 beta1 0.5", "ratio discriminator 1 generator 1"]
        }
        let hidden = "  layer dense \(width ?? 128) initializer orthogonal gain 1.4 tanh"
        return ["generator", hidden, hidden, "  layer dense data initializer orthogonal gain 1.4"]
            + ["discriminator", hidden, hidden, "  layer dense 1 initializer orthogonal gain 1.4"]
            + [
                "loss lsgan", "trick none", "optimizer adam rate 0.001 beta1 0.5",
                "optimizer discriminator adam rate 0.0001 beta1 0.5", "ratio discriminator 1 generator 1",
            ]
    }
}

extension Int {
    /// Channels of the largest plane where nobody chose: half of what photographs of 64×64 were trained with.
    static let usualChannels = 32
}

extension OptionDeclaration {
    static let ofPublishedModel = OptionDeclaration(
        "width", .integer(1...8192), isOptional: true,
        summary: "channels of the largest plane, without it 32; for points units of a hidden layer, without it the paper's")
}

extension OptionValues {
    var publishedWidth: Int? { has("width") ? integer("width") : nil }

    static func ofPublishedModel(width: Int?) -> OptionValues {
        OptionValues(width.map { ["width": .number(Double($0))] } ?? [:])
    }
}
