import Datasets
import Declarations

/// WGAN: a critic with clipped weights, five of its updates for each of the generator's, and no momentum.
///
/// On images the networks of the DCGAN, on points three hidden layers of 512 units with ReLU. Batch 64, or 256 on points, as
/// here without a choice.
///
/// Source: Arjovsky, Chintala, Bottou 2017, algorithm 1 and section 4; points: Gulrajani et al. 2017, code `gan_toy.py`, mode
/// `wgan`.
struct WassersteinModel: Model {
    static let declaration = Declaration(
        "wgan", summary: "the Wasserstein GAN as it was published: networks, loss, clipping, optimizer and ratio",
        options: [.ofPublishedModel],
        example: "data digits\nmodel wgan width 16",
        source: "Arjovsky, Chintala, Bottou 2017, Wasserstein GAN, algorithm 1",
        published: "width 64 with `batch 64` and `latent 100` on photographs; width 512 with `batch 256` and `latent 2` on points")

    let width: Int?

    init(_ values: OptionValues) throws(Refusal) { width = values.publishedWidth }

    var optionValues: OptionValues { .ofPublishedModel(width: width) }

    func statements(for dataset: any Dataset) throws(Refusal) -> [String] {
        let networks: [String]
        if dataset.isImage {
            let pyramid = try ImagePyramid(of: dataset, for: name)
            networks = ConvolutionalNetworks(width: width ?? .usualChannels).statements(for: pyramid)
        } else {
            networks = DenseNetworks.ofPoints(width: width ?? 512).statements(for: dataset)
        }
        return networks + [
            "loss wgan clip 0.01", "trick none", "optimizer rmsprop rate 0.00005", "ratio discriminator 5 generator 1",
        ]
    }
}
