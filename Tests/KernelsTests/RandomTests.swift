import Foundation
import Testing

@testable import Kernels

@Suite struct RandomTests {
    static let key = RandomKey(seed: 0x0123_4567_89AB_CDEF, stream: 3, step: 0x1_0000_0002)

    /// Expected words: the known answers that the authors of Philox publish with their library (Random123, `kat_vectors`).
    @Test func philoxGivesItsAuthorsKnownAnswers() {
        let zeros = Philox.words(counter: (0, 0, 0, 0), key: (0, 0))
        #expect(zeros == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
        let ones = UInt32.max
        let full = Philox.words(counter: (ones, ones, ones, ones), key: (ones, ones))
        #expect(full == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
        let pi = Philox.words(counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: (0xa409_3822, 0x299f_31d0))
        #expect(pi == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
    }

    @Test(arguments: [0, 1, 1000]) func theVectorisedBlockAgreesWithTheDefinition(block: Int) {
        let key = Self.key
        let words = UnsafeMutablePointer<UInt32>.allocate(capacity: Philox.blockWords)
        defer { words.deallocate() }
        Philox.fill(words, block: block, key: key)
        for lane in 0..<64 {
            let expected = Philox.words(
                counter: (UInt32(block * 64 + lane), UInt32(truncatingIfNeeded: key.step), UInt32((key.step ^ key.stream) >> 32),
                    UInt32(truncatingIfNeeded: key.stream)),
                key: (UInt32(truncatingIfNeeded: key.seed), UInt32(key.seed >> 32)))
            #expect((words[lane], words[lane + 64], words[lane + 128], words[lane + 192]) == expected)
        }
    }

    @Test func aDrawDoesNotDependOnTheCountOrTheSplitIntoThreads() {
        // Long enough for every thread to work; the prefixes run on one thread and end inside blocks.
        let count = 60_000
        let kinds: [(UnsafeMutablePointer<Float>, Int, Int) -> Void] = [
            { Random.normal(into: $0, from: $1, count: $2, key: Self.key) },
            { Random.uniform(into: $0, from: $1, count: $2, key: Self.key) },
            { Random.integers(into: $0, from: $1, count: $2, below: 10, key: Self.key) },
        ]
        for draw in kinds {
            let all = Storage(count: count)
            draw(all.pointer, 0, count)
            for (start, length) in [(1, 3), (32, 32), (200, 56), (256, 1), (250, 20), (100, 700), (512, 512), (59_999, 1)] {
                let part = Storage(count: length)
                draw(part.pointer, start, length)
                #expect(part.values == Array(all.values[start..<start + length]), "\(length) draws from \(start) on")
            }
            for shorter in [1, 63, 256, 257, 5000] {
                let prefix = Storage(count: shorter)
                draw(prefix.pointer, 0, shorter)
                #expect(prefix.values == Array(all.values[0..<shorter]))
            }
            let inline = Storage(count: count)
            // Inside another parallel call the draws run on one thread.
            let pointer = inline.pointer
            parallel(2) { chunk in if chunk == 1 { draw(pointer, 0, count) } }
            #expect(inline.values == all.values)
        }
    }

    @Test func everyPartOfTheKeyChangesTheDraws() {
        let keys = [
            Self.key, RandomKey(seed: Self.key.seed ^ 1, stream: 3, step: Self.key.step), RandomKey(seed: Self.key.seed ^ (1 << 40), stream: 3, step: Self.key.step),
            RandomKey(seed: Self.key.seed, stream: 4, step: Self.key.step), RandomKey(seed: Self.key.seed, stream: 3, step: Self.key.step + 1),
            RandomKey(seed: Self.key.seed, stream: 3, step: 2),
        ]
        let draws = keys.map { key in
            let storage = Storage(count: 16)
            Random.uniform(into: storage.pointer, count: 16, key: key)
            return storage.values
        }
        #expect(Set(draws).count == keys.count)
    }

    @Test func normalsHaveTheMomentsOfTheNormalDistribution() {
        let count = 1 << 20
        let storage = Storage(count: count)
        Random.normal(into: storage.pointer, count: count, key: Self.key)
        let values = storage.values.map(Double.init)
        func moment(_ power: Int) -> Double {
            values.reduce(0) { sum, x in sum + (0..<power).reduce(1) { product, _ in product * x } } / Double(count)
        }
        // Five standard errors: √(variance of xᵖ / n) with variances 1, 2, 15 and 96.
        let root = Double(count).squareRoot()
        #expect(abs(moment(1)) < 5 / root)
        #expect(abs(moment(2) - 1) < 5 * 2.0.squareRoot() / root)
        #expect(abs(moment(3)) < 5 * 15.0.squareRoot() / root)
        #expect(abs(moment(4) - 3) < 5 * 96.0.squareRoot() / root)
        // Below −1: 0.158655, beyond ±3: 0.0026998 (tables of the normal distribution).
        #expect(abs(Double(values.count { $0 < -1 }) / Double(count) - 0.158655) < 0.002)
        #expect(abs(Double(values.count { abs($0) > 3 }) / Double(count) - 0.0026998) < 0.0003)
        // Neighbours, and the two normals of one pair, are uncorrelated.
        for distance in [1, 64, 128] {
            let products = zip(values, values.dropFirst(distance)).reduce(0) { $0 + $1.0 * $1.1 }
            #expect(abs(products / Double(count)) < 5 / root)
        }
    }

    @Test func uniformsFillTheUnitIntervalAndNeverReachOne() {
        let count = 1 << 20
        let storage = Storage(count: count)
        Random.uniform(into: storage.pointer, count: count, key: Self.key)
        let values = storage.values
        #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
        var bins = [Int](repeating: 0, count: 16)
        for value in values { bins[Int(value * 16)] += 1 }
        for bin in bins { #expect(abs(bin - count / 16) < 1300) }
    }

    @Test(arguments: [1, 2, 10, 1000]) func integersAreEvenlySpreadBelowTheirBound(bound: Int) {
        let count = 1 << 18
        let storage = Storage(count: count)
        Random.integers(into: storage.pointer, count: count, below: bound, key: Self.key)
        var bins = [Int](repeating: 0, count: bound)
        for value in storage.values {
            #expect(value == value.rounded() && value >= 0 && Int(value) < bound)
            bins[Int(value)] += 1
        }
        let expected = Double(count) / Double(bound)
        for bin in bins { #expect(abs(Double(bin) - expected) <= 6 * expected.squareRoot()) }
    }

    @Test func theLogarithmAndTheCircleAreAccurateToSinglePrecision() {
        var worstLogarithm = 0.0, worstCircle = 0.0
        for step in 1..<20_000 {
            let x = Float(step) / 20_000
            let exact = log(Double(x))
            worstLogarithm = max(worstLogarithm, abs(Double(Random.naturalLogarithm(x)) - exact) / abs(exact))
            let word = UInt32(step) &* 214_748
            let point = Random.circlePoint(word)
            worstCircle = max(worstCircle, abs(Double(point.cosine * point.cosine + point.sine * point.sine) - 1))
        }
        #expect(worstLogarithm < 3e-7)
        #expect(worstCircle < 5e-7)
        #expect(abs(Random.naturalLogarithm(0x1p-32) + 22.180710) < 1e-5)
    }
}
