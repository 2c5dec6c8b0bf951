import Foundation
import Testing

@testable import Kernels

/// Softmaxes of rows and sums over pairs, against the formulas in double precision.
@Suite struct RowTests {
    @Test(arguments: [(1, 1), (3, 5), (2, 16), (4, 259)])
    func softmaxAndWhatItPassesBack(rows: Int, width: Int) {
        let (a, g) = (Naive.values(rows * width, seed: 1), Naive.values(rows * width, seed: 2))
        let (input, gradient) = (Storage(a), Storage(g))
        let (found, passed) = (Storage(count: rows * width), Storage(count: rows * width))
        SoftmaxRows.values(of: input.pointer, rows: rows, width: width, into: found.pointer)
        SoftmaxRows.gradients(through: found.pointer, of: gradient.pointer, rows: rows, width: width, into: passed.pointer)
        var (expected, expectedBack): ([Float], [Float]) = ([], [])
        for row in stride(from: 0, to: rows * width, by: width) {
            let powers = a[row..<row + width].map { exp(Double($0)) }
            let p = powers.map { $0 / powers.reduce(0, +) }
            let mean = zip(p, g[row..<row + width]).reduce(0) { $0 + $1.0 * Double($1.1) }
            expected += p.map { Float($0) }
            expectedBack += zip(p, g[row..<row + width]).map { Float($0 * (Double($1) - mean)) }
        }
        #expect(zip(found.values, expected).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(zip(passed.values, expectedBack).allSatisfy { abs($0 - $1) < 2e-6 })
    }

    @Test func softmaxOfLargeNumbersAndOfNoNumber() {
        let input = Storage([1e30, 1e30, -1e30, .infinity, 0, 1, .nan, 0, 1])
        let found = Storage(count: 9)
        SoftmaxRows.values(of: input.pointer, rows: 3, width: 3, into: found.pointer)
        #expect(Array(found.values.prefix(3)) == [0.5, 0.5, 0])
        #expect(found.values[6...].allSatisfy { $0.isNaN })
    }

    @Test(arguments: [(1, 1, 2), (2, 3, 5), (3, 5, 40), (2, 2, 1)], 0...2)
    func sumsOverPairs(_ sizes: (kernels: Int, dimensions: Int, count: Int), directionCount: Int) {
        let (kernels, dimensions, count) = sizes
        let size = kernels * dimensions * count
        // Ties between points, too.
        let m = Naive.values(size, seed: 3).map { $0 / 2 }
        let g = Naive.values(kernels * count, seed: 4)
        let directions = (0..<directionCount).map { Naive.values(size, seed: 5 + UInt64($0)) }
        var (similarities, pulls) = ([Double](repeating: 0, count: kernels * count), [Double](repeating: 0, count: size))
        for kernel in 0..<kernels {
            for i in 0..<count {
                for j in 0..<count where j != i {
                    func difference(_ x: [Float], _ c: Int) -> Double {
                        let row = (kernel * dimensions + c) * count
                        return Double(x[row + i]) - Double(x[row + j])
                    }
                    let signs = (0..<dimensions).map { difference(m, $0) }.map { $0 > 0 ? 1.0 : $0 < 0 ? -1 : 0 }
                    var weight = exp(-(0..<dimensions).reduce(0) { $0 + abs(difference(m, $1)) })
                    for direction in directions {
                        weight *= (0..<dimensions).reduce(0) { $0 + signs[$1] * difference(direction, $1) }
                    }
                    similarities[kernel * count + i] += weight
                    weight *= Double(g[kernel * count + i]) + Double(g[kernel * count + j])
                    for c in 0..<dimensions { pulls[(kernel * dimensions + c) * count + i] += weight * signs[c] }
                }
            }
        }
        let stored = directions.map { Storage($0) }
        let sums = PairSums(kernels: kernels, dimensions: dimensions, count: count)
        let (points, gradient) = (Storage(m), Storage(g))
        let (found, pulled) = (Storage(count: kernels * count), Storage(count: size))
        sums.similarities(points: points.pointer, directions: stored.map(\.pointer)[...], into: found.pointer)
        sums.pulls(points: points.pointer, gradient: gradient.pointer, directions: stored.map(\.pointer)[...], into: pulled.pointer)
        #expect(Naive.largestError(found.values, similarities.map { Float($0) }) < 2e-6)
        #expect(Naive.largestError(pulled.values, pulls.map { Float($0) }) < 2e-6)
    }
}
