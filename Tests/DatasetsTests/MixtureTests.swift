import Declarations
import Foundation
import Testing

@testable import Datasets

@Suite struct MixtureTests {
    @Test func densityOnALineIntegratesToOne() throws {
        for modes in [1, 2, 3] {
            let mixture = try LineDataset.made(["modes": .number(Double(modes)), "offset": .number(0.7)]).mixture
            let step: Float = 0.01
            let sum = (-1000...1000).reduce(0.0) { $0 + (mixture.density(at: [Float($1) * step]) ?? .nan) } * Double(step)
            #expect(abs(sum - 1) < 1e-5)
        }
    }

    @Test func densityInThePlaneIntegratesToOne() throws {
        let mixture = try RingDataset.made(["deviation": .number(0.3)]).mixture
        let step: Float = 0.1
        var sum = 0.0
        for row in -45...45 {
            for column in -45...45 { sum += mixture.density(at: [Float(row) * step, Float(column) * step]) ?? .nan }
        }
        #expect(abs(sum * Double(step * step) - 1) < 1e-5)
    }

    @Test func densityOfASingleGaussianHasItsKnownPeak() throws {
        // 1 / (0.5 √(2π)), and exp(−1/2) of it one deviation away
        let mixture = Mixture(centres: [[2]], deviation: 0.5)
        #expect(abs(try #require(mixture.density(at: [2])) - 0.797_884_560_8) < 1e-9)
        #expect(abs(try #require(mixture.density(at: [2.5])) - 0.483_941_449_0) < 1e-9)
    }

    @Test func weightsAreNormalised() {
        #expect(Mixture(centres: [[-1], [1]], deviation: 0.01, weights: [3, 1]).weights == [0.75, 0.25])
        #expect(Mixture(centres: [[-1], [1]], deviation: 0.01).weights == [0.5, 0.5])
    }

    @Test func drawsHaveTheMeanAndDeviationOfTheirMode() throws {
        let points = try Drawn(Mixture(centres: [[3]], deviation: 0.5), 40_000).examples
        let mean = points.reduce(0, +) / 40_000
        let variance = points.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
        #expect(abs(mean - 3) < 0.01)
        #expect(abs(variance - 0.25) < 0.01)
    }

    @Test func modesOfEqualWeightAreDrawnEquallyOften() throws {
        let labels = try #require(try Drawn(RingDataset.made().mixture, 50_000).labels)
        for mode in 0..<8 { #expect(abs(labels.count { $0 == Float(mode) } - 50_000 / 8) < 400) }
    }
}
