import Declarations
import Networks
import Testing

@testable import Lab

@Suite("Steps that one network makes alone")
struct AloneTests {
    private static let rules: [(name: String, rule: any StepRule, both: Bool)] = [
        ("alternating", Alternating(), false), ("generator first", Alternating(first: .generator), false),
        ("simultaneous", Simultaneous(), true), ("consensus", Consensus(weight: 0.1), false),
        ("one-sided consensus", Consensus(weight: 0.1, of: .discriminator, on: .generator), false),
        ("symplectic", Symplectic(weight: 0.5, aligns: true), false), ("extragradient", Extragradient(), false),
    ]

    private func weights(_ experiment: Experiment, _ network: NetworkID) throws -> [[Float]] {
        let network = try #require(experiment.network(network))
        return (network.parameters + network.states).map(\.values)
    }

    /// What was measured at every step, what was not measured included.
    private func numbers(_ experiment: Experiment) -> [String: [UInt32]] {
        Dictionary(uniqueKeysWithValues: experiment.history.columns.map { ($0.name, $0.values.map(\.bitPattern)) })
    }

    @Test("one moves and the other stands still, under every rule", arguments: rules.map(\.name))
    func standing(name: String) throws {
        let rule = try #require(Self.rules.first { $0.name == name })
        var recipe = try ringRecipe()
        recipe.rule = rule.rule
        for (mover, other) in [(NetworkID.discriminator, NetworkID.generator), (.generator, .discriminator)] {
            let experiment = try Experiment(recipe)
            try experiment.train(steps: 3)
            let before = (try weights(experiment, mover), try weights(experiment, other))
            try experiment.train(steps: 2, of: mover)
            #expect(experiment.step == 5 && experiment.history.count == 5)
            #expect(try weights(experiment, mover) != before.0)
            #expect(try weights(experiment, other) == before.1)
            #expect(experiment.history.latest(.loss(of: mover)) != nil && experiment.history.latest(.loss(of: other)) == nil)
            #expect(throws: MeasurementError.notOfLatestStep(name: "loss.\(other)")) {
                try #require(measurement(named: "loss.\(other)")).value(of: experiment)
            }
            try experiment.train(steps: 1)
            #expect(experiment.history.latest(.loss(of: other)) != nil)
        }
    }

    @Test("it is the step that all would make, without the turns of the others")
    func sameTurn() throws {
        for (rule, ratio, mover) in [
            (Alternating() as any StepRule, 1, NetworkID.discriminator), (Alternating(), 3, .discriminator),
            (Alternating(first: .generator), 1, .generator), (Simultaneous(), 1, .discriminator), (Simultaneous(), 1, .generator),
        ] {
            var recipe = try ringRecipe()
            recipe.rule = rule
            recipe.ratio.discriminator = ratio
            let (alone, together) = (try Experiment(recipe), try Experiment(recipe))
            try alone.train(steps: 1, of: mover)
            try together.train(steps: 1)
            #expect(try weights(alone, mover) == weights(together, mover), "\(mover) under \(rule), \(ratio) to 1")
            #expect(alone.history.value(.loss(of: mover), atStep: 1) == together.history.value(.loss(of: mover), atStep: 1))
        }
    }

    @Test("they are on the way, with the bits that they had")
    func rewinding() throws {
        var recipe = try ringRecipe()
        recipe.tricks = [Average(), Lookahead(steps: 3, alpha: 0.5)]
        func train(_ experiment: Experiment, to end: Int) throws {
            for (from, to, alone) in [(0, 90, nil), (90, 115, NetworkID.discriminator), (115, 118, .generator), (118, 230, nil), (230, 240, .discriminator)]
            where from < end { try experiment.train(steps: min(to, end) - from, of: alone) }
        }
        let experiment = try Experiment(recipe)
        try train(experiment, to: 240)
        let end = experiment.bits
        for step in [239, 10, 100, 117, 95, 230, 120, 240] {
            let straight = try Experiment(recipe)
            try train(straight, to: step)
            #expect(try experiment.rewind(to: step))
            #expect(experiment.bits == straight.bits && numbers(experiment) == numbers(straight), "step \(step)")
        }
        #expect(experiment.bits == end)
        #expect(experiment.stretches(after: 100).map(\.steps) == [15, 3, 112, 10])
        #expect(experiment.stretches(after: 100).map(\.alone) == [.discriminator, .generator, nil, .discriminator])
        // Another way from the middle forgets who moved on this one.
        #expect(try experiment.rewind(to: 100))
        try experiment.train(steps: 20)
        #expect(experiment.stretches(after: 80).map(\.steps) == [10, 10, 20])
    }

    @Test("turns that a condition repeats are repeated, and networks of tricks move with the generator")
    func further() throws {
        var recipe = try ringRecipe()
        recipe.ratio.further = FurtherUpdates(.discriminator, most: 4, while: StepCondition(.discriminatorLoss, .greater, 0))
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 1, of: .discriminator)
        #expect(experiment.history.latest(.updates(of: .discriminator)) == 4)
        try experiment.train(steps: 1, of: .generator)
        #expect(experiment.history.latest(.updates(of: .discriminator)) == nil)
    }
}
