import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Swapped and trembling labels")
struct TargetTests {
    private let stream = RandomStream("test")
    private let position = RandomPosition(seed: 5, step: 1)
    private let count = 2000

    private func targets(_ trick: some Trick, from label: Float, atStep step: Float = 0) throws -> [Float] {
        var duel = try TestDuel(
            discriminator: [Dense(1)], real: .constant(0, shape: [count, 1]), fake: .constant(0, shape: [count, 1]))
        duel.trainingStep = .constant(step)
        let target = try trick.target(
            .constant(label), of: .real, scores: .constant(0, shape: [count, 1]), in: duel.turn, stream: stream)
        return try evaluate(target, at: position)
    }

    @Test("a label is swapped where a uniform number lies below the probability")
    func flips() throws {
        let chance = stream.uniforms(count, at: position)
        #expect(try targets(FlipLabels(0.25), from: 1) == chance.map { $0 < 0.25 ? 0 : 1 })
        #expect(try targets(FlipLabels(0.25), from: 0) == chance.map { $0 < 0.25 ? 1 : 0 })
        #expect(try targets(FlipLabels(0), from: 1).allSatisfy { $0 == 1 })
    }

    @Test("the probability follows its schedule")
    func falling() throws {
        let falling = FlipLabels(try Schedule(from: 0.5, to: 0, over: 10))
        let shares = try [0, 5, 10].map { step in
            try targets(falling, from: 1, atStep: step).reduce(0) { $0 + (1 - $1) } / Float(count)
        }
        #expect(abs(shares[0] - 0.5) < 0.05 && abs(shares[1] - 0.25) < 0.05 && shares[2] == 0)
    }

    @Test("noise is added to the target, of the deviation that was asked for")
    func noise() throws {
        let normals = stream.normals(count, at: position).map { 1 + 0.25 * Double($0) }
        expectEqual(try targets(LabelNoise(0.25), from: 1), normals, tolerance: 1e-6)
        let falling = LabelNoise(try Schedule(from: 0.5, to: 0, over: 10))
        #expect(try targets(falling, from: 1, atStep: 10).allSatisfy { $0 == 1 })
    }

    @Test("whatever the order of their lines, labels are swapped before they are smoothed, and tremble last")
    func stages() {
        #expect(FlipLabels().stage < LabelSmoothing().stage && LabelSmoothing().stage < LabelNoise().stage)
    }

    @Test("a loss without targets is refused, with those that have some", arguments: [FlipLabels() as any Trick, LabelNoise()])
    func refusals(trick: any Trick) {
        let setting = GameSetting(exampleSize: [2], batch: 4, latent: NormalLatent(2), loss: Hinge())
        let error = #expect(throws: Refusal.self) { try trick.check(setting) }
        #expect(error?.message.hasSuffix("`loss hinge` compares scores with none") == true)
        #expect(error?.help?.contains("`loss non-saturating`") == true)
    }
}
