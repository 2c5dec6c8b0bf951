import Datasets
import Declarations

/// WGAN-GP: a critic whose slope a penalty holds near 1, five of its updates for each of the generator's.
///
/// On images the networks of the DCGAN with layer normalisation in the critic, as a penalty on each example's slope forbids
/// mixing the batch; on points three hidden layers of 512 units with ReLU, a lighter penalty and some momentum.
///
/// Source: Gulrajani et al. 2017, algorithm 1 and section 4; points: its code `gan_toy.py`.
struct WassersteinGradientPenaltyModel: Model {
    static let declaration = Declaration(
        "wgan-gp", summary: "the Wasserstein GAN with gradient penalty as it was published: networks, loss, optimizer and ratio",
        options: [.ofPublishedModel],
        example: "data digits\nmodel wgan-gp width 16",
        source: "Gulrajani et al. 2017, Improved training of Wasserstein GANs, algorithm 1 and section 4",
        published: "width 64 with `batch 64` and `latent 128` on photographs; width 512 with `batch 256` and `latent 2` on points")

    let width: Int?

    init(_ values: OptionValues) throws(Refusal) { width = values.publishedWidth }

    var optionValues: OptionValues { .ofPublishedModel(width: width) }

    func statements(for dataset: any Dataset) throws(Refusal) -> [String] {
        let ratio = "ratio discriminator 5 generator 1"
        guard dataset.isImage else {
            return DenseNetworks.ofPoints(width: width ?? 512).statements(for: dataset)
                + ["loss wgan-gp weight 0.1", "trick none", "optimizer adam rate 0.0001 beta1 0.5 beta2 0.9", ratio]
        }
        let pyramid = try ImagePyramid(of: dataset, for: name)
        var networks = ConvolutionalNetworks(width: width ?? .usualChannels)
        networks.discriminatorNormalization = "layernorm"
        return networks.statements(for: pyramid)
            + ["loss wgan-gp weight 10", "trick none", "optimizer adam rate 0.0001 beta1 0 beta2 0.9", ratio]
    }
}
