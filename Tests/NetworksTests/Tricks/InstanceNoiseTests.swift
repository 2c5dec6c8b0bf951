import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Instance noise")
struct InstanceNoiseTests {
    private let batch = Batch(examples: .constant([1, 2, 3, 4], shape: [2, 2]), labels: .constant([0, 1], shape: [2]))
    private let stream = RandomStream("shown")
    private let position = RandomPosition(seed: 1, step: 0)

    private func turn(atStep step: Float) throws -> Turn {
        var duel = try TestDuel(discriminator: [Dense(1)], real: batch.examples, fake: batch.examples)
        duel.trainingStep = .constant(step)
        return duel.turn
    }

    private func noise(_ trick: InstanceNoise, atStep step: Float) throws -> [Float] {
        let shown = try trick.shown(batch, side: .real, in: try turn(atStep: step), stream: stream)
        return zip(try evaluate(shown.examples, at: position), [1, 2, 3, 4]).map { $0 - $1 }
    }

    @Test("adds normals of its stream, of the deviation that was asked for")
    func plain() throws {
        let normals = stream.normals(4, at: position).map { 0.5 * Double($0) }
        expectEqual(try noise(InstanceNoise(deviation: 0.5), atStep: 7), normals)
    }

    @Test("follows its schedule, down to examples as they are")
    func schedule() throws {
        let falling = InstanceNoise(deviation: try Schedule(from: 0.5, to: 0, over: 100))
        let normals = stream.normals(4, at: position).map(Double.init)
        expectEqual(try noise(falling, atStep: 0), normals.map { 0.5 * $0 })
        expectEqual(try noise(falling, atStep: 60), normals.map { 0.2 * $0 })
        #expect(try noise(falling, atStep: 100) == [0, 0, 0, 0])
        #expect(try noise(falling, atStep: 1000) == [0, 0, 0, 0])
    }

    @Test("leaves the classes, and lets the generator's gradient through")
    func passing() throws {
        let examples = Variable("examples", shape: [2, 2], values: [1, 2, 3, 4]).tensor
        let shown = try InstanceNoise().shown(
            Batch(examples: examples, labels: batch.labels), side: .generated, in: try turn(atStep: 0), stream: stream)
        #expect(shown.labels == batch.labels)
        #expect(try evaluate(gradient(of: shown.examples.sum(), withRespectTo: [examples])[0]) == [1, 1, 1, 1])
    }
}
