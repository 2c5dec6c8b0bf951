import Datasets
import Foundation
import Testing

@testable import Lab

@Suite("Mode coverage")
struct ModeCoverageTests {
    private let ring = Mixture(
        centres: (0..<8).map { [2 * cos(Float($0) * .pi / 4), 2 * sin(Float($0) * .pi / 4)] }, deviation: 0.02)

    @Test("counts 4 of 8 modes, even among themselves, and is ln 2 away from balance")
    func half() {
        let samples = (0..<4).flatMap { mode in (0..<25).flatMap { _ in ring.centres[2 * mode] } }
        let coverage = ModeCoverage(samples: samples, of: ring)
        #expect(coverage.modes == 4)
        #expect(coverage.quality == 1)
        #expect(abs(coverage.balance - log(2)) < 1e-12)
    }

    @Test("counts a sample just within 3σ and not the one just outside")
    func reach() {
        let near = ModeCoverage(samples: [2 + 0.0599, 0], of: ring)
        let far = ModeCoverage(samples: [2 + 0.0601, 0], of: ring)
        #expect(near.modes == 1 && near.quality == 1)
        #expect(far.modes == 0 && far.quality == 0)
    }

    @Test("gives the worst balance, ln K, to one mode alone and to no sample of quality")
    func worst() {
        #expect(abs(ModeCoverage(samples: ring.centres[3], of: ring).balance - log(8)) < 1e-6)
        #expect(abs(ModeCoverage(samples: [0, 0], of: ring).balance - log(8)) < 1e-6)
        #expect(abs(ModeCoverage(samples: [.nan, .nan], of: ring).balance - log(8)) < 1e-6)
    }

    @Test("measures balance against the mixture's own weights")
    func weights() {
        let uneven = Mixture(centres: [[0], [10]], deviation: 1, weights: [3, 1])
        let matching = ModeCoverage(samples: [0, 0, 0, 10], of: uneven)
        let even = ModeCoverage(samples: [0, 0, 10, 10], of: uneven)
        #expect(matching.balance < 1e-9)
        #expect(abs(even.balance - (0.5 * log(0.5 / 0.75) + 0.5 * log(0.5 / 0.25))) < 1e-6)
    }

    @Test("perfect samples reach 98.89 % quality and the sampling floor (K − 1) / 2N of balance")
    func perfect() {
        var generator = SplitMix(state: 7)
        var floor = 0.0
        var quality = 0.0
        for _ in 0..<20 {
            let coverage = ModeCoverage(samples: ring.sample(count: 2500, using: &generator), of: ring)
            #expect(coverage.modes == 8)
            floor += coverage.balance / 20
            quality += coverage.quality / 20
        }
        #expect(abs(floor - 7.0 / 5000) < 0.0007)
        #expect(abs(quality - 0.9889) < 0.002)
    }
}

/// A small repeatable source of random bits for tests (Steele et al. 2014, SplitMix).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
