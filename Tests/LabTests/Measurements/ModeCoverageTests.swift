import Datasets
import Foundation
import Graphs
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

    @Test("holds a mode from a quarter of its fair share of all samples on, of those within 3σ")
    func held() {
        // 320 samples, 40 a mode would be fair, 10 are a quarter.
        func coverage(inFirst count: Int, elsewhere: [Float]) -> ModeCoverage {
            let first = (0..<count).flatMap { _ in ring.centres[0] }
            return ModeCoverage(samples: first + (count..<320).flatMap { _ in elsewhere }, of: ring)
        }
        #expect(coverage(inFirst: 10, elsewhere: [0, 0]).heldModes == 1)
        #expect(coverage(inFirst: 9, elsewhere: [0, 0]).heldModes == 0)
        #expect(coverage(inFirst: 9, elsewhere: [0, 0]).modes == 1)
        #expect(coverage(inFirst: 10, elsewhere: ring.centres[1]).heldModes == 2)
        #expect(coverage(inFirst: 9, elsewhere: ring.centres[1]).heldModes == 1)
        #expect(ModeCoverage(samples: [], of: ring).heldModes == 0)
        let cloud = (0..<2500).flatMap { place in
            let radius: Float = place.isMultiple(of: 100) ? 2 : 1.5
            let angle = Float(place / 100 % 8) * .pi / 4
            return [radius * cos(angle), radius * sin(angle)]
        }
        let touched = ModeCoverage(samples: cloud, of: ring)
        #expect(touched.modes == 8 && touched.heldModes == 0)
    }

    @Test("a rare mode's fair share is its weight")
    func heldByWeight() {
        let uneven = Mixture(centres: [[0], [10]], deviation: 1, weights: [3, 1])
        let samples = { (rare: Int) in [Float](repeating: 0, count: 160 - rare) + [Float](repeating: 10, count: rare) }
        #expect(ModeCoverage(samples: samples(10), of: uneven).heldModes == 2)
        #expect(ModeCoverage(samples: samples(9), of: uneven).heldModes == 1)
    }

    @Test("gives the balance ln K to one mode alone, and an infinite one where no sample is of quality")
    func worst() {
        #expect(abs(ModeCoverage(samples: ring.centres[3], of: ring).balance - log(8)) < 1e-6)
        #expect(ModeCoverage(samples: [0, 0], of: ring).balance == .infinity)
        #expect(ModeCoverage(samples: [.nan, .nan], of: ring).balance == .infinity)
        #expect(ModeCoverage(samples: [], of: ring).balance == .infinity)
    }

    @Test("measures balance against the mixture's own weights")
    func weights() {
        let uneven = Mixture(centres: [[0], [10]], deviation: 1, weights: [3, 1])
        let matching = ModeCoverage(samples: [0, 0, 0, 10], of: uneven)
        let even = ModeCoverage(samples: [0, 0, 10, 10], of: uneven)
        #expect(matching.balance < 1e-9)
        #expect(abs(even.balance - (0.5 * log(0.5 / 0.75) + 0.5 * log(0.5 / 0.25))) < 1e-6)
    }

    @Test("a sample counts for the nearest centre, within 3σ of it")
    func nearest() {
        let pair = Mixture(centres: [[0, 0], [1, 0]], deviation: 0.1)
        let coverage = ModeCoverage(samples: [0.29, 0, 0.31, 0, 0.75, 0, 1, 0.29], of: pair)
        #expect(coverage.counts == [1, 2] && coverage.samples == 4 && coverage.quality == 0.75)
        let strange = ModeCoverage(samples: [.nan, .infinity, 0], of: Mixture(centres: [[0]], deviation: 1))
        #expect(strange.counts == [1] && strange.samples == 3)
    }

    @Test("perfect samples reach 98.89 % quality and the sampling floor (K − 1) / 2N of balance")
    func perfect() throws {
        var floor = 0.0
        var quality = 0.0
        let draws = try Program(outputs: [ring.batch(2500, stream: RandomStream("perfect")).examples])
        for step in 0..<20 {
            draws.run(RandomPosition(seed: 7, step: UInt64(step)))
            let coverage = ModeCoverage(samples: draws.value(0), of: ring)
            #expect(coverage.modes == 8 && coverage.heldModes == 8)
            floor += coverage.balance / 20
            quality += coverage.quality / 20
        }
        #expect(abs(floor - 7.0 / 5000) < 0.0007)
        #expect(abs(quality - 0.9889) < 0.002)
    }
}
