import Datasets
import Declarations

/// SN-GAN: a discriminator whose layers stretch nothing by more than 1, under the hinge loss.
///
/// On images the paper's standard networks: in the discriminator a convolution that keeps the plane before each that
/// halves it, LeakyReLU of slope 0.1 and no normalisation but that of the weights. The paper has none for points; here those of the
/// Wasserstein critics stand, with a rate of 0.001 as points take it.
///
/// Source: Miyato et al. 2018, section 4 and table 3.
struct SpectralNormModel: Model {
    static let declaration = Declaration(
        "sngan", summary: "the spectrally normalised GAN as it was published: networks, loss, trick, optimizer and ratio",
        options: [.ofPublishedModel],
        example: "data digits\nmodel sngan width 8",
        source: "Miyato et al. 2018, Spectral normalization for generative adversarial networks, section 4 and table 3",
        published: "width 64 with `batch 64` and `latent 128` on photographs")

    let width: Int?

    init(_ values: OptionValues) throws(Refusal) { width = values.publishedWidth }

    var optionValues: OptionValues { .ofPublishedModel(width: width) }

    func statements(for dataset: any Dataset) throws(Refusal) -> [String] {
        let way = ["loss hinge", "trick none", "trick spectral-norm"]
        let ratio = "ratio discriminator 5 generator 1"
        guard dataset.isImage else {
            return DenseNetworks.ofPoints(width: width ?? 512).statements(for: dataset) + way
                + ["optimizer adam rate 0.001 beta1 0 beta2 0.9", ratio]
        }
        let pyramid = try ImagePyramid(of: dataset, for: name)
        let width = width ?? .usualChannels
        return generator(pyramid, width) + discriminator(pyramid, width) + way
            + ["optimizer adam rate 0.0002 beta1 0 beta2 0.9", ratio]
    }

    private func generator(_ pyramid: ImagePyramid, _ width: Int) -> [String] {
        let (side, halvings) = (pyramid.side, pyramid.halvings)
        var lines = ["generator", "  layer dense \(side)x\(side)x\(width << halvings) initializer normal"]
        for step in (0..<halvings).reversed() {
            lines += ["  layer deconv \(width << step) stride 2 initializer normal no-bias", "  layer batchnorm", "  layer relu"]
        }
        return lines + ["  layer conv data initializer normal tanh"]
    }

    private func discriminator(_ pyramid: ImagePyramid, _ width: Int) -> [String] {
        func convolution(_ channels: Int, _ options: String = "") -> [String] {
            ["  layer conv \(channels)\(options) initializer normal", "  layer leaky-relu slope 0.1"]
        }
        let blocks = (0..<pyramid.halvings).flatMap { convolution(width << $0) + convolution(width << $0, " stride 2") }
        return ["discriminator"] + blocks + convolution(width << pyramid.halvings)
            + ["  layer flatten", "  layer dense 1 initializer normal"]
    }
}
