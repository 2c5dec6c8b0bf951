import Datasets
import Declarations
import Lab
import Networks

/// One training step that is timed the same way everywhere: a discriminator update and a generator update, fresh real
/// examples and fresh noise for each, Adam (β₁ 0.5, β₂ 0.999) on both networks, 32-bit floats.
struct Workload: Sendable {
    let name: String
    let summary: String
    let recipe: @Sendable () throws -> Recipe

    static let all: [Workload] = [
        Workload(name: "ring-64", summary: "dense 64-128-128-2 against 2-128-128-1, batch 64") { try ring(batch: 64) },
        Workload(name: "ring-256", summary: "the same, batch 256") { try ring(batch: 256) },
        Workload(name: "ring-256-gp", summary: "the same under wgan-gp, weight 10, one critic step") {
            try ring(batch: 256, loss: WassersteinGradientPenalty(penalty: GradientPenalty(weight: 10)))
        },
        Workload(name: "ring-256-unroll5", summary: "the same, looking 5 plain gradient steps ahead") {
            var recipe = try ring(batch: 256)
            recipe.tricks = [Unroll(steps: 5, rate: 0.001)]
            return recipe
        },
        Workload(name: "dcgan-32", summary: "32x32x1 images, deconv 128-64-32-1 against conv 32-64-128-1, batch 64") {
            dcgan(width: 32)
        },
        Workload(name: "dcgan-32-gp", summary: "the same under wgan-gp, critic without batch normalisation") {
            dcgan(width: 32, loss: WassersteinGradientPenalty(penalty: GradientPenalty(weight: 10)), normalizesDiscriminator: false)
        },
        Workload(name: "dcgan-32-wide", summary: "deconv 256-128-64-1 against conv 64-128-256-1") { dcgan(width: 64) },
        Workload(name: "sngan-32", summary: "32x32x1 images, hinge, seven convolutions normalised spectrally, batch 64") {
            sngan(width: 32, attends: false)
        },
        Workload(name: "sagan-32", summary: "the same with attention at 16x16 in both networks, both normalised spectrally") {
            sngan(width: 32, attends: true)
        },
        Workload(name: "ring-256-minibatch", summary: "ring-256 with minibatch discrimination, 32 kernels of 5 dimensions") {
            var recipe = try ring(batch: 256)
            recipe.chosenLayers[.discriminator] = layers([
                Dense(128), Relu(), Dense(128), Relu(), MinibatchDiscrimination(kernels: 32, dimensions: 5), Dense(1),
            ])
            return recipe
        },
    ]

    private static func ring(batch: Int, loss: any Loss = NonSaturating()) throws -> Recipe {
        var recipe = Recipe(dataset: try RingDataset(OptionValues(RingDataset.declaration)))
        recipe.loss = loss
        recipe.chosenBatch = batch
        recipe.chosenLatent = NormalLatent(64)
        recipe.chosenLayers[.generator] = layers([Dense(128), Relu(), Dense(128), Relu(), Dense(2)])
        recipe.chosenLayers[.discriminator] = layers([Dense(128), Relu(), Dense(128), Relu(), Dense(1)])
        return withAdam(recipe, rate: 0.001)
    }

    private static func dcgan(
        width: Int, loss: any Loss = NonSaturating(), normalizesDiscriminator: Bool = true
    ) -> Recipe {
        var recipe = Recipe(dataset: NoiseImages())
        recipe.loss = loss
        recipe.chosenBatch = 64
        recipe.chosenLatent = NormalLatent(100)

        let start = NormalInitializer()
        let plain = WeightOptions(initializer: start, hasBias: false)
        let biased = WeightOptions(initializer: start, hasBias: true)
        let whole = ImageGeometry(kernel: 4, stride: 1, padding: 0)
        let half = ImageGeometry(kernel: 4, stride: 2, padding: 1)
        recipe.chosenLayers[.generator] = layers([
            Reshape([1, 1, 100]),
            Deconvolution(width * 4, geometry: whole, weights: plain), BatchNormalization(), Relu(),
            Deconvolution(width * 2, geometry: half, weights: plain), BatchNormalization(), Relu(),
            Deconvolution(width, geometry: half, weights: plain), BatchNormalization(), Relu(),
            Deconvolution(1, geometry: half, weights: biased), Tanh(),
        ])
        let normalization: [any Layer] = normalizesDiscriminator ? [BatchNormalization()] : []
        recipe.chosenLayers[.discriminator] = layers(
            [Convolution(width, geometry: half, weights: biased), LeakyRelu(slope: 0.2)]
                + [Convolution(width * 2, geometry: half, weights: plain)] + normalization + [LeakyRelu(slope: 0.2)]
                + [Convolution(width * 4, geometry: half, weights: plain)] + normalization + [LeakyRelu(slope: 0.2)]
                + [Convolution(1, geometry: whole, weights: biased), Flatten()])
        return withAdam(recipe, rate: 0.0002)
    }

    /// The convolutional networks of Miyato et al. 2018, table 3, at another width.
    private static func sngan(width: Int, attends: Bool) -> Recipe {
        var recipe = Recipe(dataset: NoiseImages())
        recipe.loss = Hinge()
        recipe.tricks = [SpectralNorm(of: attends ? .both : .discriminator)]
        recipe.chosenBatch = 64
        recipe.chosenLatent = NormalLatent(100)

        let weights = WeightOptions(initializer: NormalInitializer())
        let half = ImageGeometry(kernel: 4, stride: 2, padding: 1)
        let attention: [any Layer] = attends ? [Attention(initializer: NormalInitializer())] : []
        func doubling(_ channels: Int) -> [any Layer] {
            [Deconvolution(channels, geometry: half, weights: weights), BatchNormalization(), Relu()]
        }
        recipe.chosenLayers[.generator] = layers(
            [Dense([4, 4, width * 8], weights: weights)] + doubling(width * 4) + doubling(width * 2) + attention + doubling(width)
                + [Convolution(1, geometry: ImageGeometry(kernel: 3), weights: weights), Tanh()])
        func pair(_ channels: Int) -> [any Layer] {
            [ImageGeometry(kernel: 3), half].flatMap { geometry -> [any Layer] in
                [Convolution(channels, geometry: geometry, weights: weights), LeakyRelu(slope: 0.1)]
            }
        }
        recipe.chosenLayers[.discriminator] = layers(
            pair(width) + attention + pair(width * 2) + pair(width * 4) + [
                Convolution(width * 8, geometry: ImageGeometry(kernel: 3), weights: weights), LeakyRelu(slope: 0.1), Flatten(),
                Dense(1, weights: weights),
            ])
        return withAdam(recipe, rate: 0.0002)
    }

    private static func layers(_ layers: [any Layer]) -> [LayerSpecification] {
        layers.map { LayerSpecification($0) }
    }

    private static func withAdam(_ recipe: Recipe, rate: Double) -> Recipe {
        var recipe = recipe
        recipe.chosenOptimizers[.generator] = Adam(rate: Schedule(rate), beta1: 0.5)
        recipe.chosenOptimizers[.discriminator] = Adam(rate: Schedule(rate), beta1: 0.5)
        return recipe
    }
}

/// A thousand images of noise: a step costs the same whatever the pixels show.
private struct NoiseImages: Dataset {
    static let declaration = Declaration(
        "noise", summary: "a thousand images of noise", example: "data noise", source: "made for the benchmark")

    var size: [Int] { [32, 32, 1] }

    init() {}

    init(_ values: OptionValues) throws(Refusal) {}

    func source(in folders: DataFolders) throws(DatasetError) -> any DataSource {
        var random = SystemRandomNumberGenerator()
        let count = 1000
        return Examples(
            training: .init(
                values: (0..<count * 32 * 32).map { _ in Float.random(in: -1...1, using: &random) }, size: size))
    }
}
