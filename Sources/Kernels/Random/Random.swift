/// Random numbers as functions of their position: draw `i` of a `RandomKey` is the same whatever the count and the number of threads.
///
/// Draws come in blocks of 256, made from 64 Philox counters each; a block is the unit of work.
public enum Random {
    /// Blocks that one thread should make at least: about eight microseconds of work.
    static let blocksPerGrain = 32

    /// Runs `make(block, destination)` for every block below `count` draws, in parallel when there are many. `make` always writes a
    /// whole block of 256 numbers; a ragged last one goes through a buffer on the stack.
    @inline(__always)
    static func forEachBlock(
        into destination: UnsafeMutablePointer<Float>, count: Int, _ make: (Int, UnsafeMutablePointer<Float>) -> Void
    ) {
        let size = Philox.blockWords
        let whole = count / size
        parallel(count: whole, grain: blocksPerGrain) { blocks in
            for block in blocks { make(block, destination + block * size) }
        }
        let rest = count - whole * size
        if rest > 0 {
            withUnsafeTemporaryAllocation(of: Float.self, capacity: Philox.blockWords) { buffer in
                let last = buffer.baseAddress!
                make(whole, last)
                (destination + whole * size).update(from: last, count: rest)
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
