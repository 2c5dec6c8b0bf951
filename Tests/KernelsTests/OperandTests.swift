import Testing

@testable import Kernels

/// Functions of two and three floats against double precision: every combination of what lies at the ends and in the middle
/// of the number line.
@Suite struct OperandTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let function: TileFunction
        var parameter: Float = 0
        var ulps = 0.5
        let exact: @Sendable (Double, Double, Double) -> Double

        var testDescription: String { parameter == 0 ? "\(function)" : "\(function) \(parameter)" }
    }

    static let cases: [Case] = [
        Case(function: .add) { a, b, _ in a + b },
        Case(function: .subtract) { a, b, _ in a - b },
        Case(function: .multiply) { a, b, _ in a * b },
        Case(function: .divide) { a, b, _ in a / b },
        Case(function: .minimum, ulps: 0) { a, b, _ in a.isNaN || b.isNaN ? .nan : min(a, b) },
        Case(function: .maximum, ulps: 0) { a, b, _ in a.isNaN || b.isNaN ? .nan : max(a, b) },
        Case(function: .greater, ulps: 0) { a, b, _ in a > b ? 1 : 0 },
        Case(function: .greaterOrEqual, ulps: 0) { a, b, _ in a >= b ? 1 : 0 },
        Case(function: .equal, ulps: 0) { a, b, _ in a == b ? 1 : 0 },
        Case(function: .rectifierGate, ulps: 0) { a, b, _ in a > 0 ? b : 0 },
        Case(function: .rectifierGate, parameter: 0.2) { a, b, _ in a > 0 ? b : b * Double(0.2 as Float) },
        Case(function: .select, ulps: 0) { a, b, c in a != 0 ? b : c },
        Case(function: .multiplyAdd) { a, b, c in a * b + c },
    ]

    /// Squares and sums of these are exact in double precision, or far from any float's end.
    private static let values: [Float] = [0, .leastNormalMagnitude, 0.75, 1, 3, 1e19, .greatestFiniteMagnitude, .infinity]
        .flatMap { [$0, -$0] } + [.nan]

    @Test("a function of several floats is as good as stated, infinities and not-a-number included", arguments: cases)
    func accuracy(_ item: Case) {
        let places = Self.values.flatMap { a in Self.values.flatMap { b in Self.values.map { (a, b, $0) } } }
        let operands = [places.map(\.0), places.map(\.1), places.map(\.2)]
        let results = apply(item.function, parameter: item.parameter, Array(operands.prefix(item.function.operandCount)))
        let wrong = zip(places, results).first { place, result in
            excess(result, item.exact(Double(place.0), Double(place.1), Double(place.2)), ulps: item.ulps) > 0
        }
        #expect(wrong == nil)
    }
}
