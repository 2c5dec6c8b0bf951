import Datasets
import Foundation
import Networks
import Testing

@testable import Lab

@Suite("Measurements")
struct MeasurementTests {
    @Test("each is declared whole and once")
    func declarations() throws {
        #expect(Set(measurementCatalogue.map(\.name)).count == measurementCatalogue.count)
        for measurement in measurementCatalogue {
            #expect(!measurement.declaration.summary.isEmpty && !measurement.declaration.source.isEmpty)
            #expect(!measurement.declaration.example.isEmpty)
        }
        for quantity in try ringRecipe().quantities { #expect(measurement(named: quantity.name) != nil) }
    }

    @Test("each has a finite value after a step, or a reason", arguments: lossCatalogue.indices)
    func values(_ index: Int) throws {
        var recipe = try ringRecipe()
        let type = lossCatalogue[index]
        recipe.loss = try type.init(.init(type.declaration))
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 2)
        for measurement in measurementCatalogue {
            if measurement.unavailability(in: recipe) == nil {
                guard let value = try valueNow(measurement, of: experiment) else { continue }
                #expect(value.isFinite || (measurement.name == "balance" && value > 0), "\(measurement.name)")
            } else {
                #expect(throws: MeasurementError.self) { try measurement.value(of: experiment) }
            }
        }
    }

    /// `nil` where the networks as they stand have none.
    private func valueNow(_ measurement: Lab.Measurement, of experiment: Experiment) throws -> Double? {
        do { return try measurement.value(of: experiment) } catch MeasurementError.noneNow { return nil }
    }

    @Test("a loss is not known before the first step, and the message says so")
    func beforeFirstStep() throws {
        let experiment = try Experiment(try ringRecipe())
        let loss = try #require(measurement(named: "loss.generator"))
        #expect(throws: MeasurementError.beforeFirstStep(name: "loss.generator")) { try loss.value(of: experiment) }
        #expect(try measurement(named: "step")?.value(of: experiment) == 0)
    }

    @Test("what was measured under another loss is unknown until the next step")
    func otherLoss() throws {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: 3)
        var recipe = experiment.recipe
        recipe.loss = Wasserstein()
        try experiment.change(to: recipe)
        for name in ["distance", "score.real", "loss.generator"] {
            let known = try #require(measurement(named: name))
            #expect(
                throws: MeasurementError.beforeStepUnder(
                    name: name, what: "under `loss wgan`", other: "under another loss")
            ) { try known.value(of: experiment) }
        }
        for name in ["step", "modes", "gradient.generator"] {
            #expect(throws: Never.self) { try measurement(named: name)?.value(of: experiment) }
        }
        try experiment.train(steps: 1)
        #expect(throws: Never.self) { try measurement(named: "distance")?.value(of: experiment) }
    }

    @Test("what other penalties, tricks or data enter is unknown until the next step; the rest stays known")
    func otherParts() throws {
        typealias Change = (inout Recipe) throws -> Void
        let probe: Set = ["probe.error", "probe.gradient"]
        let changes: [(Change, unknown: Set<String>)] = [
            ({ $0.chosenPenalties = [GradientPenalty(weight: 3)] }, probe.union(["loss.discriminator"])),
            ({ $0.chosenPenalties = [] }, probe.union(["loss.discriminator"])),
            (
                { $0.tricks = [Unroll(steps: 2)] },
                probe.union(["loss.generator", "gradient.scores", "gradient.samples"])
                    .union(lossCatalogue.map { "gradient.generator.\($0.declaration.name)" })
            ),
            (
                { $0.dataset = try dataset(RingDataset.self, ["modes": .number(5)]) },
                probe.union(["loss.discriminator", "score.real", "accuracy.real"])
            ),
            ({ $0.ratio = .init(discriminator: 2) }, []), ({ $0.chosenBatch = 32 }, []), ({ $0.seed = 9 }, []),
        ]
        for (change, unknown) in changes {
            var recipe = try ringRecipe()
            recipe.chosenPenalties = [GradientPenalty(weight: 1)]
            let experiment = try Experiment(recipe)
            try experiment.train(steps: 2)
            let before = experiment.snapshot()
            var next = recipe
            try change(&next)
            for measurement in measurementCatalogue where measurement.unavailability(in: recipe) == nil {
                #expect(throws: Never.self) { try measurement.value(of: experiment) }
                let isUnknown = (try? measurement.requireStep(of: experiment, under: next)) == nil
                #expect(isUnknown == unknown.contains(measurement.name), "\(measurement.name)")
            }
            guard next.dataset.size == recipe.dataset.size else { continue }
            try experiment.change(to: next)
            for name in unknown {
                #expect(throws: MeasurementError.self) { try measurement(named: name)?.value(of: experiment) }
            }
            try experiment.train(steps: 1)
            for name in unknown {
                #expect(throws: Never.self) { try measurement(named: name)?.value(of: experiment) }
            }
            // A snapshot brings back what its step was made under.
            try experiment.restore(before)
            #expect(experiment.recipe == recipe)
            for name in unknown {
                #expect(throws: Never.self) { try measurement(named: name)?.value(of: experiment) }
            }
            try experiment.change(to: recipe)
            for name in unknown {
                #expect(throws: Never.self) { try measurement(named: name)?.value(of: experiment) }
            }
        }
    }

    @Test("what the generator's loss is made of decides when it is unknown: real examples, a penalty of its own")
    func generatorParts() throws {
        var recipe = try ringRecipe()
        let loss = try #require(measurement(named: "loss.generator"))
        func isUnknown(after change: (inout Recipe) throws -> Void) throws -> Bool {
            let experiment = try Experiment(recipe)
            try experiment.train(steps: 1)
            var next = recipe
            try change(&next)
            return (try? loss.requireStep(of: experiment, under: next)) == nil
        }
        let otherData: (inout Recipe) throws -> Void = { $0.dataset = try dataset(RingDataset.self, ["modes": .number(5)]) }
        #expect(try !isUnknown(after: otherData))
        #expect(try isUnknown { $0.chosenPenalties = [WeightDecay(of: .both)] })
        #expect(try !isUnknown { $0.chosenPenalties = [WeightDecay(of: .discriminator)] })
        recipe.loss = Relativistic()
        #expect(try isUnknown(after: otherData))
    }

    @Test("relativistic scores have neither sides nor a distance, and the reasons say so")
    func relativistic() throws {
        var recipe = try ringRecipe()
        recipe.loss = RelativisticAverage()
        let accuracy = try #require(measurement(named: "accuracy.real")?.unavailability(in: recipe))
        #expect(accuracy == "a critic's score under `loss relativistic-average` has no right and no wrong side; see `score.real` and `score.fake`")
        let distance = try #require(measurement(named: "distance")?.unavailability(in: recipe))
        #expect(distance == "`loss relativistic-average` tells sides apart; a critic's loss such as `wgan-gp` estimates a distance")
    }

    @Test("a discriminator that says the same of everything is right half the time on each side")
    func undecided() throws {
        var recipe = try ringRecipe()
        recipe.chosenLayers[.discriminator] = specify([Dense(1)])
        recipe.chosenOptimizers[.discriminator] = GradientDescent(rate: 0)
        let experiment = try Experiment(recipe)
        experiment.trained(.discriminator).network.parameters[0].values = [0, 0]
        for (loss, bias) in [(NonSaturating(), 0), (LeastSquares(), 0.5), (Hinge(), 0)] as [(any Loss, Float)] {
            recipe.loss = loss
            try experiment.change(to: recipe)
            experiment.trained(.discriminator).network.parameters[1].values = [bias]
            try experiment.train(steps: 1)
            #expect(try measurement(named: "accuracy.real")?.value(of: experiment) == 0.5)
            #expect(try measurement(named: "accuracy.fake")?.value(of: experiment) == 0.5)
        }
    }

    @Test("costly measurements are kept once a step, and dropped with the steps they belong to")
    func kept() throws {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: 2)
        experiment.keepMeasurements()
        let snapshot = experiment.snapshot()
        try experiment.train(steps: 2)
        experiment.keepMeasurements()
        experiment.keepMeasurements()
        #expect(experiment.history.series("modes").steps == [2, 4])
        #expect(experiment.history.series("quality").values.last == (try measurement(named: "quality")?.value(of: experiment)))
        try experiment.restore(snapshot)
        #expect(experiment.history.series("modes").steps == [2])
        experiment.reset()
        #expect(experiment.history.series("modes").steps.isEmpty)
    }

    @Test("a critic has a distance and no accuracies, a discriminator the other way round")
    func critics() throws {
        var recipe = try ringRecipe()
        #expect(measurement(named: "distance")?.unavailability(in: recipe) != nil)
        #expect(measurement(named: "accuracy.real")?.unavailability(in: recipe) == nil)
        recipe.loss = Wasserstein()
        #expect(measurement(named: "distance")?.unavailability(in: recipe) == nil)
        #expect(measurement(named: "accuracy.real")?.unavailability(in: recipe) != nil)
        #expect(measurement(named: "modes")?.unavailability(in: Recipe(dataset: GreyImages()))?.contains("greys") == true)
    }

    @Test("what a step measures is what the networks said before it moved them")
    func independent() throws {
        // A discriminator without inputs of weight: its score is its bias, known by hand.
        var recipe = try ringRecipe()
        recipe.chosenLayers[.discriminator] = specify([Dense(1)])
        recipe.chosenOptimizers[.discriminator] = GradientDescent(rate: 0)
        let experiment = try Experiment(recipe)
        experiment.trained(.discriminator).network.parameters[0].values = [0, 0]
        experiment.trained(.discriminator).network.parameters[1].values = [1]
        try experiment.train(steps: 1)
        let probability = 1 / (1 + exp(-1.0))
        func value(_ name: String) throws -> Double { try #require(measurement(named: name)).value(of: experiment) }
        #expect(abs(try value("score.real") - probability) < 1e-5)
        #expect(abs(try value("score.fake") - probability) < 1e-5)
        #expect(try value("accuracy.real") == 1)
        #expect(try value("accuracy.fake") == 0)
        #expect(abs(try value("loss.discriminator") - (log(1 + exp(-1)) + log(1 + exp(1)))) < 1e-5)
        #expect(abs(try value("loss.generator") - log(1 + exp(-1))) < 1e-5)
        #expect(try value("gradient.generator") == 0)
        #expect(try value("gradient.discriminator") > 0)
    }

    @Test("a generator set onto a mode by hand has one mode, full quality and the worst balance")
    func modes() throws {
        let experiment = try Experiment(try ringRecipe())
        let parameters = experiment.trained(.generator).network.parameters
        parameters[2].values = [Float](repeating: 0, count: 16)
        parameters[3].values = [2, 0]
        #expect(try measurement(named: "modes")?.value(of: experiment) == 1)
        #expect(try measurement(named: "quality")?.value(of: experiment) == 1)
        let balance = try #require(try measurement(named: "balance")?.value(of: experiment))
        #expect(abs(balance - log(8)) < 1e-6)
    }
}
