import Foundation
import Testing

@testable import Lab

@Suite("Oscillations")
struct OscillationTests {
    private func sine(_ period: Double, amplitude: Double = 3, count: Int = 200, slope: Double = 0) -> [Double] {
        (0..<count).map { (place: Int) -> Double in
            let angle = 2 * Double.pi * Double(place) / period + 1
            return 5 + slope * Double(place) + amplitude * sin(angle)
        }
    }

    /// Numbers without a pattern, the same at every run, from −1 to 1.
    private func noise(_ count: Int, seed: UInt64 = 1) -> [Double] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 52) - 1
        }
    }

    @Test("period and amplitude of a sine are found, also on a slope", arguments: [7.3, 20, 62.8, 95])
    func sines(period: Double) throws {
        for slope in [0, 0.2] {
            let found = try #require(Oscillation(sine(period, slope: slope)))
            #expect(abs(found.period - period) < 0.02 * period)
            #expect(abs(found.amplitude - 3) < 0.3)
            #expect(found.clarity > 0.9)
        }
    }

    @Test("a sine under noise of a third of its height keeps its period; the amplitude is the sine's")
    func noisy() throws {
        let curve = zip(sine(30, count: 300), noise(300)).map { $0 + 1.7 * $1 }
        let found = try #require(Oscillation(curve))
        #expect(abs(found.period - 30) < 1.5)
        #expect(abs(found.amplitude - 3) < 0.4)
    }

    @Test("a long curve is averaged first and keeps its period in steps")
    func long() throws {
        let found = try #require(Oscillation(sine(500, count: 9000)))
        #expect(abs(found.period - 500) < 10)
    }

    @Test("no period where there is none: noise, a random walk, a decay, a line, a constant, less than two periods")
    func none() {
        for seed in 1...20 as ClosedRange<UInt64> {
            #expect(Oscillation(noise(200, seed: seed)) == nil)
            var sum = 0.0
            let walk = noise(300, seed: seed).map { step -> Double in
                sum += step
                return sum
            }
            #expect(Oscillation(walk) == nil, "seed \(seed)")
        }
        let steps = (0..<200).map(Double.init)
        #expect(Oscillation(steps.map { exp(-$0 / 30) }) == nil)
        #expect(Oscillation(steps.map { 2 + 0.1 * $0 }) == nil)
        #expect(Oscillation([Double](repeating: 4, count: 100)) == nil)
        #expect(Oscillation(sine(150)) == nil)
        #expect(Oscillation(sine(2, count: 5)) == nil)
        #expect(Oscillation(sine(20) + [.nan]) == nil)
    }
}
