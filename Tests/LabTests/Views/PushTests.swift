import Datasets
import Networks
import Testing

@testable import Lab

@Suite("Where generated examples are pushed")
struct PushTests {
    /// A discriminator that scores 3x − 4y.
    private func experiment(_ loss: any Loss) throws -> Experiment {
        var recipe = try ringRecipe()
        recipe.loss = loss
        recipe.chosenPenalties = []
        recipe.chosenLayers[.discriminator] = specify([Dense(1)])
        let experiment = try Experiment(recipe)
        let parameters = try #require(experiment.network(.discriminator)).parameters
        for parameter in parameters { parameter.values = parameter.shape.elementCount == 2 ? [3, -4] : [0] }
        return experiment
    }

    @Test("under a linear critic all are pushed up its slope, each by the whole of it")
    func critic() throws {
        let pushes = try experiment(Wasserstein()).pushes(count: 5)
        #expect(pushes.points.count == 10 && pushes.length == 2)
        for place in stride(from: 0, to: 10, by: 2) { #expect(pushes.directions[place..<place + 2].elementsEqual([3, -4])) }
        #expect(pushes.lengths.allSatisfy { abs($0 - 5) < 1e-6 })
    }

    @Test("under probabilities the push is that of the loss: strong where it is taken for fake under the other loss, gone under minimax")
    func losses() throws {
        let points: [Float] = [-3, 0, 3, 0]
        let kind = try experiment(NonSaturating()).pushes(on: points)
        let hard = try experiment(Minimax()).pushes(on: points)
        // −log D pushes by 1 − D, log(1 − D) by D, times the slope of 3; D is σ(−9), then σ(9).
        let low = 1.2339e-4
        #expect(abs(Double(kind.directions[0]) - 3 * (1 - low)) < 1e-4 && abs(Double(kind.directions[2]) - 3 * low) < 1e-4)
        #expect(abs(Double(hard.directions[0]) - 3 * low) < 1e-4 && abs(Double(hard.directions[2]) - 3 * (1 - low)) < 1e-4)
    }

    @Test("every loss pushes, nothing changes, and a loss that ignores scores refuses", arguments: lossCatalogue.indices)
    func everyLoss(_ index: Int) throws {
        let type = lossCatalogue[index]
        let experiment = try experiment(try type.init(.init(type.declaration)))
        let bits = experiment.bits
        let directions = try experiment.pushes(count: 8).directions
        #expect(directions.count == 16 && directions.allSatisfy { $0.isFinite })
        #expect(experiment.bits == bits)
    }

    @Test("a generator that matches features does not follow the scores")
    func features() throws {
        var recipe = try ringRecipe()
        recipe.tricks = [FeatureMatching()]
        #expect(recipe.pushRefusal != nil)
    }
}
