import Foundation

@testable import Graphs

// What rows and pairs of rows mean, for `PlainEvaluation`.

extension PlainEvaluation {
    /// A function of the rows of some arrays of one shape.
    func rows(_ inputs: [[Double]], _ shape: Shape, _ function: ([ArraySlice<Double>]) -> [Double]) -> [Double] {
        let width = shape[shape.count - 1]
        return stride(from: 0, to: shape.elementCount, by: width).flatMap { start in
            function(inputs.map { $0[start..<start + width] })
        }
    }

    /// Pair by pair: the similarities, or where there are weights the pulls.
    func pairs(_ m: [Double], _ weights: [Double]?, _ directions: [[Double]], _ shape: Shape) -> [Double] {
        let (dimensions, count) = (shape[1], shape[2])
        var result = [Double](repeating: 0, count: weights == nil ? shape[0] * count : m.count)
        for kernel in 0..<shape[0] {
            for i in 0..<count {
                for j in 0..<count where j != i {
                    func place(_ c: Int, _ point: Int) -> Int { (kernel * dimensions + c) * count + point }
                    func difference(_ x: [Double], _ c: Int) -> Double { x[place(c, i)] - x[place(c, j)] }
                    let differences = (0..<dimensions).map { difference(m, $0) }
                    let signs = differences.map { $0 > 0 ? 1.0 : $0 < 0 ? -1 : 0 }
                    var pair = exp(-differences.reduce(0) { $0 + abs($1) })
                    for direction in directions {
                        pair *= (0..<dimensions).reduce(0) { $0 + signs[$1] * difference(direction, $1) }
                    }
                    guard let weights else {
                        result[kernel * count + i] += pair
                        continue
                    }
                    pair *= weights[kernel * count + i] + weights[kernel * count + j]
                    for c in 0..<dimensions { result[place(c, i)] += pair * signs[c] }
                }
            }
        }
        return result
    }
}
