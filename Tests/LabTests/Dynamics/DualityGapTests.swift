import Networks
import Testing

@testable import Lab

@Suite("The duality gap")
struct DualityGapTests {
    private func gap(_ generator: Float, _ discriminator: Float, steps: Int = 20) throws -> DualityGap {
        var recipe = try DiracTests.recipe(rule: Simultaneous())
        recipe.loss = Minimax()
        recipe.chosenLayers[.generator] = specify([ConstantLayer([1], start: generator)])
        recipe.chosenLayers[.discriminator] = specify([
            Dense(1, weights: WeightOptions(initializer: ConstantInitializer(discriminator), hasBias: false))
        ])
        return try Experiment(recipe).dualityGap(steps: steps)
    }

    @Test("is nothing at the equilibrium, where neither player can win anything")
    func equilibrium() throws {
        let gap = try gap(0, 0)
        #expect(gap.gap == 0)
        // −2 ln 2
        #expect(abs(gap.value + 1.386_294_361) < 1e-6)
    }

    @Test("counts what the discriminator could win alone, and the generator alone, and grows with the updates")
    func sides() throws {
        let away = try gap(1, 0)
        #expect(away.againstWorstDiscriminator > away.value && abs(away.againstBestGenerator - away.value) < 1e-6)
        #expect(away.gap > 0)
        #expect(try gap(1, 0, steps: 60).gap > away.gap)
        let steep = try gap(0, -1)
        #expect(steep.againstBestGenerator < steep.value && abs(steep.againstWorstDiscriminator - steep.value) < 1e-6)
    }

    @Test("is found whatever the recipe's optimizer, rule and ratio are")
    func ownOptimizer() throws {
        var recipe = try ringRecipe()
        recipe.ratio = .init(discriminator: 3)
        for network in Adversarial.networks { recipe.chosenOptimizers[network] = GradientDescent(rate: 1e-12) }
        let experiment = try Experiment(recipe)
        #expect(try experiment.dualityGap(steps: 10).gap > 0.001)
    }
}
