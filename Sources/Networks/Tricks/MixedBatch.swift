import Declarations
import Graphs

/// Real and generated examples pass through the discriminator as one batch.
///
/// Formula: a batch normalisation of the discriminator takes mean and variance over [x; G(z)], real and generated examples together,
/// in both turns, instead of over each batch by itself. Running statistics follow the mixed batch. Where no layer of the discriminator mixes
/// the batch it changes nothing.
///
/// It is the usual slip of a first program, and there to be looked at. Normalised apart, each batch comes to mean 0 and variance 1 in
/// every channel: the discriminator cannot see where a batch lies as a whole, and what it learns are differences inside. Normalised together,
/// the two sides stand on either side of 0, what is real is told by what it stands beside, and the generator moves the real
/// examples' scores with its own. The advice is to keep them apart.
/// Source: against it Chintala, Denton, Arjovsky, Mathieu 2016, "How to train a GAN?", item 4; batch normalisation in GANs: Radford, Metz,
/// Chintala 2016, "Unsupervised representation learning with deep convolutional GANs", section 3.
public struct MixedBatch: Trick, Hashable {
    public static let declaration = Declaration(
        "mixed-batch", summary: "a discriminator with batchnorm sees real and generated examples as one batch",
        example: "data ring\ndiscriminator\n  layer dense 64\n  layer batchnorm\n  layer relu\n  layer dense 1\ntrick mixed-batch\ntrain 1",
        source: "Chintala, Denton, Arjovsky, Mathieu 2016, How to train a GAN?, item 4, which advises against it",
        claims: [
            .risks(
                .nonConvergence, "lets the discriminator tell what is real by what stands beside it in the batch",
                when: .trait(.batchCoupledDiscriminator), help: "without it each batch is normalised by itself",
                source: "Chintala et al. 2016, How to train a GAN?, item 4"),
            .conflicts(
                "changes nothing: no layer of the discriminator mixes the batch", when: .not(.trait(.batchCoupledDiscriminator)),
                help: "`layer batchnorm` in the discriminator", source: "Ioffe, Szegedy 2015, Batch normalization"),
        ])

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public var mixesBatches: Bool { true }

    public var entersDiscriminatorLoss: Bool { true }

    /// The generator's examples are normalised together with real ones.
    public var generatorSeesData: Bool { true }

    /// The real batch of the generator's turn.
    public var extraApplications: Int { 1 }
}
