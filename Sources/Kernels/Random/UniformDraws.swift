extension Random {
    /// Fills an array with draws from the uniform distribution over [0, 1).
    ///
    /// A draw is k·2⁻²⁴ with k from the upper 24 bits of a word. All of these values are exact in single precision and equally
    /// likely; using more bits would round some draws up to 1.
    public static func uniform(
        into destination: UnsafeMutablePointer<Float>, from start: Int = 0, count: Int, key: RandomKey
    ) {
        forEachBlock(into: destination, from: start, count: count) { block, draws in
            uniformBlock(draws, block: block, key: key)
        }
    }

    @inline(never)
    private static func uniformBlock(_ draws: UnsafeMutablePointer<Float>, block: Int, key: RandomKey) {
        let words = words(for: draws, block: block, key: key)
        for index in 0..<Philox.blockWords { draws[index] = Float(Int32(bitPattern: words[index] >> 8)) * 0x1p-24 }
    }
}
