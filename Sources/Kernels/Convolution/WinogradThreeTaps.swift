/// The maps of a tile where a phase has three taps, F(2, 3), over `count` channels at once (whole vectors of 16):
///
///     y₀ = d₀g₀ + d₁g₁ + d₂g₂ = m₀ + m₁ + m₂      m₀ = (d₀ − d₂) g₀      m₁ = (d₁ + d₂) (g₀ + g₁ + g₂) / 2
///     y₁ = d₁g₀ + d₂g₁ + d₃g₂ = m₁ − m₂ − m₃      m₃ = (d₁ − d₃) g₂      m₂ = (d₂ − d₁) (g₀ − g₁ + g₂) / 2
///
/// Each is this map along columns and then along rows. Halves are exact; that m₁ and m₂ are sums costs about one bit.
enum WinogradThreeTaps {
    private typealias Two = (Vector, Vector)
    private typealias Three = (Vector, Vector, Vector)
    private typealias Four = (Vector, Vector, Vector, Vector)

    /// 4×4 pixels to 16 points.
    static func differences(_ pixels: Addresses, _ points: Addresses, count: Int) {
        @inline(__always) func along(_ d: Four) -> Four { (d.0 - d.2, d.1 + d.2, d.2 - d.1, d.1 - d.3) }
        forEachVector(count) { c in
            let (d0, d1) = (along(column(pixels, 0, c)), along(column(pixels, 1, c)))
            let (d2, d3) = (along(column(pixels, 2, c)), along(column(pixels, 3, c)))
            keep(along((d0.0, d1.0, d2.0, d3.0)), points, 0, c)
            keep(along((d0.1, d1.1, d2.1, d3.1)), points, 4, c)
            keep(along((d0.2, d1.2, d2.2, d3.2)), points, 8, c)
            keep(along((d0.3, d1.3, d2.3, d3.3)), points, 12, c)
        }
    }

    /// The adjoint of the differences, 16 points to 4×4 pixels: adds to the pixels.
    static func spread(_ points: Addresses, _ pixels: Addresses, count: Int) {
        @inline(__always) func along(_ e: Four) -> Four { (e.0, e.1 - e.2 + e.3, e.1 + e.2 - e.0, -e.3) }
        @inline(__always) func more(_ row: Four, _ first: Int, _ c: Int) {
            add(row.0, pixels[first], c)
            add(row.1, pixels[first + 1], c)
            add(row.2, pixels[first + 2], c)
            add(row.3, pixels[first + 3], c)
        }
        forEachVector(count) { c in
            let (e0, e1) = (along(column(points, 0, c)), along(column(points, 1, c)))
            let (e2, e3) = (along(column(points, 2, c)), along(column(points, 3, c)))
            more(along((e0.0, e1.0, e2.0, e3.0)), 0, c)
            more(along((e0.1, e1.1, e2.1, e3.1)), 4, c)
            more(along((e0.2, e1.2, e2.2, e3.2)), 8, c)
            more(along((e0.3, e1.3, e2.3, e3.3)), 12, c)
        }
    }

    /// 16 points to 2×2 results.
    static func sums(_ points: Addresses, _ four: Addresses, count: Int) {
        @inline(__always) func along(_ m: Four) -> Two { (m.0 + m.1 + m.2, m.1 - m.2 - m.3) }
        forEachVector(count) { c in
            let (m0, m1) = (along(column(points, 0, c)), along(column(points, 1, c)))
            let (m2, m3) = (along(column(points, 2, c)), along(column(points, 3, c)))
            let (top, low) = (along((m0.0, m1.0, m2.0, m3.0)), along((m0.1, m1.1, m2.1, m3.1)))
            store(top.0, four[0], c)
            store(top.1, four[1], c)
            store(low.0, four[2], c)
            store(low.1, four[3], c)
        }
    }

    /// The adjoint of the sums, 2×2 numbers to 16 points.
    static func shares(_ four: Addresses, _ points: Addresses, count: Int) {
        @inline(__always) func along(_ y: Two) -> Four { (y.0, y.0 + y.1, y.0 - y.1, -y.1) }
        forEachVector(count) { c in
            let left = along((load(four[0], c), load(four[2], c)))
            let right = along((load(four[1], c), load(four[3], c)))
            keep(along((left.0, right.0)), points, 0, c)
            keep(along((left.1, right.1)), points, 4, c)
            keep(along((left.2, right.2)), points, 8, c)
            keep(along((left.3, right.3)), points, 12, c)
        }
    }

    /// 3×3 taps to 16 points.
    static func kernels(_ taps: Addresses, _ points: Addresses, count: Int) {
        @inline(__always) func along(_ g: Three) -> Four {
            let ends = g.0 + g.2
            return (g.0, (ends + g.1) * 0.5, (ends - g.1) * 0.5, g.2)
        }
        @inline(__always) func down(_ column: Int, _ c: Int) -> Four {
            along((load(taps[column], c), load(taps[3 + column], c), load(taps[6 + column], c)))
        }
        forEachVector(count) { c in
            let (g0, g1, g2) = (down(0, c), down(1, c), down(2, c))
            keep(along((g0.0, g1.0, g2.0)), points, 0, c)
            keep(along((g0.1, g1.1, g2.1)), points, 4, c)
            keep(along((g0.2, g1.2, g2.2)), points, 8, c)
            keep(along((g0.3, g1.3, g2.3)), points, 12, c)
        }
    }

    /// The adjoint of the kernels, 16 points to 3×3 taps.
    static func taps(_ points: Addresses, _ taps: Addresses, count: Int) {
        @inline(__always) func along(_ m: Four) -> Three {
            let middle = (m.1 + m.2) * 0.5
            return (m.0 + middle, (m.1 - m.2) * 0.5, middle + m.3)
        }
        @inline(__always) func write(_ row: Three, _ first: Int, _ c: Int) {
            store(row.0, taps[first], c)
            store(row.1, taps[first + 1], c)
            store(row.2, taps[first + 2], c)
        }
        forEachVector(count) { c in
            let (m0, m1) = (along(column(points, 0, c)), along(column(points, 1, c)))
            let (m2, m3) = (along(column(points, 2, c)), along(column(points, 3, c)))
            write(along((m0.0, m1.0, m2.0, m3.0)), 0, c)
            write(along((m0.1, m1.1, m2.1, m3.1)), 3, c)
            write(along((m0.2, m1.2, m2.2, m3.2)), 6, c)
        }
    }

    /// A column of four rows of four.
    @inline(__always)
    private static func column(_ from: Addresses, _ column: Int, _ c: Int) -> Four {
        (load(from[column], c), load(from[4 + column], c), load(from[8 + column], c), load(from[12 + column], c))
    }

    /// Writes four numbers side by side.
    @inline(__always)
    private static func keep(_ row: Four, _ to: Addresses, _ first: Int, _ c: Int) {
        store(row.0, to[first], c)
        store(row.1, to[first + 1], c)
        store(row.2, to[first + 2], c)
        store(row.3, to[first + 3], c)
    }
}
