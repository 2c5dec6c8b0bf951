import Declarations
import Foundation
import Testing

@testable import Datasets

@Suite struct MixtureTests {
    @Test func densityOnALineIntegratesToOne() throws {
        for modes in [1, 2, 3] {
            let mixture = try LineDataset.made(["modes": .number(Double(modes)), "offset": .number(0.7)]).mixture
            let step: Float = 0.01
            let sum = (-1000...1000).reduce(0.0) { $0 + mixture.density(at: [Float($1) * step]) } * Double(step)
            #expect(abs(sum - 1) < 1e-5)
        }
    }

    @Test func densityInThePlaneIntegratesToOne() throws {
        let mixture = try RingDataset.made(["deviation": .number(0.3)]).mixture
        let step: Float = 0.1
        var sum = 0.0
        for row in -45...45 {
            for column in -45...45 { sum += mixture.density(at: [Float(row) * step, Float(column) * step]) }
        }
        #expect(abs(sum * Double(step * step) - 1) < 1e-5)
    }

    @Test func densityOfASingleGaussianHasItsKnownPeak() throws {
        // 1 / (0.5 √(2π)), and exp(−1/2) of it one deviation away
        let mixture = Mixture(centres: [[2]], deviation: 0.5)
        #expect(abs(mixture.density(at: [2]) - 0.797_884_560_8) < 1e-9)
        #expect(abs(mixture.density(at: [2.5]) - 0.483_941_449_0) < 1e-9)
    }

    @Test func weightsAreNormalisedAndSteerTheSampler() {
        let mixture = Mixture(centres: [[-1], [1]], deviation: 0.01, weights: [3, 1])
        #expect(mixture.weights == [0.75, 0.25])
        var generator = SeededGenerator(seed: 4)
        let assignment = mixture.assign(mixture.sample(count: 20_000, using: &generator))
        #expect(abs(Double(assignment.nearest.count { $0 == 0 }) / 20_000 - 0.75) < 0.01)
    }

    @Test func sampledPointsHaveTheMeanAndDeviationOfTheirMode() {
        let mixture = Mixture(centres: [[3]], deviation: 0.5)
        var generator = SeededGenerator(seed: 5)
        let points = mixture.sample(count: 40_000, using: &generator)
        let mean = points.reduce(0, +) / 40_000
        let variance = points.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
        #expect(abs(mean - 3) < 0.01)
        #expect(abs(variance - 0.25) < 0.01)
    }

    @Test func perfectSamplesAreOfHighQualityAsOftenAsTheFormulaSays() throws {
        // two dimensions: 1 − exp(−9/2) = 0.98889
        var generator = SeededGenerator(seed: 6)
        let mixture = try RingDataset.made().mixture
        let assignment = mixture.assign(mixture.sample(count: 50_000, using: &generator))
        #expect(abs(assignment.highQualityShare - 0.98889) < 0.002)
        #expect(assignment.modesFound == 8)
        #expect(assignment.counts.allSatisfy { abs($0 - 50_000 / 8) < 400 })
    }

    @Test func aPointGoesToTheNearestCentreAndCountsWithinThreeDeviations() {
        let mixture = Mixture(centres: [[0, 0], [1, 0]], deviation: 0.1)
        let assignment = mixture.assign([0.29, 0, 0.31, 0, 0.75, 0, 1, 0.29])
        #expect(assignment.nearest == [0, 0, 1, 1])
        #expect(assignment.isHighQuality == [true, false, true, true])
        #expect(assignment.counts == [1, 2])
        let near = mixture.nearestMode(to: [1, 0.5])
        #expect(near.mode == 1 && abs(near.distance - 0.5) < 1e-6)
    }

    @Test func pointsThatAreNoNumbersAreNeverOfHighQuality() {
        let mixture = Mixture(centres: [[0]], deviation: 1)
        let assignment = mixture.assign([.nan, .infinity, 0])
        #expect(assignment.isHighQuality == [false, false, true])
        #expect(assignment.counts == [1])
    }

    @Test func noPointsFindNoModes() {
        let assignment = Mixture(centres: [[0]], deviation: 1).assign([])
        #expect(assignment.modesFound == 0 && assignment.highQualityShare == 0)
    }
}
