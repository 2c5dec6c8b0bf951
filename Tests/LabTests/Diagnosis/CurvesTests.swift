import Foundation
import TestSupport
import Testing

@testable import Lab

@Suite("What curves tell")
struct CurvesTests {
    @Test("a wave is a rhythm with its height, noise is none")
    func rhythm() {
        var random = SplitMix(state: 3)
        let wave = (0..<900).map { (step: Int) -> Double in 3 + 0.01 * Double(step) + 0.7 * sin(Double(step) / 10) }
        let found = Curves(columns: ["loss.generator": wave]).findings(under: probabilities)
        #expect((found[.rhythm]?.value ?? 0) > 0.95 && found[.swing] != nil)
        let noise = (0..<900).map { _ in Double.random(in: -1...1, using: &random) }
        #expect(Curves(columns: ["loss.generator": noise]).findings(under: probabilities)[.rhythm]?.value == 0)
        let ofBatches = (0..<900).map { Double($0 % 4) }
        #expect(Curves(columns: ["loss.generator": ofBatches]).findings(under: probabilities)[.rhythm]?.value == 0)
    }

    @Test("the latest fifth of the steps is what counts, and how it differs from the first tenth")
    func windows() throws {
        let gradient = [Double](repeating: 4, count: 80) + [Double](repeating: 0.02, count: 20)
        let findings = Curves(columns: ["gradient.generator": gradient]).findings(under: probabilities)
        #expect(findings[.generatorGradient]?.value == 0.02 && findings[.generatorGradient]?.firstStep == 81)
        #expect(findings[.generatorGradientGrowth]?.value == 0.005)
        #expect(findings[.fakeScore] == nil)
    }

    @Test("a critic has no accuracy, no ½ and no loss that could be too small")
    func critic() {
        let columns = Dictionary(
            uniqueKeysWithValues: ["loss.generator", "loss.discriminator", "score.real", "score.fake"].map { ($0, [Double](repeating: 1e-9, count: 50)) })
        let findings = Curves(columns: columns).findings(under: LossFacts(isCritic: true, hasProbabilities: false))
        #expect(findings[.criticLoss]?.value == 1)
        for finding in [Finding.fakeScore, .indecision, .leastAccuracy, .fakeAccuracy, .discriminatorLoss] { #expect(findings[finding] == nil) }
    }

    @Test("too few steps tell nothing, and steps without a value are passed over")
    func fewSteps() {
        #expect(Curves(columns: ["loss.generator": [1, 2, 3]]).findings(under: probabilities)[.generatorLoss] == nil)
        let gaps = [Double](repeating: .nan, count: 95) + [1, 2, 3, 4, 5]
        #expect(Curves(columns: ["loss.generator": gaps]).findings(under: probabilities)[.generatorLoss]?.value == 3)
    }

    private let probabilities = LossFacts(isCritic: false, hasProbabilities: true)
}
