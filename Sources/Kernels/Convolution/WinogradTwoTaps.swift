/// The maps of a tile where a phase has two taps, F(2, 2), over `count` channels at once (whole vectors of 16):
///
///     y₀ = d₀g₀ + d₁g₁ = m₀ + m₁      m₀ = (d₀ − d₁) g₀
///     y₁ = d₁g₀ + d₂g₁ = m₁ + m₂      m₁ = d₁ (g₀ + g₁)      m₂ = (d₂ − d₁) g₁
///
/// Each is this map along rows and then along columns; points and pixels are given by their addresses, row by row. All factors are
/// 1 or −1, so that nothing is lost in precision. Two taps are as many as two results: the map of the kernel is that which the
/// results' gradient takes.
enum WinogradTwoTaps {
    /// 3×3 pixels to 9 points: (d₀ − d₁, d₁, d₂ − d₁).
    static func differences(_ pixels: Addresses, _ points: Addresses, count: Int) {
        forEachVector(count) { c in
            for column in 0..<3 {
                let (d0, d1, d2) = (load(pixels[column], c), load(pixels[3 + column], c), load(pixels[6 + column], c))
                store(d0 - d1, points[column], c)
                store(d1, points[3 + column], c)
                store(d2 - d1, points[6 + column], c)
            }
            for row in 0..<3 {
                let (d0, d1, d2) = (load(points[3 * row], c), load(points[3 * row + 1], c), load(points[3 * row + 2], c))
                store(d0 - d1, points[3 * row], c)
                store(d2 - d1, points[3 * row + 2], c)
            }
        }
    }

    /// The adjoint of the differences, 9 points to 3×3 pixels: adds (e₀, e₁ − e₀ − e₂, e₂) to the pixels.
    static func spread(_ points: Addresses, _ pixels: Addresses, count: Int) {
        forEachVector(count) { c in
            for row in 0..<3 {
                let (e0, e1, e2) = (load(points[3 * row], c), load(points[3 * row + 1], c), load(points[3 * row + 2], c))
                store(e1 - e0 - e2, points[3 * row + 1], c)
            }
            for column in 0..<3 {
                let (e0, e1, e2) = (load(points[column], c), load(points[3 + column], c), load(points[6 + column], c))
                add(e0, pixels[column], c)
                add(e1 - e0 - e2, pixels[3 + column], c)
                add(e2, pixels[6 + column], c)
            }
        }
    }

    /// 2×2 numbers to 9 points: (g₀, g₀ + g₁, g₁).
    static func shares(_ four: Addresses, _ points: Addresses, count: Int) {
        forEachVector(count) { c in
            let (g00, g01, g10, g11) = (load(four[0], c), load(four[1], c), load(four[2], c), load(four[3], c))
            let (middle0, middle1) = (g00 + g10, g01 + g11)
            store(g00, points[0], c)
            store(g00 + g01, points[1], c)
            store(g01, points[2], c)
            store(middle0, points[3], c)
            store(middle0 + middle1, points[4], c)
            store(middle1, points[5], c)
            store(g10, points[6], c)
            store(g10 + g11, points[7], c)
            store(g11, points[8], c)
        }
    }

    /// The adjoint of the shares, 9 points to 2×2 numbers: (m₀ + m₁, m₁ + m₂).
    static func sums(_ points: Addresses, _ four: Addresses, count: Int) {
        forEachVector(count) { c in
            let (m0, m1, m2) = (load(points[0], c), load(points[1], c), load(points[2], c))
            let (m3, m4, m5) = (load(points[3], c), load(points[4], c), load(points[5], c))
            let (m6, m7, m8) = (load(points[6], c), load(points[7], c), load(points[8], c))
            let (top0, top1, top2) = (m0 + m3, m1 + m4, m2 + m5)
            let (low0, low1, low2) = (m3 + m6, m4 + m7, m5 + m8)
            store(top0 + top1, four[0], c)
            store(top1 + top2, four[1], c)
            store(low0 + low1, four[2], c)
            store(low1 + low2, four[3], c)
        }
    }
}
