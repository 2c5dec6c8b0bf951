import Datasets
import Declarations
import Foundation
import Lab
import Networks
import Testing

/// Each technique of this folder does what it says, by hand.
@Suite("What a technique from outside does")
struct ValueTests {
    /// One row of weights, without a bias.
    private func weights(_ initializer: any Initializer) -> Dense {
        Dense(1, weights: WeightOptions(initializer: initializer, hasBias: false))
    }

    @Test("the layer multiplies by |a|, and learns a")
    func layer() throws {
        var recipe = try plainRecipe()
        recipe.loss = WideHinge()
        recipe.chosenLayers[.discriminator] = layers([Magnitude(start: -2), weights(ConstantInitializer(0.5))])
        let experiment = try Experiment(recipe)
        // ½ (|−2| x + |−2| y)
        #expect(try experiment.scores(of: [1, 1, 3, -1]) == [2, 2])
        try experiment.train(steps: 3)
        let (size, weight) = (try experiment.values("discriminator.0.size"), try experiment.values("discriminator.1.weight"))
        #expect(size[0] != -2 && size[0] < 0)
        let score = try experiment.scores(of: [1, 0])[0]
        #expect(abs(score + size[0] * weight[0]) < 1e-6)
    }

    @Test("the loss is 4 where all scores are 0, and 0 for the generator")
    func loss() throws {
        var recipe = try plainRecipe()
        recipe.chosenLayers[.discriminator] = layers([ConstantLayer([1], start: 0)])
        recipe.rule = Simultaneous()
        for (loss, expected) in [(WideHinge() as any Loss, Float(4)), (Hinge(), 2)] {
            recipe.loss = loss
            let experiment = try Experiment(recipe)
            try experiment.train(steps: 1)
            #expect(experiment.history.latest(.discriminatorLoss) == expected)
            #expect(experiment.history.latest(.generatorLoss) == 0)
        }
    }

    @Test("the penalty adds half its weight times the mean squares")
    func penalty() throws {
        var recipe = try plainRecipe()
        recipe.loss = WideHinge()
        recipe.chosenLayers[.discriminator] = layers([ConstantLayer([1], start: 3)])
        // relu(2 − 3) + relu(2 + 3), then ½ · ½ (9 + 9) more.
        for (penalties, expected) in [([] as [any Penalty], Float(5)), ([ScoreSize(weight: 0.5)], 9.5)] {
            recipe.chosenPenalties = penalties
            let experiment = try Experiment(recipe)
            try experiment.train(steps: 1)
            #expect(experiment.history.latest(.discriminatorLoss) == expected)
        }
    }

    @Test("the trick keeps the mean of the discriminator's weights")
    func keptArrays() throws {
        var recipe = try plainRecipe()
        recipe.tricks = [SlowJudge(decay: 0.25)]
        let experiment = try Experiment(recipe)
        let before = try experiment.values("discriminator.0.weight")
        try experiment.train(steps: 1)
        let after = try experiment.values("discriminator.0.weight")
        let kept = try #require(experiment.kept(by: "slow-judge").first { $0.name == "slow-judge.discriminator.0.weight" })
        #expect(before != after)
        for (mean, (old, new)) in zip(kept.values, zip(before, after)) { #expect(abs(mean - (0.25 * old + 0.75 * new)) < 1e-6) }
    }

    @Test("the generator faces that mean: the newest weights at a decay of 0, the first at 1")
    func opponent() throws {
        // Adam's first step is the gradient's sign alone.
        var plain = try plainRecipe()
        for network in plain.networks { plain.chosenOptimizers[network] = GradientDescent(rate: 0.5) }
        func generator(_ tricks: [any Trick], steps: Int) throws -> [Float] {
            var recipe = plain
            recipe.tricks = tricks
            let experiment = try Experiment(recipe)
            try experiment.train(steps: steps)
            return try experiment.values("generator.0.weight")
        }
        #expect(try generator([SlowJudge(decay: 0)], steps: 5) == generator([], steps: 5))
        let ofFirst = try generator([SlowJudge(decay: 1)], steps: 1)
        #expect(try ofFirst != generator([], steps: 1))
        // Simultaneous updates face the weights that the step found, too.
        plain.rule = Simultaneous()
        for (found, expected) in zip(ofFirst, try generator([], steps: 1)) { #expect(abs(found - expected) < 1e-6) }
    }

    @Test("the third network learns to read the noise, and the generator lets it")
    func thirdNetwork() throws {
        var recipe = try plainRecipe()
        recipe.chosenLatent = NormalLatent(2)
        recipe.tricks = [Recovery(weight: 4)]
        for network in recipe.networks { recipe.chosenOptimizers[network] = Adam(rate: 0.01, beta1: 0.5) }
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 300)
        let (missed, loss) = (try experiment.column(Recovery.error), try experiment.column(.loss(of: Recovery.reader)))
        for (missed, loss) in zip(missed, loss) { #expect(abs(loss - 4 * missed) <= 1e-5 * loss) }
        // A reader that knows nothing misses 1, the variance of the noise.
        #expect(missed[0] > 0.7)
        #expect(missed.suffix(20).reduce(0, +) / 20 < 0.3)
    }

    @Test("the latent lies on the sphere, where the generator starts from")
    func latent() throws {
        var recipe = try plainRecipe()
        recipe.chosenLatent = SphereLatent(4)
        let latents = try Experiment(recipe).latents(count: 50)
        for row in stride(from: 0, to: latents.count, by: 4) {
            let square = latents[row..<row + 4].reduce(0) { $0 + $1 * $1 }
            #expect(abs(square - 4) < 1e-4)
        }
    }

    @Test("the optimizer goes by its rate and no other length, and the rate may fall")
    func optimizer() throws {
        var recipe = try plainRecipe()
        recipe.chosenOptimizers[.generator] = SignDescent(rate: try Schedule(from: 0.25, to: 0.125, over: 1))
        let experiment = try Experiment(recipe)
        for rate: Float in [0.25, 0.125] {
            let before = try experiment.values("generator.0.weight")
            try experiment.train(steps: 1)
            let moves = zip(before, try experiment.values("generator.0.weight")).map { abs($1 - $0) }
            #expect(moves.contains { $0 > 0 })
            for move in moves { #expect(move == 0 || abs(move - rate) < 1e-6) }
        }
    }

    @Test("the initializer's weights rise evenly, scaled by the fan-in")
    func initializer() throws {
        var recipe = try plainRecipe()
        recipe.chosenLayers[.generator] = layers([Dense(8, weights: WeightOptions(initializer: RampInitializer())), Relu(), Dense(2)])
        let weight = try Experiment(recipe).values("generator.0.weight")
        #expect(weight.first == -0.5 && weight.last == 0.5)
        for (left, right) in zip(weight, weight.dropFirst()) { #expect(abs(right - left - 1.0 / 31) < 1e-6) }
    }

    @Test("the data lie on both bars, where their density says")
    func data() throws {
        var recipe = try plainRecipe()
        recipe.dataset = BarsDataset(width: 0.5)
        let experiment = try Experiment(recipe)
        let examples = try experiment.realExamples(count: 200)
        let points = stride(from: 0, to: examples.count, by: 2).map { [examples[$0], examples[$0 + 1]] }
        #expect(points.allSatisfy { experiment.source.density(at: $0) == 0.5 })
        #expect(Set(points.map { $0[0] > 0 }).count == 2)
        #expect(experiment.classNames == ["left", "right"])
    }

    /// `data point`, θ from 1, D(x) = ψ x with ψ from −1, under `loss wgan`: ∂L_D/∂ψ = θ, ∂L_G/∂θ = −ψ.
    @Test("the step rule looks ahead, and comes to rest where simultaneous updates fly off")
    func stepRule() throws {
        var recipe = Recipe(dataset: try PointDataset(OptionValues(PointDataset.declaration)))
        recipe.chosenLatent = NormalLatent(1)
        recipe.chosenBatch = 4
        recipe.chosenLayers[.generator] = layers([ConstantLayer([1], start: 1)])
        recipe.chosenLayers[.discriminator] = layers([weights(ConstantInitializer(-1))])
        recipe.loss = Wasserstein()
        recipe.chosenPenalties = []
        for network in recipe.networks { recipe.chosenOptimizers[network] = GradientDescent(rate: 0.2) }
        func end(_ rule: any StepRule, steps: Int) throws -> (θ: Double, ψ: Double) {
            recipe.rule = rule
            let experiment = try Experiment(recipe)
            try experiment.train(steps: steps)
            return (Double(try experiment.values("generator.0.value")[0]), Double(try experiment.values("discriminator.0.weight")[0]))
        }
        var (θ, ψ) = (1.0, -1.0)
        for _ in 0..<20 {
            let ahead = (θ: θ + 0.2 * ψ, ψ: ψ - 0.2 * θ)
            (θ, ψ) = (θ + 0.2 * ahead.ψ, ψ - 0.2 * ahead.θ)
        }
        let found = try end(Extrapolated(), steps: 20)
        #expect(abs(found.θ - θ) < 1e-5 && abs(found.ψ - ψ) < 1e-5)
        let (rest, flight) = (try end(Extrapolated(), steps: 400), try end(Simultaneous(), steps: 400))
        #expect(hypot(rest.θ, rest.ψ) < 1e-2)
        #expect(hypot(flight.θ, flight.ψ) > 1e3)
    }

    @Test("the method needs no discriminator, and its samples have the data's moments")
    func method() throws {
        var recipe = Recipe(dataset: BarsDataset())
        recipe.method = MomentMatching()
        recipe.chosenLatent = NormalLatent(4)
        recipe.chosenOptimizers[.generator] = Adam(rate: 0.01)
        let experiment = try Experiment(recipe)
        #expect(experiment.network(.discriminator) == nil)
        func moments() throws -> [Float] {
            let samples = try experiment.samples(count: 1000)
            return (0..<2).flatMap { axis -> [Float] in
                let along = stride(from: axis, to: samples.count, by: 2).map { samples[$0] }
                return [along.reduce(0, +) / 1000, along.reduce(0) { $0 + $1 * $1 } / 1000]
            }
        }
        // Means and mean squares of x, then of y.
        let expected: [Float] = [0, 1, 0, 1 / 3]
        func distance() throws -> Float { zip(try moments(), expected).map { abs($0 - $1) }.max() ?? .infinity }
        let before = try distance()
        try experiment.train(steps: 300)
        #expect(experiment.history.columnNames == ["loss.generator", "gradient.generator"])
        #expect(try distance() < 0.15)
        #expect(try distance() < before / 2)
    }

    @Test("the reparameterization stands between the stored weights and the used ones, and its state follows")
    func reparameterization() throws {
        var recipe = try plainRecipe()
        recipe.loss = WideHinge()
        recipe.chosenLayers[.discriminator] = layers([weights(ConstantInitializer(0.5))])
        recipe.tricks = [CentredJudge()]
        let experiment = try Experiment(recipe)
        #expect(try experiment.scores(of: [1, 1]) == [1])
        try experiment.train(steps: 1)
        // The discriminator was applied once in its own turn: (0 + ½) / 2.
        #expect(try experiment.values("discriminator.0.weight.mean") == [0.25])
        let weight = try experiment.values("discriminator.0.weight")
        #expect(abs(try experiment.scores(of: [1, 2])[0] - (weight[0] - 0.25 + 2 * (weight[1] - 0.25))) < 1e-5)
    }
}
