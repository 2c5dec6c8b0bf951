import Declarations

// One of the two networks is far ahead of the other.

let discriminatorTooStrong = Sabotage(
    .discriminatorTooStrong,
    Sabotage.Way(
        on: [.heaps, .denseNetworks],
        "under the minimax loss the generator learns least where the discriminator is surest, so that it never catches up",
        source: "Goodfellow et al. 2014, section 3", benches: [["data ring"]], steps: 1500, cureSteps: 1000,
        shown: "accuracy.fake > 0.9 and quality < 0.02"
    ) { _ in plainDuel(loss: "minimax", generator: adam("0.001")) },
    Sabotage.Way(
        on: [.digits, .denseNetworks],
        "the discriminator makes five updates for each of a generator whose steps are small",
        source: "Arjovsky, Bottou 2017, Towards principled methods for training generative adversarial networks, section 2.1",
        benches: [["data digits"]], steps: 500, shown: "accuracy.real > 0.99 and accuracy.fake > 0.99 and quality < 0.02"
    ) { _ in plainDuel(loss: "minimax", generator: "sgd rate 0.03", discriminator: adam("0.001"), ratio: 5) })

let overconfidentDiscriminator = Sabotage(
    .overconfidentDiscriminator,
    Sabotage.Way(
        on: [.digits, .denseNetworks],
        "nothing that this generator does makes the discriminator doubt, whose loss falls to nothing",
        source: "Chintala, Denton, Arjovsky, Mathieu 2016, How to train a GAN, tip 10",
        benches: [["data digits"]], steps: 500, shown: "loss.discriminator < 0.01"
    ) { _ in plainDuel(loss: "minimax", generator: "sgd rate 0.01", discriminator: adam("0.001")) })

let vanishingGradient = Sabotage(
    .vanishingGradient,
    Sabotage.Way(
        on: [.digits, .denseNetworks],
        "the minimax loss gives no gradient where the discriminator is sure of a fake, and plain descent moves as little as the gradient is small",
        source: "Arjovsky, Bottou 2017, Towards principled methods for training generative adversarial networks, theorem 2.4",
        benches: [["data digits"]], steps: 500, shown: "gradient.generator < 0.05"
    ) { _ in plainDuel(loss: "minimax", generator: "sgd rate 0.01", discriminator: adam("0.001")) },
    Sabotage.Way(
        on: [.hiddenLayers, .denseNetworks],
        "weights held next to 0 make the critic so flat that every layer leaves a hundredth of the gradient",
        source: "Gulrajani et al. 2017, Improved training of Wasserstein GANs, section 3",
        benches: [["data ring"]], steps: 300, shown: "gradient.generator < 0.001"
    ) { _ in plainDuel(loss: "wgan clip 0.001", generator: "rmsprop rate 0.0005", ratio: 5) })

private let slowDiscriminator = plainDuel(loss: "non-saturating", generator: adam("0.001"), discriminator: adam("0.000001"))

private func tooWeak(on habitat: Habitat, bench: [String], steps: Int, cureSteps: Int, shown: String) -> Sabotage.Way {
    Sabotage.Way(
        on: [habitat, .denseNetworks],
        "the discriminator hardly learns, so that the generator finds what pleases it as it was drawn, which has nothing to do with the data",
        source: "Goodfellow 2016, NIPS tutorial, section 5", benches: [bench], steps: steps, cureSteps: cureSteps, shown: shown
    ) { _ in slowDiscriminator }
}

let discriminatorTooWeak = Sabotage(
    .discriminatorTooWeak,
    tooWeak(on: .heaps, bench: ["data ring"], steps: 500, cureSteps: 500, shown: "score.fake > 0.9 and quality < 0.02"),
    tooWeak(on: .digits, bench: ["data digits"], steps: 300, cureSteps: 300, shown: "score.fake > 0.9 and quality < 0.02"))

let misleadingLoss = Sabotage(
    .misleadingLoss,
    tooWeak(on: .heaps, bench: ["data ring"], steps: 500, cureSteps: 500, shown: "loss.generator < 0.1 and quality < 0.02"),
    tooWeak(on: .digits, bench: ["data digits"], steps: 300, cureSteps: 300, shown: "loss.generator < 0.1 and quality < 0.02"))
