import Datasets
import Networks
import Testing

@testable import Lab

@Suite("The check of a recipe before anything is allocated")
struct RecipeCheckTests {
    private func imageRecipe(_ generator: [any Layer], _ discriminator: [any Layer]? = nil) throws -> Recipe {
        var recipe = Recipe(dataset: try dataset(MNISTDataset.self))
        recipe.chosenLayers[.generator] = specify(generator)
        if let discriminator { recipe.chosenLayers[.discriminator] = specify(discriminator) }
        return recipe
    }

    private func error(_ recipe: Recipe, memoryLimit: UInt64 = 1 << 50) -> RecipeError? {
        do {
            _ = try RecipeCheck(recipe, memoryLimit: memoryLimit)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "every data set trains with the defaults alone",
        arguments: datasetCatalogue.indices.filter { datasetCatalogue[$0].declaration.arguments.isEmpty })
    func defaults(_ index: Int) throws {
        let type = datasetCatalogue[index]
        let recipe = Recipe(dataset: try type.init(.init(type.declaration)))
        let check = try RecipeCheck(recipe)
        #expect(check.network(.generator)?.output == recipe.dataset.size)
        #expect(check.network(.discriminator)?.output == [1])
        #expect(check.warnings.isEmpty)
        #expect(recipe.batch == (recipe.dataset.isImage ? 64 : 256))
    }

    @Test("counts the parameters of the ring's default networks as one does by hand")
    func parameters() throws {
        let check = try RecipeCheck(Recipe(dataset: try dataset(RingDataset.self)))
        #expect(check.network(.generator)?.parameterCount == 64 * 128 + 128 + 128 * 128 + 128 + 128 * 2 + 2)
        #expect(check.network(.generator)?.rows.map(\.parameters) == [8320, 0, 16512, 0, 258])
        #expect(check.network(.generator)?.rows.map(\.layer) == ["dense", "relu", "dense", "relu", "dense"])
    }

    @Test("a generator that stops half way is told which layer doubles the size")
    func tooSmall() throws {
        let small: [any Layer] = [
            Dense([7, 7, 64]), Relu(), Deconvolution(1, geometry: ImageGeometry(stride: 2)), Tanh(),
        ]
        let found = try #require(error(try imageRecipe(small)))
        #expect(found.subject == .network(.generator))
        #expect(found.message == "the generator makes 14x14x1 but `data mnist` is 28x28x1")
        #expect(found.tag == 2)
        #expect(found.label == "7x7x64 becomes 14x14x1 here")
        #expect(found.help == "one more `layer deconv 64 stride 2` before it doubles the size to 28x28")

        var cured = small
        cured.insert(Deconvolution(64, geometry: ImageGeometry(stride: 2)), at: 2)
        #expect(error(try imageRecipe(cured)) == nil)
    }

    @Test("a generator that goes too far, or has other channels, is told what to change")
    func otherSizes() throws {
        let double = Deconvolution(64, geometry: ImageGeometry(stride: 2))
        let last = Deconvolution(1, geometry: ImageGeometry(stride: 2))
        let tooLarge = error(try imageRecipe([Dense([7, 7, 64]), double, double, last]))
        #expect(tooLarge?.help == "without the `layer deconv` that makes 28x28x64 it makes 28x28x1")
        let channels = error(
            try imageRecipe([Dense([14, 14, 8]), Deconvolution(3, geometry: ImageGeometry(stride: 2))]))
        #expect(channels?.help == "`layer deconv data` makes 1 channel")
        let start = error(try imageRecipe([Dense([8, 8, 64]), double, last]))
        #expect(start?.help == "start from `layer dense 7x7x64`, which the layers after it bring to 28x28")
        #expect(error(try imageRecipe([Dense(784)]))?.help == "add `layer reshape data` at the end")
        #expect(error(try imageRecipe([Dense(100)]))?.help == "end with `layer dense data`")
    }

    @Test("a layer that cannot take its input is named with what reaches it")
    func refusedInput() throws {
        let found = try #require(error(try imageRecipe([Dense(64), Convolution(8), Tanh()])))
        #expect(found.tag == 1)
        #expect(found.label == "64 reaches it here")
        #expect(found.message.contains("`conv`"))
        #expect(found.help != nil)
    }

    @Test("a discriminator that ends in an image is told to end in one score")
    func scores() throws {
        let generator: [any Layer] = [Dense([28, 28, 1]), Tanh()]
        let image = try #require(error(try imageRecipe(generator, [Convolution(8), LeakyRelu()])))
        #expect(image.message == "the discriminator must end in one score for each example, found 28x28x8")
        #expect(image.help == "add `layer flatten` and `layer dense 1` at the end")
        #expect(image.tag == 0)
        #expect(error(try imageRecipe(generator, [Flatten(), Dense(10)]))?.help == "end with `layer dense 1`")
        #expect(error(try imageRecipe(generator, []))?.message == "the discriminator has no layers")
    }

    @Test("a recipe beyond the memory is refused with its estimate, absurd sizes included")
    func memory() throws {
        let wide = try imageRecipe([Dense(1_000_000_000), Dense(1_000_000_000), Dense([28, 28, 1])])
        let found = try #require(error(wide))
        #expect(found.subject == .memory)
        #expect(found.message.hasPrefix("training needs about more than 100000 TB, but this machine has"))
        let huge = 1_000_000_000
        #expect(error(try imageRecipe([Dense([huge, huge, huge]), Deconvolution(huge)])) != nil)
        let ring = Recipe(dataset: try dataset(RingDataset.self))
        #expect(error(ring, memoryLimit: 100_000_000) == nil)
        let refused = try #require(error(ring, memoryLimit: 1_000_000))
        #expect(refused.message.hasSuffix("but this machine has 1.0 MB"))
    }

    @Test("a batch of one contradicts batch normalisation")
    func batchOfOne() throws {
        var recipe = try ringRecipe()
        recipe.chosenLayers[.generator] = specify([Dense(8), BatchNormalization(), Dense(2)])
        recipe.chosenBatch = 1
        #expect(error(recipe)?.tag == 1)
    }

    @Test("warns of batch normalisation in a critic with a gradient penalty, and only then")
    func warnings() throws {
        var recipe = try ringRecipe()
        recipe.chosenLayers[.discriminator] = specify([Dense(8), BatchNormalization(), Relu(), Dense(1)])
        #expect(try RecipeCheck(recipe).warnings.isEmpty)
        recipe.loss = WassersteinGradientPenalty()
        let warning = try #require(try RecipeCheck(recipe).warnings.first)
        #expect(warning.tag == 1)
        #expect(warning.message.contains("`loss wgan-gp`"))
        recipe.loss = NonSaturating()
        recipe.chosenPenalties = [GradientPenalty()]
        #expect(try RecipeCheck(recipe).warnings.first?.message.contains("`penalty gradient-penalty`") == true)
        recipe.chosenLayers[.discriminator] = specify([Dense(1), Sigmoid()])
        #expect(try RecipeCheck(recipe).warnings.map(\.tag) == [1])
    }

    @Test("recipes are equal when everything that decides them is, places aside")
    func equality() throws {
        let recipe = try ringRecipe()
        var other = try ringRecipe()
        other.chosenLayers[.generator] = recipe.chosenLayers[.generator]?.map { LayerSpecification($0.layer, tag: $0.tag + 100) }
        #expect(recipe == other)
        other.loss = Hinge()
        #expect(recipe != other)
        other = recipe
        other.chosenLayers[.generator]?[0] = LayerSpecification(Dense(9))
        #expect(recipe != other)
        other = recipe
        other.chosenOptimizers[.generator] = Adam(rate: 0.5)
        #expect(recipe != other)
        let one = try dataset(MNISTDataset.self, ["classes": .list([1, 7, 3, 5].map { .number($0) })])
        let two = try dataset(MNISTDataset.self, ["classes": .list([5, 3, 7, 1].map { .number($0) })])
        #expect(one.isEqual(to: two))
        #expect(try !one.isEqual(to: dataset(MNISTDataset.self)))
    }
}
