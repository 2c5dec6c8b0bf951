import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Packs")
struct PackTests {
    private func shown(_ values: [Float], _ shape: [Int], _ count: Int) throws -> (shape: [Int], values: [Float]) {
        let batch = Batch(examples: .constant(values, shape: shape), labels: .constant(0, shape: [shape[0]]))
        let duel = try TestDuel(discriminator: [Flatten(), Dense(1)], real: batch.examples, fake: batch.examples)
        let packs = try Pack(count).shown(batch, side: .real, in: duel.turn, stream: RandomStream("test"))
        #expect(packs.labels == nil)
        return (packs.examples.shape, try evaluate(packs.examples))
    }

    @Test("points of a pack stand one behind the other")
    func points() throws {
        let found = try shown([1, 2, 3, 4, 5, 6, 7, 8], [4, 2], 2)
        #expect(found.shape == [2, 4] && found.values == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(Pack(3).shownSize([2]) == [6])
    }

    @Test("images of a pack share their pixels, channels of one behind those of the other")
    func images() throws {
        // Two images of 1x2 pixels with two channels each.
        let found = try shown([1, 2, 3, 4, 11, 12, 13, 14], [2, 1, 2, 2], 2)
        #expect(found.shape == [1, 1, 2, 4] && found.values == [1, 2, 11, 12, 3, 4, 13, 14])
        #expect(Pack(2).shownSize([28, 28, 1]) == [28, 28, 2])
    }

    @Test("a batch that is not whole packs is refused, with the nearest that are")
    func divisible() {
        func check(batch: Int) throws {
            try Pack(3).check(GameSetting(exampleSize: [2], batch: batch, latent: NormalLatent(2), loss: NonSaturating()))
        }
        #expect(throws: Never.self) { try check(batch: 12) }
        #expect(throws: Refusal(
            "`trick pack 3` cuts the batch into packs of 3, found `batch 16`", help: "`batch 15` or `batch 18`")
        ) { try check(batch: 16) }
        #expect(throws: Refusal("`trick pack 3` cuts the batch into packs of 3, found `batch 2`", help: "`batch 3`")) {
            try check(batch: 2)
        }
    }

    @Test("a discriminator that takes the class of each example is refused")
    func classes() throws {
        let plan = try NetworkPlan(name: "discriminator", layers: [Label(), Dense(1)], inputSize: [4], classCount: 8)
        let error = #expect(throws: Refusal.self) { try Pack().check([plan]) }
        #expect(error?.message.contains("`layer label` takes one class") == true)
    }
}
