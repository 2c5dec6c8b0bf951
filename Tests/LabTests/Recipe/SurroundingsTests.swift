import Datasets
import Declarations
import Networks
import Testing

@testable import Lab

@Suite("Layers that ask for more than what reaches them")
struct SurroundingsTests {
    @Test("another number of classes starts networks anew that take the class")
    func otherCount() throws {
        var recipe = try ringRecipe(modes: 8)
        recipe.chosenLayers[.generator] = specify([Label(), Dense(8), Relu(), Dense(2)])
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 2)
        recipe.dataset = try dataset(RingDataset.self, ["modes": .number(5)])
        #expect(try experiment.change(to: recipe))
        #expect(experiment.step == 0)
    }

    @Test("advice on a wrong size knows layers that take the class or an earlier layer")
    func advice() throws {
        var recipe = Recipe(dataset: LabelledGreys())
        recipe.chosenLayers[.generator] = [
            LayerSpecification(Label()), LayerSpecification(Dense([2, 2, 3])), LayerSpecification(Tanh(), name: "small"),
            LayerSpecification(Concat("small")), LayerSpecification(Convolution(1)),
        ]
        recipe.chosenLayers[.discriminator] = specify([Flatten(), Dense(1)])
        #expect {
            try RecipeCheck(recipe)
        } throws: {
            ($0 as? RecipeError)?.help == "one more `layer deconv 6 stride 2` before it doubles the size to 4x4"
        }
    }
}
