import Testing

@testable import Kernels

@Suite struct ParallelTests {
    @Test(arguments: [0, 1, 2, 3, 7, 100]) func everyChunkRunsExactlyOnce(chunks: Int) {
        let counts = Storage(count: chunks)
        nonisolated(unsafe) let pointer = counts.pointer
        parallel(chunks) { pointer[$0] += 1 }
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

    @Test func theNumericLibraryNamesItsVersion() {
        #expect(oneDNNVersion.split(separator: ".").count == 3)
        #expect(threadCount >= 1)
    }
}
