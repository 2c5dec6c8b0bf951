import Datasets
import Declarations
import Networks
import Testing

@testable import Lab

@Suite("Steps of which nothing is measured")
struct BareTrainingTests {
    @Test("they leave the weights that measured ones leave, bit for bit", arguments: [1, 3])
    func same(_ ratio: Int) throws {
        var recipe = Recipe(dataset: try RingDataset(OptionValues(RingDataset.declaration)))
        recipe.chosenBatch = 8
        recipe.chosenLatent = NormalLatent(4)
        recipe.chosenLayers[.generator] = [LayerSpecification(Dense(8)), LayerSpecification(Relu()), LayerSpecification(Dense(2))]
        recipe.chosenLayers[.discriminator] = [LayerSpecification(Dense(8)), LayerSpecification(Relu()), LayerSpecification(Dense(1))]
        recipe.ratio = Recipe.Ratio(discriminator: ratio)
        let (experiment, bare) = (try Experiment(recipe), try BareTraining(recipe))
        let start = bare.values
        try experiment.train(steps: 30)
        try bare.train(steps: 30)
        #expect(bare.values == experiment.variables.map { $0.values })
        #expect(bare.values != start)
    }
}
