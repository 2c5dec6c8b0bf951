import Declarations

// Numbers without a bound, and bounds that are too near.

let explodingGradient = Sabotage(
    .explodingGradient,
    Sabotage.Way(
        on: [.hiddenLayers, .denseNetworks],
        "nothing bounds the slope of a critic that gains by being steeper, and five updates for one of the generator's make it so",
        source: "Arjovsky, Chintala, Bottou 2017, Wasserstein GAN, section 3",
        benches: [["data ring"], ["data digits"]], steps: 600, cureSteps: 300, shown: "gradient.samples > 100"
    ) { _ in plainDuel(loss: "wgan", generator: adam("0.001"), ratio: 5) + ["penalty none"] })

let notANumber = Sabotage(
    .notANumber,
    Sabotage.Way(
        on: [.hiddenLayers, .denseNetworks],
        "least squares grow with the square of the scores, and plain descent at this rate steps farther across the valley each time",
        source: "Goodfellow, Bengio, Courville 2016, Deep learning, section 4.3",
        benches: [["data ring"], ["data digits"]], steps: 300, shown: nil
    ) { _ in plainDuel(loss: "lsgan", generator: "sgd rate 0.3") })

let weightsAtClip = Sabotage(
    .weightsAtClip,
    Sabotage.Way(
        on: [.hiddenLayers, .denseNetworks],
        "the critic wants to be steep, the clip forbids it: weights are driven to the bound and stay there",
        source: "Gulrajani et al. 2017, Improved training of Wasserstein GANs, section 3",
        benches: [["data ring"], ["data digits"]], steps: 300, shown: "clipped > 0.25 and gradient.generator < 0.001"
    ) { _ in plainDuel(loss: "wgan clip 0.001", generator: "rmsprop rate 0.00005", ratio: 5) })
