extension Random {
    /// Fills an array with draws from the standard normal distribution (mean 0, variance 1).
    ///
    /// Box and Muller's method makes two independent normals from two uniform words:
    ///
    ///     radius = √(−2 ln u)      z = (radius · cos θ, radius · sin θ)
    ///
    /// with u = (w + ½)·2⁻³¹ in (0, 1] from the upper 31 bits w of the first word, and θ uniform over the circle from all 32 bits of the
    /// second: θ = 2π (q / 4 + r / 2³²), q its top two bits and r the other thirty read as a signed number (`circlePoint`). It has no rejection loop, so it vectorises and draw `i` needs no other. The largest draw possible is √(64 ln 2) ≈ 6.66.
    /// Within a block the words 0…63 and 64…127 make the draws 0…63 (cosines) and 64…127 (sines), the other half likewise.
    ///
    /// Source: Box and Muller, "A note on the generation of random normal deviates", 1958.
    public static func normal(
        into destination: UnsafeMutablePointer<Float>, from start: Int = 0, count: Int, key: RandomKey
    ) {
        forEachBlock(into: destination, from: start, count: count) { block, draws in normalBlock(draws, block: block, key: key) }
    }

    @inline(never)
    private static func normalBlock(_ draws: UnsafeMutablePointer<Float>, block: Int, key: RandomKey) {
        let words = words(for: draws, block: block, key: key)
        let half = Philox.blockCounters
        for pair in 0..<2 {
            let radii = words + pair &* 2 &* half
            let angles = radii + half
            let cosines = draws + pair &* 2 &* half
            let sines = cosines + half
            for lane in 0..<half {
                let uniform = (Float(Int32(bitPattern: radii[lane] >> 1)) + 0.5) * 0x1p-31
                let radius = (-2 * naturalLogarithm(uniform)).squareRoot()
                let (cosine, sine) = circlePoint(angles[lane])
                cosines[lane] = radius * cosine
                sines[lane] = radius * sine
            }
        }
    }

    /// ln x for positive normal x, without branches.
    ///
    /// x = 2ᵉ·(1 + f) with 1 + f in [√½, √2), then ln x = e·ln 2 + f + f²·Q(f), where Q has degree 7 and was fitted with the least
    /// largest relative error (3·10⁻⁸; about 10⁻⁷ with rounding). Because f itself is exact, results near ln 1 = 0 keep their relative precision.
    @inline(__always)
    static func naturalLogarithm(_ x: Float) -> Float {
        // Subtracting the bits of √½ moves the boundary between exponents from 1 to √½.
        let rootHalf: Int32 = 0x3F35_04F3
        let bits = Int32(bitPattern: x.bitPattern)
        let exponent = (bits &- rootHalf) >> 23
        let f = Float(bitPattern: UInt32(bitPattern: bits &- (exponent << 23))) - 1
        var q: Float = 0.087347232
        q = Float(-0.14307472).addingProduct(q, f)
        q = Float(0.14917994).addingProduct(q, f)
        q = Float(-0.16570516).addingProduct(q, f)
        q = Float(0.19962071).addingProduct(q, f)
        q = Float(-0.25001755).addingProduct(q, f)
        q = Float(0.33333951).addingProduct(q, f)
        q = Float(-0.49999991).addingProduct(q, f)
        return f.addingProduct(Float(exponent), 0.69314718).addingProduct(f * f, q)
    }

    /// (cos θ, sin θ) for an angle that is uniform over the circle when the word is.
    ///
    /// The top two bits choose a quarter turn, the others an angle r in [−⅛, ⅛) turns around it, where short polynomials in r² are
    /// exact to about 10⁻⁷: no range reduction is needed. A quarter turn maps (c, s) to (−s, c), half a turn to (−c, −s).
    @inline(__always)
    static func circlePoint(_ word: UInt32) -> (cosine: Float, sine: Float) {
        let r = Float(Int32(bitPattern: word << 2)) * 0x1p-34
        let z = r * r
        let s = r * Float(6.28318548).addingProduct(z, Float(-41.3416634).addingProduct(z, Float(81.5923538).addingProduct(z, -75.3935623)))
        let c = Float(1).addingProduct(z, Float(-19.7391529).addingProduct(z, Float(64.9212494).addingProduct(z, -83.5926132)))
        let isQuarter = word & 0x4000_0000 != 0
        let halfTurn = word & 0x8000_0000
        let x = isQuarter ? -s : c
        let y = isQuarter ? c : s
        return (Float(bitPattern: x.bitPattern ^ halfTurn), Float(bitPattern: y.bitPattern ^ halfTurn))
    }
}
