extension Random {
    /// Fills an array with whole numbers 0, 1, … `bound` − 1, stored as floats (exact below 2²⁴).
    ///
    /// A draw is ⌊w · bound / 2³²⌋ for a random word w. The probabilities of two numbers differ by at most 2⁻³², far below
    /// what any sample could show; in exchange there is no rejection loop.
    ///
    /// Source: Lemire, "Fast random integer generation in an interval", 2019.
    public static func integers(
        into destination: UnsafeMutablePointer<Float>, from start: Int = 0, count: Int, below bound: Int, key: RandomKey
    ) {
        precondition(bound > 0 && bound <= 1 << 24, "random integers are drawn below a bound from 1 to 16777216")
        forEachBlock(into: destination, from: start, count: count) { block, draws in
            integerBlock(draws, block: block, bound: UInt64(bound), key: key)
        }
    }

    @inline(never)
    private static func integerBlock(_ draws: UnsafeMutablePointer<Float>, block: Int, bound: UInt64, key: RandomKey) {
        let words = words(for: draws, block: block, key: key)
        for index in 0..<Philox.blockWords {
            draws[index] = Float(Int32(truncatingIfNeeded: (UInt64(words[index]) &* bound) >> 32))
        }
    }
}
