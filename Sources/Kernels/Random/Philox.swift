/// Philox4x32-10: a counter-based generator of random words.
///
/// Ten rounds mix a counter of four 32-bit words under a key of two. One round is
///
///     (hi0, lo0) = 0xD2511F53 · x0          (hi1, lo1) = 0xCD9E8D57 · x2
///     x = (hi1 ⊕ x1 ⊕ k0,  lo1,  hi0 ⊕ x3 ⊕ k1,  lo0)
///     k = (k0 + 0x9E3779B9,  k1 + 0xBB67AE85)
///
/// Different counters give statistically independent words, so word `i` needs no words before it.
///
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
enum Philox {
    static let multiplier0: UInt64 = 0xD251_1F53
    static let multiplier1: UInt64 = 0xCD9E_8D57
    static let increment0: UInt32 = 0x9E37_79B9
    static let increment1: UInt32 = 0xBB67_AE85
    static let rounds = 10

    /// How many counters one block runs through the rounds together, and how many words come out.
    static let blockCounters = 64
    static let blockWords = 4 * blockCounters

    /// The words of one counter: the definition, used by tests and for nothing that must be fast.
    static func words(
        counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
    ) -> (UInt32, UInt32, UInt32, UInt32) {
        var x = counter
        var k = key
        for _ in 0..<rounds {
            let product0 = multiplier0 * UInt64(x.0)
            let product1 = multiplier1 * UInt64(x.2)
            x = (
                UInt32(truncatingIfNeeded: product1 >> 32) ^ x.1 ^ k.0, UInt32(truncatingIfNeeded: product1),
                UInt32(truncatingIfNeeded: product0 >> 32) ^ x.3 ^ k.1, UInt32(truncatingIfNeeded: product0)
            )
            k = (k.0 &+ increment0, k.1 &+ increment1)
        }
        return x
    }

    /// Writes the 256 words of block `block` of a key's sequence.
    ///
    /// The counters are (64·block + lane, step low, step high ⊕ stream high, stream low) for the lanes 0…63, under the key
    /// (seed low, seed high); low and high are the halves of 32 bits. Below 2³² steps no two streams share a counter. Word `w` of lane `l` lands at
    /// `64·w + l`: neighbouring lanes in neighbouring addresses, so that sixteen of them fill a vector register unshuffled.
    /// Counters are 32 bits wide, so a sequence repeats after 2³⁴ words.
    @inline(__always)
    static func fill(_ words: UnsafeMutablePointer<UInt32>, block: Int, key: RandomKey) {
        let first = UInt32(truncatingIfNeeded: block &* blockCounters)
        let stepLow = key.step & 0xFFFF_FFFF
        let stepHigh = (key.step ^ key.stream) >> 32
        let stream = key.stream & 0xFFFF_FFFF
        let key0 = UInt32(truncatingIfNeeded: key.seed)
        let key1 = UInt32(truncatingIfNeeded: key.seed >> 32)
        for lane in 0..<blockCounters {
            // Each word sits in the low half of 64 bits, where one vector instruction multiplies eight of them to full products.
            // The high halves are left dirty: multiplication masks them, and the result is cut to 32 bits.
            var x0 = UInt64(first &+ UInt32(truncatingIfNeeded: lane))
            var x1 = stepLow
            var x2 = stepHigh
            var x3 = stream
            // Unrolled by hand: a loop in here would keep the outer one from becoming vector code.
            round(&x0, &x1, &x2, &x3, key0, key1, 0)
            round(&x0, &x1, &x2, &x3, key0, key1, 1)
            round(&x0, &x1, &x2, &x3, key0, key1, 2)
            round(&x0, &x1, &x2, &x3, key0, key1, 3)
            round(&x0, &x1, &x2, &x3, key0, key1, 4)
            round(&x0, &x1, &x2, &x3, key0, key1, 5)
            round(&x0, &x1, &x2, &x3, key0, key1, 6)
            round(&x0, &x1, &x2, &x3, key0, key1, 7)
            round(&x0, &x1, &x2, &x3, key0, key1, 8)
            round(&x0, &x1, &x2, &x3, key0, key1, 9)
            words[lane] = UInt32(truncatingIfNeeded: x0)
            words[lane &+ blockCounters] = UInt32(truncatingIfNeeded: x1)
            words[lane &+ 2 &* blockCounters] = UInt32(truncatingIfNeeded: x2)
            words[lane &+ 3 &* blockCounters] = UInt32(truncatingIfNeeded: x3)
        }
    }

    @inline(__always)
    private static func round(
        _ x0: inout UInt64, _ x1: inout UInt64, _ x2: inout UInt64, _ x3: inout UInt64, _ key0: UInt32, _ key1: UInt32,
        _ number: UInt32
    ) {
        let product0 = (x0 & 0xFFFF_FFFF) &* multiplier0
        let product1 = (x2 & 0xFFFF_FFFF) &* multiplier1
        x0 = (product1 >> 32) ^ x1 ^ UInt64(key0 &+ increment0 &* number)
        x1 = product1
        x2 = (product0 >> 32) ^ x3 ^ UInt64(key1 &+ increment1 &* number)
        x3 = product0
    }
}
