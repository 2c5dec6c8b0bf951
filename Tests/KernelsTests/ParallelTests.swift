import Testing

@testable import Kernels

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@Suite struct ParallelTests {
    @Test(arguments: [0, 1, 2, 3, 7, 100, 70_000]) func everyChunkRunsExactlyOnce(chunks: Int) {
        let counts = Storage(count: chunks)
        nonisolated(unsafe) let pointer = counts.pointer
        withThreads(5) { parallel(chunks) { pointer[$0] += 1 } }
        #expect(counts.values == [Float](repeating: 1, count: chunks))
    }

    @Test func aCallInsideAnotherRunsInline() {
        let counts = Storage(count: 12)
        let pointer = counts.pointer
        parallel(4) { outer in parallel(3) { inner in pointer[outer * 3 + inner] += 1 } }
        #expect(counts.values == [Float](repeating: 1, count: 12))
    }

    @Test(arguments: [0, 1, 63, 64, 65, 129, 1000]) func rangesCoverEveryElementOnceAndStartAtWholeGrains(count: Int) {
        let counts = Storage(count: count)
        let pointer = counts.pointer
        parallel(count: count, grain: 64) { range in
            for index in range { pointer[index] += range.lowerBound % 64 == 0 ? 1 : 100 }
        }
        #expect(counts.values == [Float](repeating: 1, count: count))
    }

    @Test func chunksThatRunAtTheSameTimeHaveDifferentSlots() {
        // Each slot counts without any lock: a slot used twice at a time would lose counts.
        let (threads, chunks) = (4, 20_000)
        let counts = Storage(count: threads * 16)
        let pointer = counts.pointer
        withThreads(threads) {
            parallel(chunks) { (_: Int, slot: Int) in pointer[slot * 16] += 1 }
        }
        #expect(counts.values.reduce(0, +) == Float(chunks))
    }

    @Test func severalThreadsMayShareLoopsAtTheSameTime() async {
        let totals = await withTaskGroup(of: Float.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let counts = Storage(count: 40)
                    let pointer = counts.pointer
                    for _ in 0..<500 { parallel(40) { pointer[$0] += 1 } }
                    return counts.values.reduce(0, +)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(totals == [Float](repeating: 500 * 40, count: 6))
    }

    @Test func oneThreadAloneRunsEverythingItself() {
        let isOwn = Storage(count: 64)
        let pointer = isOwn.pointer
        forOneThread {
            let own = pthread_self()
            parallel(64) { pointer[$0] = pthread_equal(own, pthread_self()) != 0 ? 1 : 0 }
        }
        #expect(isOwn.values == [Float](repeating: 1, count: 64))
    }

    @Test func everyThreadTakesNumbersBelowTheNormalRangeAsZero() {
        let products = Storage(count: 256)
        let pointer = products.pointer
        let tiny = Storage([1e-30, 1e-10])
        let factors = tiny.pointer
        withThreads(4) { parallel(256) { pointer[$0] = factors[0] * factors[1] } }
        #expect(products.values == [Float](repeating: 0, count: 256))
    }
}

@Suite struct ThreadBudgetTests {
    @Test func aLimitHoldsForTheThreadThatSetsItAndNoLongerThanItsBody() async {
        let before = threadCount
        withThreads(3) {
            #expect(threadCount == 3)
            forOneThread { #expect(threadCount == 1) }
            #expect(threadCount == 3)
        }
        #expect(threadCount == before)
    }

    @Test func aLimitInsideAnotherNeverAllowsMore() {
        forOneThread { withThreads(8) { #expect(threadCount == 1) } }
    }

    @Test func thereIsAtLeastOneThreadAndOneProcessor() {
        #expect(possibleThreadCounts.contains(threadCount))
        #expect(processorCount >= 1)
        #expect(oneDNNVersion.split(separator: ".").count == 3)
    }
}
