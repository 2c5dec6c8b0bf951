import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("The targets of lsgan")
struct LeastSquaresTests {
    private func column(_ scores: [Float]) -> Tensor { .constant(scores, shape: [scores.count, 1]) }

    /// PyTorch's mse_loss in double precision.
    @Test("squares the distance to each, with the values of an independent implementation")
    func values() throws {
        let loss = try LeastSquares(generated: -1, real: 1, wanted: 0)
        let (real, fake) = (column([1.5, -0.25, 3]), column([-2, 0.5, 0.125]))
        expectEqual(try evaluate(loss.discriminatorLoss(real: real, fake: fake)), [1.7213541666666665])
        expectEqual(try evaluate(loss.generatorLoss(fake: fake)), [0.7109375])
    }

    @Test("decision threshold and equilibrium follow from the targets: the best constant score is the middle", arguments: [
        (Float(0), Float(1), Float(1)), (-1, 1, 0), (-0.5, 2, 3), (0.25, 0.75, 0.5),
    ])
    func equilibrium(generated: Float, real: Float, wanted: Float) throws {
        let loss = try LeastSquares(generated: generated, real: real, wanted: wanted)
        let threshold = try #require(loss.decisionThreshold)
        let end = try #require(loss.equilibrium)
        func losses(_ score: Float) throws -> [Float] {
            let scores = column([score])
            return try evaluate([loss.discriminatorLoss(real: scores, fake: scores), loss.generatorLoss(fake: scores)]).flatMap { $0 }
        }
        let here = try losses(threshold)
        #expect(abs(Double(here[0]) - end.discriminator) < 1e-6)
        #expect(try abs(Double(here[1]) - #require(end.generator)) < 1e-6)
        for step: Float in [-0.1, 0.1] { #expect(try losses(threshold + step)[0] > here[0]) }
    }

    @Test("the target 1 of an example stands for the score of real ones and 0 for that of generated ones, linearly between")
    func exampleTargets() throws {
        let loss = try LeastSquares(generated: -1, real: 3, wanted: 3)
        for (target, score) in [(Float(1), Float(3)), (0, -1), (0.5, 1), (0.9, 2.6)] {
            let cost = try #require(try loss.exampleTerm(column([score]), target: .constant(target)))
            expectEqual(try evaluate(cost), [0], tolerance: 1e-10)
        }
        let (real, fake) = (column([1.5, -0.25]), column([-2, 0.5]))
        let terms = try [(real, Float(1)), (fake, 0)].map { scores, target in
            try #require(try loss.exampleTerm(scores, target: .constant(target))).mean()
        }
        expectEqual(try evaluate(terms[0] + terms[1]), try evaluate(loss.discriminatorLoss(real: real, fake: fake)).map(Double.init))
    }

    @Test("refuses targets that turn the duel round, and says which do not")
    func refused() throws {
        #expect(throws: Refusal(
            "`loss lsgan` gives real examples the higher score, found real 0 and generated 1", help: "`generated 0 real 1`, or `generated -1 real 1`")
        ) { try LeastSquares(generated: 1, real: 0, wanted: 1) }
        #expect(throws: Refusal.self) { try LeastSquares(generated: 0.5, real: 0.5, wanted: 1) }
        let refusal = #expect(throws: Refusal.self) { try LeastSquares(generated: 0, real: 1, wanted: 0.25) }
        #expect(refusal?.help == "`wanted 0.5` is the middle, `wanted 1` the score of real ones")
    }
}
