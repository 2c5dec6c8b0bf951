import Foundation
import Testing

@testable import Kernels

/// Every function of one float against double precision, over all that a float can be: each so-many-th of the 2³² bit
/// patterns, and every one around the places where a function changes its ways.
@Suite struct FunctionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let function: TileFunction
        var parameter: Float = 0
        /// The largest error, in units in the last place of the value; what its doc comment states.
        let ulps: Double
        /// Added to it.
        var absolute: Double = 0
        /// Where the function changes its ways, besides 0 and the ends of the number line.
        var edges: [Float] = []
        let exact: @Sendable (Double) -> Double

        var testDescription: String { parameter == 0 ? "\(function)" : "\(function) \(parameter)" }
    }

    static let cases: [Case] = [
        Case(function: .copy, ulps: 0) { $0 },
        Case(function: .negate, ulps: 0) { -$0 },
        Case(function: .absolute, ulps: 0) { abs($0) },
        Case(function: .sign, ulps: 0) { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 == 0 ? 0 : .nan },
        Case(function: .floor, ulps: 0, edges: [1, -1, 8_388_608, -8_388_608]) { $0.rounded(.down) },
        Case(function: .square, ulps: 0.5, edges: [1.084_202_2e-19, 1.844_674_3e19]) { $0 * $0 },
        Case(function: .squareRoot, ulps: 0.5) { $0.squareRoot() },
        Case(function: .reciprocal, ulps: 0.5, edges: [2.938_735_9e-39, 8.507_059e37]) { 1 / $0 },
        Case(function: .reciprocalSquareRoot, ulps: 1.5) { 1 / $0.squareRoot() },
        Case(function: .exponential, ulps: 2, edges: [88.376_26, 88.7, 88.722_83, -87.3, -87.336_544, -103.97, 0.346_574]) {
            exp($0)
        },
        Case(function: .logarithm, ulps: 2, edges: [0.707_106_8, 1, 1.414_213_5]) { log($0) },
        Case(function: .tanh, ulps: 4, edges: [0.173_286_8, 9.01, 10]) { tanh($0) },
        Case(function: .sigmoid, ulps: 4, edges: [88.376_26, 88.722_83, -87.336_544, -88.376_26, -88.722_83, 16.6]) {
            1 / (1 + exp(-$0))
        },
        Case(function: .softplus, ulps: 4, edges: [88.376_26, 88.722_83, -87.336_544, -88.376_26, -88.722_83, 16.6]) {
            $0 > 0 ? $0 + log1p(exp(-$0)) : log1p(exp($0))
        },
        Case(function: .sine, ulps: 1, absolute: 2e-7, edges: [0.785_398, 1.570_796_3, 3.141_592_7, 5000, -5000]) { sin($0) },
        Case(function: .cosine, ulps: 1, absolute: 2e-7, edges: [0.785_398, 1.570_796_3, 3.141_592_7, 5000, -5000]) {
            cos($0)
        },
        Case(function: .constantPower, parameter: 1.7, ulps: 1) { pow($0, Double(1.7 as Float)) },
        Case(function: .constantPower, parameter: -2.5, ulps: 1) { pow($0, -2.5) },
        Case(function: .constantPower, parameter: 3, ulps: 1) { pow($0, 3) },
        Case(function: .leakyRectifier, ulps: 0) { $0 <= 0 ? 0 : $0 },
        Case(function: .leakyRectifier, parameter: 0.2, ulps: 0.5) { $0 > 0 ? $0 : $0 * Double(0.2 as Float) },
        Case(function: .leakyRectifier, parameter: -0.5, ulps: 0.5) { $0 > 0 ? $0 : $0 * -0.5 },
        Case(function: .exponentialLinear, parameter: 0.7, ulps: 4, edges: [-17.3, -80, 80, -88.7]) {
            $0 > 0 ? $0 : Double(0.7 as Float) * expm1($0)
        },
    ]

    @Test("a function of one float is as good as stated over all floats", arguments: cases)
    func accuracy(_ item: Case) {
        let inputs = Self.patterns + item.edges.flatMap(Self.around)
        let results = apply(item.function, parameter: item.parameter, [inputs])
        var worst = (excess: 0.0, input: Float(0), result: Float(0))
        for (input, result) in zip(inputs, results) {
            var beyond = excess(result, item.exact(double(input)), ulps: item.ulps, absolute: item.absolute)
            // Below the normal range a number may be taken as 0.
            if beyond > 0, input.isSubnormal {
                let other = item.exact(input.sign == .minus ? -0.0 : 0)
                beyond = min(beyond, excess(result, other, ulps: item.ulps, absolute: item.absolute))
            }
            if beyond > worst.excess { worst = (beyond, input, result) }
        }
        #expect(worst.excess == 0, "\(item.function) of \(worst.input) is \(worst.result), expected \(item.exact(double(worst.input)))")
    }

    /// A strided sweep, and all around the ends of the number line.
    static let patterns: [Float] =
        stride(from: UInt64(0), to: 1 << 32, by: 50_021).map { Float(bitPattern: UInt32($0)) }
        + [0, 1e-45, .leastNormalMagnitude, 1e-37, .greatestFiniteMagnitude, .infinity].flatMap { around($0) + around(-$0) }

    /// A thousand neighbours on either side.
    private static func around(_ edge: Float) -> [Float] {
        (-1000...1000).map { Float(bitPattern: UInt32(truncatingIfNeeded: Int64(edge.bitPattern) + $0)) }
    }

    @Test("the logarithm and the circle of normal draws are good to 2e-7 for every word")
    func draws() {
        var worst = (logarithm: 0.0, circle: 0.0)
        for word in stride(from: UInt64(0), to: 1 << 32, by: 16_411) {
            let word = UInt32(word)
            let uniform = (Float(word >> 1) + 0.5) * 0x1p-31
            let exact = log(Double(uniform))
            let logarithm = Double(Random.naturalLogarithm(uniform))
            worst.logarithm = max(worst.logarithm, abs(logarithm - exact) / max(abs(exact), 1e-7))
            let (cosine, sine) = Random.circlePoint(word)
            // The words go round the circle once, from the middle of the first quarter turn.
            let turn = Double(Int32(bitPattern: word << 2)) * 0x1p-34 + Double(word >> 30) / 4
            let angle = 2 * Double.pi * turn
            worst.circle = max(worst.circle, abs(Double(cosine) - cos(angle)), abs(Double(sine) - sin(angle)))
        }
        #expect(worst.logarithm < 2e-7)
        #expect(worst.circle < 2e-7)
    }
}
