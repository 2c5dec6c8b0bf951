import Datasets
import Declarations
import Kernels
import Networks
import Testing

@testable import Lab

@Suite("Training on any number of threads")
struct ThreadTests {
    @Test("a convolutional GAN ends with the same weights, bit for bit")
    func convolutional() throws {
        let expected = try forOneThread { try trained(Self.imageRecipe()) }
        for threads in [2, 3, 7] {
            #expect(try withThreads(threads) { try trained(Self.imageRecipe()) } == expected, "\(threads) threads")
        }
    }

    @Test("a run goes on under another number of threads as if nothing had changed")
    func change() throws {
        let expected = try forOneThread { try trained(Self.imageRecipe()) }
        let experiment = try forOneThread { try Experiment(Self.imageRecipe()) }
        try withThreads(3) { try experiment.train(steps: 1) }
        try forOneThread { try experiment.train(steps: 1) }
        try withThreads(2) { try experiment.train(steps: 1) }
        #expect(experiment.bits == expected)
    }

    @Test("experiments beside each other, each on one thread, are as if each were alone")
    func beside() async throws {
        let expected = try trained(Self.imageRecipe())
        let results = try await withThrowingTaskGroup(of: [[UInt32]].self) { group in
            for _ in 0..<3 {
                group.addTask { try forOneThread { try trained(Self.imageRecipe()) } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results == [[[UInt32]]](repeating: expected, count: 3))
    }

    /// The default DCGAN's kinds of layers at a third of its width, on images of digits' size.
    private static func imageRecipe() -> Recipe {
        var recipe = Recipe(dataset: Stripes())
        recipe.seed = 3
        recipe.chosenLatent = NormalLatent(10)
        recipe.chosenBatch = 30
        let half = ImageGeometry(kernel: 4, stride: 2, padding: 1)
        recipe.chosenLayers[.generator] = specify([
            Dense(7 * 7 * 48), Reshape([7, 7, 48]), BatchNormalization(), Relu(),
            Deconvolution(48, geometry: half, weights: WeightOptions()), BatchNormalization(), Relu(),
            Deconvolution(1, geometry: half, weights: WeightOptions()), Tanh(),
        ])
        recipe.chosenLayers[.discriminator] = specify([
            Convolution(32, geometry: half, weights: WeightOptions()), LeakyRelu(),
            Convolution(64, geometry: half, weights: WeightOptions()), BatchNormalization(), LeakyRelu(),
            Flatten(), Dense(1),
        ])
        return recipe
    }
}

private func trained(_ recipe: Recipe) throws -> [[UInt32]] {
    let experiment = try Experiment(recipe)
    try experiment.train(steps: 3)
    return experiment.bits
}

/// Images of 28×28, each with stripes of its own.
private struct Stripes: Dataset {
    static let declaration = Declaration("stripes", summary: "striped images", example: "data stripes", source: "none")

    init() {}
    init(_ values: OptionValues) throws(Refusal) {}

    var size: [Int] { [28, 28, 1] }

    func source(in folders: DataFolders) throws(DatasetError) -> any DataSource {
        let values: [Float] = (0..<50 * 784).map { (place: Int) -> Float in
            let (image, row, column) = (place / 784, place / 28 % 28, place % 28)
            return Float((column * (image + 1) + row) % 19) / 9 - 1
        }
        return Examples(training: .init(values: values, size: size))
    }
}
