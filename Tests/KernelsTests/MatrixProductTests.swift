import Testing

@testable import Kernels

@Suite struct MatrixProductTests {
    struct Case: CustomStringConvertible {
        var batch = 1
        var rows: Int
        var columns: Int
        var inner: Int
        var description: String { "\(batch)x[\(rows), \(inner)]x[\(inner), \(columns)]" }
    }

    static let cases: [Case] = {
        var cases: [Case] = []
        for rows in [1, 2, 3, 17, 64] {
            for columns in [1, 2, 3, 4, 5, 33, 128] {
                for inner in [1, 2, 4, 7, 128] { cases.append(Case(rows: rows, columns: columns, inner: inner)) }
            }
        }
        for batch in [2, 3] {
            for (rows, columns, inner) in [(1, 1, 1), (5, 3, 2), (2, 5, 7), (16, 16, 16), (7, 1, 19), (1, 9, 8)] {
                cases.append(Case(batch: batch, rows: rows, columns: columns, inner: inner))
            }
        }
        cases.append(Case(rows: 300, columns: 1, inner: 700))
        cases.append(Case(rows: 700, columns: 3, inner: 300))
        cases.append(Case(rows: 300, columns: 700, inner: 2))
        return cases
    }()

    @Test(arguments: cases) func everyTranspositionAgreesWithTheSum(of sizes: Case) throws {
        for transposeLeft in [false, true] {
            for transposeRight in [false, true] {
                for (sharedLeft, sharedRight) in [(false, false), (true, false), (false, true)] where sizes.batch > 1 || !(sharedLeft || sharedRight) {
                    let error = try largestError(
                        sizes, transposeLeft: transposeLeft, transposeRight: transposeRight, sharedLeft: sharedLeft, sharedRight: sharedRight)
                    #expect(error < 1e-5, "transposed \(transposeLeft), \(transposeRight), shared \(sharedLeft), \(sharedRight)")
                }
            }
        }
    }

    @Test(arguments: cases) func theBiasAndTheRectifierAreAppliedToTheProduct(of sizes: Case) throws {
        for activation in [FusedActivation.none, .rectifier(negativeSlope: 0), .rectifier(negativeSlope: 0.2)] {
            let error = try largestError(sizes, bias: true, activation: activation)
            #expect(error < 1e-5, "\(activation)")
        }
        #expect(try largestError(sizes, bias: false, activation: .rectifier(negativeSlope: 0.2)) < 1e-5)
    }

    /// −∞ is 0 behind a rectifier, and stays what it is behind a leaky one.
    @Test(arguments: [1, 2, 33], [0, 0.2] as [Float]) func infinitiesComeThroughTheRectifier(columns: Int, slope: Float) throws {
        let left = Storage([Float](repeating: 1, count: 40 * 24))
        (left.pointer[24 * 7 + 3], left.pointer[24 * 8 + 3]) = (.infinity, -.infinity)
        let right = Storage([Float](repeating: -1, count: 24 * columns))
        let bias = Storage(count: columns)
        let result = Storage(count: 40 * columns)
        try MatrixProduct(
            batch: 1, rows: 40, columns: columns, inner: 24, bias: true, activation: .rectifier(negativeSlope: slope)
        ).run(left: left.pointer, right: right.pointer, bias: bias.pointer, result: result.pointer)
        for column in 0..<columns {
            #expect(result.pointer[7 * columns + column] == (slope == 0 ? 0 : -.infinity))
            #expect(result.pointer[8 * columns + column] == .infinity)
        }
    }

    /// A unit that sees only dead ones stands at exactly 0, where its derivative jumps: next to nothing is not good enough.
    @Test(arguments: [1, 2, 5, 33, 128]) func whateverIsNegativeIsExactlyZeroBehindTheRectifier(columns: Int) throws {
        let sizes: [Float] = [1e-45, 1e-38, 1e-20, 1e-7, 0.5, 1, 3, 1e7, 1e30, .greatestFiniteMagnitude]
        let rows = 4 * sizes.count
        let left = Storage((0..<rows).map { ($0.isMultiple(of: 2) ? -1 : 1) * sizes[$0 / 4] })
        let right = Storage([Float](repeating: 1, count: columns))
        let bias = Storage(count: columns)
        let result = Storage([Float](repeating: 7, count: rows * columns))
        try MatrixProduct(
            batch: 1, rows: rows, columns: columns, inner: 1, bias: true, activation: .rectifier(negativeSlope: 0)
        ).run(left: left.pointer, right: right.pointer, bias: bias.pointer, result: result.pointer)
        for row in 0..<rows {
            for column in 0..<columns { #expect(result.pointer[row * columns + column] == max(0, left.pointer[row])) }
        }
    }

    @Test(arguments: [1, 2, 33], [0, 0.2] as [Float]) func notANumberComesThroughTheRectifier(columns: Int, slope: Float) throws {
        let left = Storage([Float](repeating: 1, count: 40 * 24))
        left.pointer[24 * 7 + 3] = .nan
        let right = Storage([Float](repeating: -1, count: 24 * columns))
        let bias = Storage(count: columns)
        let result = Storage(count: 40 * columns)
        try MatrixProduct(
            batch: 1, rows: 40, columns: columns, inner: 24, bias: true, activation: .rectifier(negativeSlope: slope)
        ).run(left: left.pointer, right: right.pointer, bias: bias.pointer, result: result.pointer)
        let isRight = result.values.enumerated().allSatisfy { place, value in
            place / columns == 7 ? value.isNaN : abs(value + 24 * slope) < 1e-5
        }
        #expect(isRight)
    }

    @Test func sizesBelowOneAreRejected() {
        #expect(throws: KernelError.self) { try MatrixProduct(batch: 1, rows: 0, columns: 2, inner: 2) }
        #expect(throws: KernelError.self) { try MatrixProduct(batch: 1, rows: 2, columns: 2, inner: -1) }
    }

    func largestError(
        _ sizes: Case, transposeLeft: Bool = false, transposeRight: Bool = false, sharedLeft: Bool = false, sharedRight: Bool = false,
        bias: Bool = false, activation: FusedActivation = .none
    ) throws -> Float {
        let (rows, columns, inner) = (sizes.rows, sizes.columns, sizes.inner)
        let left = Storage(Naive.values((sharedLeft ? 1 : sizes.batch) * rows * inner, seed: 1))
        let right = Storage(Naive.values((sharedRight ? 1 : sizes.batch) * inner * columns, seed: 2))
        let added = Storage(Naive.values(columns, seed: 3))
        let result = Storage([Float](repeating: .nan, count: sizes.batch * rows * columns))
        let product = try MatrixProduct(
            batch: sizes.batch, rows: rows, columns: columns, inner: inner, transposeLeft: transposeLeft, transposeRight: transposeRight,
            sharedLeft: sharedLeft, sharedRight: sharedRight, bias: bias, activation: activation)
        product.run(left: left.pointer, right: right.pointer, bias: bias ? added.pointer : nil, result: result.pointer)

        var expected: [Float] = []
        for b in 0..<sizes.batch {
            for m in 0..<rows {
                for n in 0..<columns {
                    var sum = bias ? Double(added.pointer[n]) : 0
                    for k in 0..<inner {
                        let l = (sharedLeft ? 0 : b * rows * inner) + (transposeLeft ? k * rows + m : m * inner + k)
                        let r = (sharedRight ? 0 : b * inner * columns) + (transposeRight ? n * inner + k : k * columns + n)
                        sum += Double(left.pointer[l]) * Double(right.pointer[r])
                    }
                    if case .rectifier(let slope) = activation, sum < 0 { sum *= Double(slope) }
                    expected.append(Float(sum))
                }
            }
        }
        return Naive.largestError(result.values, expected)
    }
}
