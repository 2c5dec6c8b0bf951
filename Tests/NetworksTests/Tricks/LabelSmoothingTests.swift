import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Label smoothing")
struct LabelSmoothingTests {
    private let stream = RandomStream("test")
    private let position = RandomPosition(seed: 3, step: 2)

    /// The target of four scores, from the labels that a side has.
    private func targets(_ trick: LabelSmoothing, _ side: Side, labels: [Float]? = nil) throws -> [Float] {
        let duel = try TestDuel(
            discriminator: [Dense(1)], real: .constant(0, shape: [4, 2]), fake: .constant(0, shape: [4, 2]))
        let before = labels.map { Tensor.constant($0, shape: [4, 1]) } ?? .constant(side == .real ? 1 : 0)
        let target = try trick.target(
            before, of: side, scores: .constant(0, shape: [4, 1]), in: duel.turn, stream: stream.appending(side.rawValue))
        return try evaluate(target, at: position)
    }

    @Test("moves the target of real examples alone")
    func oneSided() throws {
        #expect(try targets(LabelSmoothing(real: 0.8), .real) == [0.8])
        #expect(try targets(LabelSmoothing(real: 0.8), .generated) == [0])
    }

    @Test("a range draws a target for each example")
    func range() throws {
        let chance = stream.appending("real/real").uniforms(4, at: position)
        let trick = LabelSmoothing(real: 0.7...1.2)
        expectEqual(try targets(trick, .real), chance.map { 0.7 + 0.5 * Double($0) }, tolerance: 1e-6)
        #expect(try targets(trick, .generated) == [0, 0, 0, 0])
    }

    @Test("a label that was swapped before is smoothed as what it says")
    func swapped() throws {
        #expect(try targets(LabelSmoothing(real: 0.75), .generated, labels: [0, 1, 0, 1]) == [0, 0.75, 0, 0.75])
        let both = LabelSmoothing(real: 0.75...0.75, generated: 0.125...0.125)
        #expect(try targets(both, .real, labels: [0, 1, 1, 1]) == [0.125, 0.75, 0.75, 0.75])
    }

    @Test("smooths both sides only for those who insist, and says why")
    func twoSided() throws {
        func made(_ values: [String: OptionValue]) throws -> LabelSmoothing {
            try LabelSmoothing(OptionValues(LabelSmoothing.declaration, values))
        }
        let error = #expect(throws: Refusal.self) { try made(["generated": .number(0.1)]) }
        #expect(error?.message.contains("density into the best discriminator's numerator") == true)
        #expect(throws: Refusal.self) { try made(["insist": .flag(true)]) }
        let both = try made(["generated": .interval(0.1...0.3), "insist": .flag(true)])
        #expect(both.generated == 0.1...0.3)
        #expect(try LabelSmoothing(both.optionValues) == both)
    }

    @Test("targets above 1 are refused where their mean is")
    func endless() throws {
        func made(_ real: OptionValue) throws -> LabelSmoothing {
            try LabelSmoothing(OptionValues(LabelSmoothing.declaration, ["real": real]))
        }
        #expect(throws: Never.self) { try made(.interval(0.7...1.2)) }
        let error = #expect(throws: Refusal.self) { try made(.interval(0.9...1.2)) }
        #expect(error?.message.contains("scores would rise without end") == true)
    }

    /// d/ds [softplus(s) − α s] = σ(s) − α.
    @Test("the best score of real examples is log(α / (1 − α)), where the gradient vanishes")
    func bestScore() throws {
        let score = Variable("score", shape: [1], values: [2.1972246]).tensor
        let cost = try #require(try NonSaturating().exampleTerm(score, target: .constant(0.9)))
        expectEqual(try evaluate(gradient(of: cost.sum(), withRespectTo: [score])[0]), [0], tolerance: 1e-6)
    }

    @Test("takes every loss with targets, and refuses the others with those")
    func refusals() throws {
        for type in lossCatalogue {
            let loss = try type.init(OptionValues(type.declaration))
            let setting = GameSetting(exampleSize: [2], batch: 4, latent: NormalLatent(2), loss: loss)
            let scores = Tensor.constant([0, 1], shape: [2, 1])
            if try loss.exampleTerm(scores, target: .constant(1)) != nil {
                #expect(throws: Never.self) { try LabelSmoothing().check(setting) }
            } else {
                let error = #expect(throws: Refusal.self) { try LabelSmoothing().check(setting) }
                #expect(error?.message.hasSuffix("`loss \(loss.name)` compares scores with none") == true)
                #expect(error?.help == "`loss minimax`, `loss non-saturating`, `loss lsgan`, or no `trick label-smoothing`")
            }
        }
    }
}
