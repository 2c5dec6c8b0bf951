/// Random numbers as functions of their position: draw `i` of a `RandomKey` is the same whatever the count and the number of threads.
///
/// Draws come in blocks of 256, made from 64 Philox counters each; a block is the unit of work.
public enum Random {
    /// Blocks that one thread should make at least: about eight microseconds of work.
    static let blocksPerGrain = 32

    /// Makes the draws `start ..< start + count` with `make(block, destination)`, in parallel when there are many blocks. `make`
    /// always writes a whole block of 256 numbers; ragged ends go through a buffer on the stack.
    @inline(__always)
    static func forEachBlock(
        into destination: UnsafeMutablePointer<Float>, from start: Int, count: Int,
        _ make: (Int, UnsafeMutablePointer<Float>) -> Void
    ) {
        let size = Philox.blockWords
        let end = start + count
        let whole = (start + size - 1) / size..<max((start + size - 1) / size, end / size)
        let draws = destination - start
        parallel(count: whole.count, grain: blocksPerGrain) { blocks in
            for block in blocks { make(whole.lowerBound + block, draws + (whole.lowerBound + block) * size) }
        }
        let head = start..<min(end, whole.lowerBound * size)
        let tail = max(head.upperBound, min(end, whole.upperBound * size))..<end
        for ragged in [head, tail] where !ragged.isEmpty {
            withUnsafeTemporaryAllocation(of: Float.self, capacity: size) { buffer in
                let block = ragged.lowerBound / size
                let made = buffer.baseAddress!
                make(block, made)
                (draws + ragged.lowerBound).update(from: made + (ragged.lowerBound - block * size), count: ragged.count)
            }
        }
    }

    /// Puts the 256 random words of a block where its draws will go: each draw then replaces the word that it is made from.
    @inline(__always)
    static func words(for draws: UnsafeMutablePointer<Float>, block: Int, key: RandomKey) -> UnsafeMutablePointer<UInt32> {
        let words = UnsafeMutableRawPointer(draws).assumingMemoryBound(to: UInt32.self)
        Philox.fill(words, block: block, key: key)
        return words
    }
}
