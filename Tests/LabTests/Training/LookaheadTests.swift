import Networks
import Testing

@testable import Lab

@Suite("Lookahead")
struct LookaheadTests {
    private func experiment(_ ratio: Recipe.Ratio = .init(), tricks: [any Trick] = [Lookahead(steps: 3, alpha: 0.25)]) throws -> Experiment {
        var recipe = try ringRecipe()
        recipe.tricks = tricks
        recipe.ratio = ratio
        return try Experiment(recipe)
    }

    private func weights(_ experiment: Experiment) -> [[Float]] {
        [NetworkID.discriminator, .generator].flatMap { experiment.trained($0).network.parameters.map(\.values) }
    }

    @Test("trains as without it until the step at which all networks go back", arguments: [Recipe.Ratio(), .init(discriminator: 2), .init(generator: 2)])
    func goingBack(ratio: Recipe.Ratio) throws {
        let (plain, looking) = (try experiment(ratio, tricks: []), try experiment(ratio))
        let start = weights(plain)
        let slow = looking.memory.kept(by: "lookahead").dropFirst()
        #expect(slow.map(\.values) == start)
        // A step at a time: one more program runs where the generator moves twice, and the next step draws one further on.
        try plain.train(steps: 1)
        try looking.train(steps: 1)
        #expect(weights(looking) == weights(plain))
        #expect(slow.map(\.values) == start)
        try looking.train(steps: 1)
        let before = looking.snapshot()
        try looking.train(steps: 1)
        let met = weights(looking)
        #expect(slow.map(\.values) == met)
        // The third step again, without going back.
        try looking.restore(before)
        looking.memory.kept(by: "lookahead")[0].values = [0]
        try looking.train(steps: 1)
        for ((fast, first), found) in zip(zip(weights(looking), start), met) {
            for ((fast, first), found) in zip(zip(fast, first), found) {
                #expect(abs(found - (first + 0.25 * (fast - first))) < 1e-6)
            }
        }
    }

    @Test("goes back at the same step after a snapshot and from a checkpoint")
    func resumed() throws {
        let whole = try experiment()
        try whole.train(steps: 2)
        let bytes = whole.checkpoint(recipeText: "").encoded()
        try whole.train(steps: 5)
        let resumed = try experiment()
        try resumed.load(Checkpoint(decoding: bytes))
        try resumed.train(steps: 5)
        #expect(resumed.bits == whole.bits)
    }

    @Test("a step between that keeps all of the way changes nothing but the slow weights")
    func keepingAll() throws {
        let (plain, looking) = (try experiment(tricks: []), try experiment(tricks: [Lookahead(steps: 2, alpha: 1)]))
        try plain.train(steps: 4)
        try looking.train(steps: 4)
        for (one, other) in zip(weights(plain).joined(), weights(looking).joined()) { #expect(abs(one - other) < 1e-5) }
    }
}
