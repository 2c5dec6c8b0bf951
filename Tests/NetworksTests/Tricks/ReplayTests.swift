import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Replay of old examples")
struct ReplayTests {
    /// A buffer under way: eight examples a turn, of which four give way.
    private struct Buffer {
        let trick: Replay
        var examples: [Float]
        var filled: Float = 0
        var classes: [Float]
        var position = RandomPosition(seed: 3, step: 0)
        let takesClasses: Bool

        init(size: Int, takesClasses: Bool = false) {
            trick = Replay(size: size)
            examples = [Float](repeating: 0, count: size)
            classes = [Float](repeating: 0, count: size)
            self.takesClasses = takesClasses
        }

        /// What the discriminator is shown of eight fresh examples, and the buffer after the turn.
        mutating func turn(_ fresh: [Float], moves mover: NetworkID = .discriminator) throws -> (shown: [Float], labels: [Float]) {
            let batch = Tensor.constant(fresh, shape: [8, 1])
            var duel = try TestDuel(discriminator: [Dense(1)], real: batch, fake: batch)
            duel.mover = mover
            let labels = Tensor.constant(fresh.map { -$0 }, shape: [8])
            duel.labels = takesClasses ? labels : nil
            duel.kept["replay"] = [.constant(examples, shape: [trick.size, 1]), .constant(filled)]
                + (takesClasses ? [.constant(classes, shape: [trick.size])] : [])
            let shown = try trick.shown(
                Batch(examples: batch, labels: labels), side: .generated, in: duel.turn,
                stream: TestDuel.stream.shown(.generated, by: "replay"))
            let kept = try trick.kept(after: duel.turn, duel: duel.duel())
            let values = try evaluate([shown.examples] + (shown.labels.map { [$0] } ?? []) + (kept ?? []), at: position)
            let start = shown.labels == nil ? 1 : 2
            if kept != nil {
                examples = values[start]
                filled = values[start + 1][0]
                if takesClasses { classes = values[start + 2] }
            }
            position.step += 1
            return (values[0], shown.labels == nil ? [] : values[1])
        }
    }

    private func fresh(_ turn: Int) -> [Float] { (0..<8).map { Float(10 * turn + $0 + 1) } }

    @Test("while the buffer is empty all are fresh; later half of them come from it")
    func shown() throws {
        var buffer = Buffer(size: 10)
        #expect(try buffer.turn(fresh(0)).shown == fresh(0))
        #expect(buffer.filled == 4 && buffer.examples == [5, 6, 7, 8, 0, 0, 0, 0, 0, 0])
        let second = try buffer.turn(fresh(1)).shown
        #expect(Array(second.prefix(4)) == [11, 12, 13, 14])
        #expect(second.suffix(4).allSatisfy { [5, 6, 7, 8].contains($0) })
        #expect(buffer.examples == [5, 6, 7, 8, 15, 16, 17, 18, 0, 0])
        // What does not fit behind begins in front.
        _ = try buffer.turn(fresh(2))
        #expect(buffer.filled == 10 && buffer.examples == [27, 28, 7, 8, 15, 16, 17, 18, 25, 26])
    }

    @Test("a full buffer takes each newcomer in place of another one")
    func replacing() throws {
        var buffer = Buffer(size: 10)
        var seen: Set<Int> = []
        for turn in 0..<60 {
            let before = buffer.examples
            _ = try buffer.turn(fresh(turn))
            guard turn > 2 else { continue }
            let changed = buffer.examples.indices.filter { buffer.examples[$0] != before[$0] }
            #expect(changed.map { buffer.examples[$0] } == Array(fresh(turn).suffix(4)))
            seen.formUnion(changed)
        }
        #expect(seen.count == 10)
    }

    @Test("all that it holds is drawn alike")
    func drawn() throws {
        var buffer = Buffer(size: 4)
        _ = try buffer.turn(fresh(0))
        var counts: [Float: Int] = [:]
        for _ in 0..<300 {
            buffer.examples = [5, 6, 7, 8]
            for value in try buffer.turn(fresh(9)).shown.suffix(4) { counts[value, default: 0] += 1 }
        }
        #expect(Set(counts.keys) == [5, 6, 7, 8] && counts.values.allSatisfy { (240...360).contains($0) }, "\(counts)")
    }

    @Test("classes go along")
    func classes() throws {
        var buffer = Buffer(size: 6, takesClasses: true)
        for turn in 0..<5 {
            let (shown, labels) = try buffer.turn(fresh(turn))
            #expect(labels == shown.map { -$0 })
            #expect(zip(buffer.classes, buffer.examples).allSatisfy { $0 == -$1 })
        }
    }

    @Test("the generator's turn knows nothing of it")
    func generatorsTurn() throws {
        var buffer = Buffer(size: 10)
        _ = try buffer.turn(fresh(0))
        let before = buffer.examples
        #expect(try buffer.turn(fresh(1), moves: .generator).shown == fresh(1))
        #expect(buffer.examples == before && buffer.filled == 4)
    }

    @Test("it keeps examples, how many there are, and classes where the discriminator takes some")
    func arrays() throws {
        func plans(_ judge: [any Layer]) throws -> [NetworkPlan] {
            [
                try NetworkPlan(name: "generator", layers: [Dense([4, 4, 1])], inputSize: [2]),
                try NetworkPlan(name: "discriminator", layers: judge, inputSize: [4, 4, 1], classCount: 3),
            ]
        }
        #expect(try Replay(size: 7).kept(for: plans([Flatten(), Dense(1)])).map(\.shape) == [[7, 4, 4, 1], []])
        let labelled = try Replay(size: 7).kept(for: plans([Label(), Flatten(), Dense(1)]))
        #expect(labelled.map(\.name) == ["examples", "filled", "classes"] && labelled[2].shape == [7])
    }

    @Test("a buffer smaller than half a batch, and a batch of one, are refused")
    func refusals() {
        func check(batch: Int) throws {
            try Replay(size: 7).check(GameSetting(exampleSize: [2], batch: batch, latent: NormalLatent(2), loss: NonSaturating()))
        }
        #expect(throws: Never.self) { try check(batch: 15) }
        #expect(throws: Refusal.self) { try check(batch: 16) }
        #expect(throws: Refusal.self) { try check(batch: 1) }
    }
}
