import Datasets
import Networks
import Testing

@testable import Lab

@Suite("The ledger of modes")
struct ModeLedgerTests {
    private func ledger(_ shares: [[Double]]) -> ModeLedger {
        let looks = shares.enumerated().map { KeptLook(step: 100 * $0, shares: $1, poor: 0, moments: Moments([0, 0, 1, 1], length: 2)) }
        return ModeLedger(names: ["0", "1", "2", "3"], looks: looks)
    }

    @Test("a collapse has one leader, hopping many, an even generator none")
    func leaders() {
        let collapsed = ledger([[0.25, 0.25, 0.25, 0.25], [0, 0.9, 0.1, 0], [0, 1, 0, 0], [0, 1, 0, 0]])
        #expect(collapsed.leaders == [nil, 1, 1, 1] && collapsed.hops == 0)
        let hopping = ledger([[0.2, 0.8, 0, 0], [0, 0.3, 0.7, 0], [0.5, 0, 0.5, 0], [0.1, 0.9, 0, 0], [0, 0.9, 0, 0.1]])
        #expect(hopping.leaders == [1, 2, nil, 1, 1] && hopping.hops == 2)
        let even = ledger([[0.2, 0.3, 0.25, 0.25], [0.3, 0.2, 0.25, 0.25], [0.25, 0.25, 0.3, 0.2]])
        #expect(even.leaders == [nil, nil, nil] && even.hops == 0)
    }

    @Test("turnover is the share that moved, the mean of the later half")
    func turnover() {
        let hopping = ledger([[1, 0, 0, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0.5, 0.5, 0]])
        #expect(hopping.turnovers == [0, 1, 0.5])
        #expect(abs(hopping.turnover - 0.75) < 1e-12)
        #expect(ledger([[1, 0, 0, 0]]).turnover == 0)
    }

    @Test("a sample is likest the nearest mode however far, of it within 3σ, and of none where it is no number")
    func recognition() throws {
        let modes = MixtureModes(Mixture(centres: [[0, 0], [2, 0], [0, 4]], deviation: 0.1))
        let samples: [Float] = [0.25, 0, 0.35, 0, 1.1, 0, 0, 4, 50, 2, .nan, 0]
        #expect(modes.likest(of: samples) == [0, 0, 1, 2, 1, nil])
        #expect(modes.modes(of: samples) == [0, nil, nil, 2, nil, nil])
    }

    @Test("looks show what going back shows, change nothing, and end with now")
    func looks() throws {
        var recipe = try ringRecipe(modes: 3)
        recipe.chosenLayers[.generator] = specify([Dense(8), BatchNormalization(), Relu(), Dense(2)])
        recipe.tricks = [Average()]
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 250)
        recipe.chosenOptimizers[.generator] = RootMeanSquare(rate: 0.001)
        try experiment.change(to: recipe)
        try experiment.train(steps: 130)
        let (bits, history) = (experiment.bits, experiment.history)
        let looks = try experiment.keptLooks()
        #expect(looks.map(\.step) == [0, 100, 200, 250, 350, 380])
        #expect(experiment.bits == bits && experiment.history == history)
        #expect(try experiment.keptLooks() == looks)
        for look in looks {
            #expect(abs(look.shares.reduce(0, +) - 1) < 1e-9)
            #expect(try experiment.rewind(to: look.step))
            #expect(Moments(try experiment.samples(count: 1000), length: 2) == look.moments, "step \(look.step)")
        }
        #expect(try experiment.rewind(to: 200))
        #expect(try experiment.keptLooks() == Array(looks[..<3]))
    }

    @Test("a long way is looked at evenly, and steps on other data are left out")
    func chosen() throws {
        var recipe = try ringRecipe()
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 5)
        recipe.dataset = try dataset(GridDataset.self)
        try experiment.change(to: recipe)
        try experiment.train(steps: 5)
        #expect(try experiment.keptLooks().map(\.step) == [5, 10])
        #expect(try experiment.modeLedger().names.count == 25)
    }

    @Test("data without modes and classes have no ledger, but looks")
    func noModes() throws {
        let experiment = try Experiment(Recipe(dataset: try dataset(SpiralDataset.self)))
        #expect(throws: MeasurementError.self) { try experiment.modeLedger() }
        #expect(try experiment.keptLooks().map(\.shares) == [[]])
    }
}
