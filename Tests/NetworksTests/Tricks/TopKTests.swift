import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Top-k training")
struct TopKTests {
    private func weights(_ share: Schedule, _ scores: [Float], atStep step: Float = 0) throws -> [Float] {
        var duel = try TestDuel(
            discriminator: [Dense(1)], real: .constant(0, shape: [4, 1]), fake: .constant(0, shape: [4, 1]))
        duel.trainingStep = .constant(step)
        let weights = try TopK(share: share).weights(ofGenerated: .constant(scores, shape: [scores.count, 1]), in: duel.turn)
        let found = try #require(weights)
        #expect(found.shape == [scores.count, 1])
        return try evaluate(found)
    }

    @Test("the best scores count, with a mean of 1")
    func best() throws {
        #expect(try weights(0.5, [1, -2, 3, 0]) == [2, 0, 2, 0])
        #expect(try weights(0.25, [1, -2, 3, 0]) == [0, 0, 4, 0])
        #expect(try weights(1, [1, -2, 3, 0]) == [1, 1, 1, 1])
    }

    @Test("of equal scores the earlier counts")
    func ties() throws {
        #expect(try weights(0.5, [1, 1, 1, 1]) == [2, 2, 0, 0])
        #expect(try weights(0.5, [0, 1, 0, 0]) == [2, 2, 0, 0])
    }

    @Test("at least one counts, and the share is rounded to whole examples")
    func rounding() throws {
        #expect(try weights(0.001, [1, -2, 3, 0]) == [0, 0, 4, 0])
        #expect(try weights(0.6, [1, -2, 3, 0]) == [2, 0, 2, 0])
        #expect(try weights(0.65, [1, -2, 3, 0]).filter { $0 > 0 }.count == 3)
    }

    @Test("the share follows its schedule")
    func schedule() throws {
        let falling = try Schedule(from: 1, to: 0.25, over: 10, course: .geometric)
        #expect(try weights(falling, [1, -2, 3, 0], atStep: 0) == [1, 1, 1, 1])
        #expect(try weights(falling, [1, -2, 3, 0], atStep: 5) == [2, 0, 2, 0])
        #expect(try weights(falling, [1, -2, 3, 0], atStep: 100) == [0, 0, 4, 0])
    }

    @Test("the costs of single examples have the generator's loss as their mean", arguments: lossCatalogue.indices)
    func costs(_ index: Int) throws {
        let type = lossCatalogue[index]
        let loss = try type.init(OptionValues(type.declaration))
        let scores = Tensor.constant([2, -1, 0.5, -3], shape: [4, 1])
        guard let costs = try loss.generatorExampleTerm(scores) else {
            let setting = GameSetting(exampleSize: [2], batch: 4, latent: NormalLatent(2), loss: loss)
            #expect(throws: Refusal.self) { try TopK().check(setting) }
            return
        }
        #expect(costs.shape == scores.shape)
        let values = try evaluate([costs.mean(), loss.generatorLoss(fake: scores)])
        expectEqual(values[0], [Double(values[1][0])], tolerance: 1e-6)
    }
}
