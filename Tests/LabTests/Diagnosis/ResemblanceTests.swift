import Foundation
import TestSupport
import Testing

@testable import Lab

@Suite("Samples beside examples, with no modes known")
struct ResemblanceTests {
    /// Points about so many of eight centres on a circle of radius 2.
    private func ring(_ count: Int, modes: Range<Int> = 0..<8, deviation: Float = 0.02, seed: UInt64) -> [Float] {
        var random = SplitMix(state: seed)
        return (0..<count).flatMap { _ -> [Float] in
            let angle = Float(Int.random(in: modes, using: &random)) * .pi / 4
            let radius = deviation * (-2 * log(Float.random(in: 1e-6...1, using: &random))).squareRoot()
            let turn = Float.random(in: 0...2 * .pi, using: &random)
            return [2 * cos(angle) + radius * cos(turn), 2 * sin(angle) + radius * sin(turn)]
        }
    }

    @Test("distances by one product are those number by number", arguments: [(9, 4), (64, 30), (1, 3)])
    func distances(length: Int, count: Int) throws {
        var random = SplitMix(state: UInt64(length))
        let points = (0..<5 * length).map { _ in Float.random(in: -1...1, using: &random) }
        let examples = (0..<count * length).map { _ in Float.random(in: 3...4, using: &random) }
        let found = try Distances(from: points, to: examples, length: length)
        for row in 0..<5 {
            for column in 0..<count {
                let square = (0..<length).reduce(0.0) { sum, axis in
                    let difference = Double(points[row * length + axis]) - Double(examples[column * length + axis])
                    return sum + difference * difference
                }
                #expect(abs(Double(found.row(row)[row * count + column]) - square) < 1e-5 * square + 1e-6)
            }
        }
    }

    @Test("fresh examples are like the data and reach all of them; one mode in eight reaches an eighth")
    func diversity() throws {
        let likeness = try #require(try Likeness(ring(800, seed: 1), length: 2))
        let sound = try likeness.resemblance(of: ring(800, seed: 2))
        #expect(sound.fidelity == 1 && sound.diversity > 0.99 && abs(sound.spread - 1) < 0.05)
        let collapsed = try likeness.resemblance(of: ring(800, modes: 3..<4, seed: 3))
        #expect(collapsed.fidelity == 1 && abs(collapsed.diversity - 0.125) < 0.03 && collapsed.spread < 0.05)
        let half = try likeness.resemblance(of: ring(800, modes: 0..<4, seed: 4))
        #expect(abs(half.diversity - 0.5) < 0.05)
    }

    @Test("a blur takes from the fidelity, not from the diversity")
    func blur() throws {
        let likeness = try #require(try Likeness(ring(800, seed: 1), length: 2))
        let blurred = try likeness.resemblance(of: ring(800, deviation: 0.4, seed: 2))
        #expect(blurred.fidelity < 0.6 && blurred.diversity > 0.95)
    }

    @Test("a single sample in each mode does not reach it")
    func strays() throws {
        let likeness = try #require(try Likeness(ring(800, seed: 1), length: 2))
        let strays = (0..<8).flatMap { ring(1, modes: $0..<$0 + 1, seed: UInt64($0)) }
        #expect(try abs(likeness.resemblance(of: ring(792, modes: 0..<1, seed: 5) + strays).diversity - 0.125) < 0.03)
    }

    @Test("samples that are no numbers are like nothing, and none at all reach nothing")
    func notNumbers() throws {
        let likeness = try #require(try Likeness(ring(200, seed: 1), length: 2))
        let some = try likeness.resemblance(of: ring(100, seed: 2) + [Float](repeating: .nan, count: 200))
        #expect(some.fidelity == 0.5)
        let none = try likeness.resemblance(of: [.infinity, 0])
        #expect(none.fidelity == 0 && none.diversity == 0)
    }

    @Test("examples at one place, or too few, are nothing to compare with")
    func nothingToCompare() throws {
        #expect(try Likeness([Float](repeating: 1, count: 40), length: 2) == nil)
        #expect(try Likeness([0, 1, 2, 3], length: 2) == nil)
    }
}
