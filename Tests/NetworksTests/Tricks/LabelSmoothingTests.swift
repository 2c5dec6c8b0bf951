import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Label smoothing")
struct LabelSmoothingTests {
    @Test("moves the target of real examples alone")
    func oneSided() throws {
        let duel = try TestDuel(
            discriminator: [Dense(1)], real: .constant(0, shape: [2, 2]), fake: .constant(0, shape: [2, 2]))
        func target(_ side: Side) throws -> Tensor {
            try LabelSmoothing(real: 0.8).target(
                .constant(side == .real ? 1 : 0), of: side, scores: .constant([0, 1], shape: [2, 1]), in: duel.turn,
                stream: RandomStream("test"))
        }
        #expect(try evaluate([target(.real), target(.generated)]) == [[0.8], [0]])
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
