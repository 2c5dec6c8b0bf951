/// Gradients with respect to weights, one for each part of a batch, and their sum.
///
/// The parts are added in their order, whichever thread made them.
final class PartialSums {
    /// Most parts: each writes a whole gradient, which is read again.
    static let most = 16

    private let count: Int
    /// From one part to the next: whole cache lines.
    private let stride: Int
    private let partCount: Int
    private let sums: Storage

    /// - Parameter count: numbers of one gradient.
    init(count: Int, parts: Int) {
        self.count = count
        stride = (count + 15) / 16 * 16
        partCount = parts
        sums = Storage(count: parts > 1 ? stride * parts : 0)
    }

    /// Where part number `part` writes its gradient; the only part writes the result.
    func target(_ part: Int, result: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Float> {
        partCount > 1 ? sums.pointer + part * stride : result
    }

    func add(into result: UnsafeMutablePointer<Float>) {
        guard partCount > 1 else { return }
        let first = sums.pointer
        parallel(count: count, grain: 16384) { places in
            let other = first + stride
            for place in places { result[place] = first[place] + other[place] }
            for part in 2..<max(2, partCount) {
                let other = first + part * stride
                for place in places { result[place] += other[place] }
            }
        }
    }
}
