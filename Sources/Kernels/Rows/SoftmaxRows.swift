/// The softmax of rows that lie one behind the other, and what it passes back: one sweep of a row each, while it is in the
/// first-level cache.
public enum SoftmaxRows {
    /// result = e^(a − max a) / Σ e^(a − max a), row by row: with the largest number taken out, nothing overflows.
    public static func values(
        of input: UnsafePointer<Float>, rows: Int, width: Int, into result: UnsafeMutablePointer<Float>
    ) {
        for row in 0..<rows {
            let (a, p) = (input + row * width, result + row * width)
            let largest = maximumOf(a, width)
            each(width) { p[$0] = exponential(a[$0] - largest) }
            let share = 1 / sumOf(p, width)
            each(width) { p[$0] *= share }
        }
    }

    /// result = p (g − Σ p g), row by row, for a softmax p and the gradient g by it.
    public static func gradients(
        through softmax: UnsafePointer<Float>, of gradient: UnsafePointer<Float>, rows: Int, width: Int,
        into result: UnsafeMutablePointer<Float>
    ) {
        for row in 0..<rows {
            let (p, g, r) = (softmax + row * width, gradient + row * width, result + row * width)
            each(width) { r[$0] = p[$0] * g[$0] }
            let mean = sumOf(r, width)
            each(width) { r[$0] -= p[$0] * mean }
        }
    }
}
