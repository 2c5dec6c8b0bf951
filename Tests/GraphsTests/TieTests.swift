import Testing

@testable import Graphs

/// Rows in which every unit is dead: the next layer's units stand exactly where their rectifier bends, and pass nothing on.
@Suite struct TieTests {
    @Test(arguments: [false, true]) func aUnitAtExactlyZeroPassesNothingOn(again: Bool) throws {
        let (rows, inputs, hidden, second) = (16, 2, 6, 5)
        func numbers(_ count: Int, _ seed: UInt64) -> [Float] { RandomStream("tie/\(seed)").normals(count, at: RandomPosition(seed: seed)) }
        var points = numbers(rows * inputs, 1)
        // Below the bend of every hidden unit.
        for row in [10, 11] { for column in 0..<inputs { points[row * inputs + column] = 0 } }
        let bias: Float = -0.5
        let x = Variable("x", shape: [rows, inputs], values: points)
        let parameters = [
            Variable("w0", shape: [inputs, hidden], values: numbers(inputs * hidden, 2)), Variable("b0", shape: [hidden], values: Array(repeating: bias, count: hidden)),
            Variable("w1", shape: [hidden, second], values: numbers(hidden * second, 3)), Variable("b1", shape: [second]),
            Variable("w2", shape: [second, 1], values: numbers(second, 4)), Variable("b2", shape: [1]),
        ]
        let p = parameters.map(\.tensor)
        let first = try (x.tensor.matrixProduct(p[0]) + p[1]).relu()
        let score = try (first.matrixProduct(p[2]) + p[3]).relu().matrixProduct(p[4]) + p[5]
        let gradients = try gradient(of: score.sum(), withRespectTo: p, again: again)
        let program = try Program(outputs: gradients)
        program.run()

        var (bias0, bias1) = ([Double](repeating: 0, count: hidden), [Double](repeating: 0, count: second))
        let (w0, w1, w2) = (parameters[0].values, parameters[2].values, parameters[4].values)
        for row in 0..<rows {
            var h = [Double](repeating: 0, count: hidden)
            for unit in 0..<hidden {
                h[unit] = max(
                    0, (0..<inputs).reduce(Double(bias)) { $0 + Double(points[row * inputs + $1]) * Double(w0[$1 * hidden + unit]) })
            }
            var back = [Double](repeating: 0, count: hidden)
            for unit in 0..<second {
                let sum = (0..<hidden).reduce(0) { $0 + h[$1] * Double(w1[$1 * second + unit]) }
                guard sum > 0 else { continue }
                bias1[unit] += Double(w2[unit])
                for before in 0..<hidden where h[before] > 0 { back[before] += Double(w2[unit]) * Double(w1[before * second + unit]) }
            }
            for unit in 0..<hidden { bias0[unit] += back[unit] }
        }
        for (place, expected) in [(1, bias0), (3, bias1)] {
            for (found, right) in zip(program.value(place), expected) { #expect(abs(Double(found) - right) < 1e-4 * max(1, abs(right))) }
        }
    }
}
