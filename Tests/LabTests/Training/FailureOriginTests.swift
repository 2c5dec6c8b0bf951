import Datasets
import Declarations
import Graphs
import Networks
import Testing

@testable import Lab

@Suite("Where a failed training began")
struct FailureOriginTests {
    /// The origin of a failure that training under a recipe comes to.
    private func origin(_ recipe: Recipe, steps: Int = 120, prepare: (Experiment) throws -> Void = { _ in }) throws -> FailureOrigin {
        let experiment = try Experiment(recipe)
        try prepare(experiment)
        let error = try #require(throws: TrainingError.self) { try experiment.train(steps: steps) }
        #expect(experiment.failedStretch?.origin == error.origin)
        #expect(experiment.step == error.restoredStep)
        return try #require(error.origin)
    }

    @Test("a layer whose weights are too large for what it makes, in the discriminator and in the generator")
    func forward() throws {
        for (network, name) in [(NetworkID.discriminator, "discriminator.2"), (.generator, "generator.0")] {
            let found = try origin(try ringRecipe()) { experiment in
                let weight = try #require(experiment.network(network)).parameters.first { $0.name == name + ".weight" }
                weight?.values = (weight?.values ?? []).map { (value: Float) -> Float in value < 0 ? -3e38 : 3e38 }
            }
            #expect(found.operation == .forward)
            #expect(found.layer?.name == name)
            #expect(found.layer?.kind == "dense")
            #expect(found.network == network)
            #expect(found.step == 1)
            #expect(found.mover == .discriminator)
            #expect(found.largestWeight == 3e38)
            #expect(!found.found.isFinite)
            #expect(found.description.contains("what `\(name)` (dense) makes is"), "\(found)")
        }
    }

    @Test("inside of a block: the layer in it")
    func part() throws {
        var recipe = try ringRecipe()
        recipe.dataset = GreyImages()
        recipe.chosenLayers = [
            .generator: specify([Dense([4, 4, 1])]), .discriminator: specify([Residual(2, .down), Flatten(), Dense(1)]),
        ]
        let found = try origin(recipe) { experiment in
            let weight = try #require(experiment.network(.discriminator)).parameters.first { $0.name == "discriminator.0.second.weight" }
            weight?.values = (weight?.values ?? []).map { _ in 3e38 }
        }
        #expect(found.operation == .forward)
        #expect(found.layer?.name == "discriminator.0")
        #expect(found.layer?.part == "second")
    }

    @Test("the loss, of scores that are finite")
    func loss() throws {
        var recipe = try ringRecipe()
        recipe.loss = LeastSquares()
        let found = try origin(recipe) { $0.network(.discriminator)?.parameters[3].values = [1e30] }
        #expect(found.operation == .loss)
        #expect(found.layer == nil)
        #expect(found.found.count == 1)
        #expect(found.found.infinite == 1)
        #expect(found.description.contains("the loss of finite scores is infinite"), "\(found)")
    }

    @Test("the gradient that a layer passes back, where all that was made is finite")
    func backward() throws {
        // Forward 10⁻²⁵ · 10²⁵ · 10²⁰; back 10²⁰ · 10²⁵ is too much.
        var recipe = try ringRecipe()
        recipe.chosenLayers[.discriminator] = specify([Dense(8), Dense(8), Dense(1)])
        let found = try origin(recipe) { experiment in
            let parameters = try #require(experiment.network(.discriminator)).parameters
            for (place, scale) in [(0, Float(1e-25)), (2, 1e25), (4, 1e20)] {
                parameters[place].values = parameters[place].values.map { $0 * scale }
            }
        }
        #expect(found.operation == .backward)
        #expect(found.layer?.name == "discriminator.1")
        #expect(found.mover == .discriminator)
    }

    @Test("the optimizer's update, at the step before the one that failed")
    func update() throws {
        var recipe = try ringRecipe()
        recipe.chosenOptimizers[.generator] = GradientDescent(rate: 1e-3)
        recipe.chosenOptimizers[.discriminator] = BreakingDescent()
        let experiment = try Experiment(recipe)
        let error = try #require(throws: TrainingError.self) { try experiment.train(steps: 50) }
        let found = try #require(error.origin)
        // Its third update; what is measured there is still finite under one turn after the other with several programs.
        #expect(found.operation == .update)
        #expect(found.parameter == "discriminator.0.weight")
        #expect(found.step == 3)
        #expect(found.network == .discriminator)
        #expect(error.restoredStep == 0)
    }

    @Test("found anew from a copy far behind, in each rule and at other ratios, and the experiment is as if nothing had been looked for")
    func rules() throws {
        for rule in ruleCatalogue {
            var recipe = try ringRecipe()
            recipe.rule = try rule.init(.init(rule.declaration))
            recipe.chosenOptimizers[.discriminator] = BreakingDescent(after: 110)
            if recipe.rule.allowsRatio { recipe.ratio.discriminator = 2 }
            let experiment = try Experiment(recipe)
            let error = try #require(throws: TrainingError.self) { try experiment.train(steps: 150) }
            #expect(error.origin != nil, "\(rule.declaration.name)")
            let whole = try Experiment(recipe)
            try whole.train(steps: error.restoredStep)
            #expect(experiment.bits == whole.bits, "\(rule.declaration.name)")
            #expect(experiment.history.count == error.restoredStep)
            #expect(experiment.history.series(.generatorLoss).values == whole.history.series(.generatorLoss).values)
        }
    }

    @Test("an interruption ends the search, and the failure is told without it")
    func interrupted() throws {
        var recipe = try ringRecipe()
        recipe.chosenOptimizers[.discriminator] = BreakingDescent(after: 40)
        let experiment = try Experiment(recipe)
        var latest = 0
        // The search goes back to the first step.
        let error = try #require(throws: TrainingError.self) {
            try experiment.train(
                steps: 60, interrupted: { latest == 39 && experiment.step < 20 }, onProgress: { latest = $0.step })
        }
        #expect(error.step == 40)
        #expect(error.origin == nil)
        #expect(experiment.step == 0)
    }

    @Test("how large numbers are, and how many are none")
    func magnitude() {
        let some = Magnitude([1, -3, .nan, .infinity, -.infinity, 0])
        #expect(some.count == 6)
        #expect(some.notNumbers == 1)
        #expect(some.infinite == 2)
        #expect(some.largest == 3)
        #expect(!some.isFinite)
        #expect(Magnitude([0, -0]).isFinite)
    }
}

/// Plain descent, until an update that makes every parameter infinite.
private struct BreakingDescent: Optimizer {
    static let declaration = Declaration("breaking", summary: "breaks", example: "optimizer breaking", source: "none")
    var last: Float = 3

    init(after last: Float = 3) { self.last = last }
    init(_ values: OptionValues) throws(Refusal) {}

    var slotNames: [String] { [] }
    var momentum: Double { 0 }
    static var hasUsualRate: Bool { false }
    func withRate(_ rate: Schedule) -> Self { self }

    func updated(
        _ parameter: Tensor, gradient: Tensor, slots: [Tensor], step: UpdateStep
    ) throws -> (parameter: Tensor, slots: [Tensor]) {
        let isOver = try step.number.isGreaterOrEqual(to: Tensor.constant(last))
        return (try parameter - gradient * 0.01 + isOver * 3e38 * 10, [])
    }
}
