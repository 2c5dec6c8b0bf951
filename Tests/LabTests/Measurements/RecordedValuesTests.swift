import Networks
import Testing

@testable import Lab

@Suite("What was recorded over the latest steps")
struct RecordedValuesTests {
    private func known(_ name: String) throws -> Lab.Measurement { try #require(measurement(named: name)) }

    @Test("lowest, highest, average and swing are those of the last steps")
    func last() throws {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: 12)
        let column = try #require(experiment.history.columns.first { $0.name == "loss.generator" }).values.map(Double.init)
        let all = try experiment.recorded(known("loss.generator"))
        #expect(all.steps == Array(1...12) && all.values == column)
        let last = try experiment.recorded(known("loss.generator"), steps: 5)
        #expect(last.steps == Array(8...12) && last.values == Array(column[7...]))
        #expect(last.lowest == column[7...].min() && last.highest == column[7...].max())
        #expect(last.swing == last.highest - last.lowest && last.swing > 0)
        #expect(abs(last.average - column[7...].reduce(0, +) / 5) < 1e-12)
    }

    @Test("too few steps, nothing recorded, and what the recipe lacks are told apart")
    func refusals() throws {
        let experiment = try Experiment(try ringRecipe())
        #expect(throws: MeasurementError.beforeFirstStep(name: "loss.generator")) { try experiment.recorded(known("loss.generator")) }
        try experiment.train(steps: 4)
        #expect(throws: MeasurementError.tooFewSteps(name: "loss.generator", expected: 9, found: 4, isOfOtherRecipe: false)) {
            try experiment.recorded(known("loss.generator"), steps: 9)
        }
        #expect(throws: MeasurementError.notRecorded(name: "step")) { try experiment.recorded(known("step")) }
        #expect(throws: MeasurementError.tooFewValues(name: "modes", found: 0)) { try experiment.recorded(known("modes")) }
        #expect(throws: MeasurementError.self) { try experiment.recorded(known("distance")) }
    }

    @Test("steps under another loss do not count, those under another rate do")
    func otherLoss() throws {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: 6)
        var recipe = experiment.recipe
        recipe.loss = Wasserstein()
        try experiment.change(to: recipe)
        try experiment.train(steps: 3)
        #expect(try experiment.recorded(known("loss.generator")).steps == [7, 8, 9])
        #expect(throws: MeasurementError.tooFewSteps(name: "loss.generator", expected: 5, found: 3, isOfOtherRecipe: true)) {
            try experiment.recorded(known("loss.generator"), steps: 5)
        }
        #expect(try experiment.recorded(known("gradient.generator"), steps: 9).steps.count == 9)
        #expect(try experiment.recorded(known("distance")).values.count == 3)
        recipe.chosenOptimizers[.generator] = RootMeanSquare(rate: 0.001)
        try experiment.change(to: recipe)
        try experiment.train(steps: 2)
        #expect(try experiment.recorded(known("loss.generator")).steps == Array(7...11))
    }

    @Test("going back leaves what was recorded up to there")
    func rewound() throws {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: 10)
        #expect(try experiment.rewind(to: 6))
        #expect(try experiment.recorded(known("loss.generator")).steps == Array(1...6))
    }

    @Test("a period is counted in steps, also of what was kept now and then and at unequal distances")
    func periods() throws {
        func wave(_ steps: [Int]) -> RecordedValues {
            RecordedValues(steps: steps, values: steps.map { step in [0, 1, 0, -1][step / 20 % 4] })
        }
        let even = try #require(wave(Array(stride(from: 20, through: 2000, by: 20))).oscillation)
        #expect(abs(even.period - 80) < 1)
        let uneven = try #require(wave([10] + Array(stride(from: 20, through: 2000, by: 20))).oscillation)
        #expect(abs(uneven.period - 80) < 2)
        #expect(wave([1, 2]).oscillation == nil)
    }
}
