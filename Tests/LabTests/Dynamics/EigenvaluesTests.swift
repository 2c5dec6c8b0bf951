import Foundation
import Testing

@testable import Lab

@Suite("Eigenvalues of a real matrix")
struct EigenvaluesTests {
    private func sorted(_ values: [ComplexNumber]?) -> [ComplexNumber] {
        (values ?? []).sorted { ($0.real, $0.imaginary) > ($1.real, $1.imaginary) }
    }

    private func isNear(_ found: [ComplexNumber]?, _ expected: [ComplexNumber], within tolerance: Double = 1e-9) -> Bool {
        let found = sorted(found)
        return found.count == expected.count
            && zip(found, sorted(expected)).allSatisfy { hypot($0.real - $1.real, $0.imaginary - $1.imaginary) <= tolerance }
    }

    /// Figures of NumPy 2, `numpy.linalg.eigvals`, of aᵢⱼ = sin(1 + 3i + 7j + ij).
    @Test("agree with NumPy's, complex pairs among them")
    func numpy() {
        let order = 9
        var matrix: [Double] = []
        for i in 0..<order { for j in 0..<order { matrix.append(sin(Double(1 + 3 * i + 7 * j + i * j))) } }
        var expected = [ComplexNumber(1.953285531378)]
        let pairs: [(Double, Double)] = [
            (1.190083111161, 0.899105528816), (0.956337388084, 1.981536754567), (-0.196923729052, 0.443864374665),
            (-1.252191558572, 0.420793853518),
        ]
        for (real, imaginary) in pairs { expected += [ComplexNumber(real, imaginary), ComplexNumber(real, -imaginary)] }
        #expect(isNear(eigenvalues(of: matrix, order: order), expected))
    }

    @Test("of a turn are a pair on the imaginary axis, of a triangle its diagonal, of nothing 0")
    func known() {
        #expect(isNear(eigenvalues(of: [0, -2, 2, 0], order: 2), [ComplexNumber(0, 2), ComplexNumber(0, -2)]))
        #expect(isNear(eigenvalues(of: [1, 5, 7, 0, -3, 2, 0, 0, 4], order: 3), [1, -3, 4].map { ComplexNumber($0) }))
        #expect(isNear(eigenvalues(of: [Double](repeating: 0, count: 25), order: 5), (0..<5).map { _ in ComplexNumber(0) }))
        #expect(isNear(eigenvalues(of: [-1.5], order: 1), [ComplexNumber(-1.5)]))
        #expect(eigenvalues(of: [], order: 0) == [])
        // One eigenvalue three times with a single eigenvector: known to the third root of the precision.
        #expect(isNear(eigenvalues(of: [2, 1, 0, 0, 2, 1, 0, 0, 2], order: 3), (0..<3).map { _ in ComplexNumber(2) }, within: 1e-4))
        // The usual shifts leave a cyclic permutation as it is.
        let cycle = [0.0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]
        let roots: [ComplexNumber] = [ComplexNumber(1), ComplexNumber(-1), ComplexNumber(0, 1), ComplexNumber(0, -1)]
        #expect(isNear(eigenvalues(of: cycle, order: 4), roots))
    }

    @Test("their powers add up to the traces of the matrix's powers", arguments: [2, 5, 17, 40, 64])
    func traces(order: Int) throws {
        var state: UInt64 = 3
        let matrix = (0..<order * order).map { _ -> Double in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24) - 0.5
        }
        let found = try #require(eigenvalues(of: matrix, order: order))
        #expect(found.count == order)
        var power = matrix
        var ofValues = found
        for _ in 1...4 {
            let trace = (0..<order).map { power[$0 * order + $0] }.reduce(0, +)
            let sum = ofValues.map(\.real).reduce(0, +)
            #expect(abs(trace - sum) < 1e-8 * max(1, abs(trace)), "order \(order)")
            #expect(abs(ofValues.map(\.imaginary).reduce(0, +)) < 1e-8)
            power = product(power, matrix, order)
            ofValues = zip(ofValues, found).map { product($0, $1) }
        }
    }

    private func product(_ left: [Double], _ right: [Double], _ order: Int) -> [Double] {
        var result = [Double](repeating: 0, count: order * order)
        for i in 0..<order {
            for k in 0..<order { for j in 0..<order { result[i * order + j] += left[i * order + k] * right[k * order + j] } }
        }
        return result
    }

    private func product(_ left: ComplexNumber, _ right: ComplexNumber) -> ComplexNumber {
        let real = left.real * right.real - left.imaginary * right.imaginary
        let imaginary = left.real * right.imaginary + left.imaginary * right.real
        return ComplexNumber(real, imaginary)
    }

    @Test("of a matrix that is no matrix of numbers are none")
    func notFinite() {
        #expect(eigenvalues(of: [1, .nan, 0, 1], order: 2) == nil)
        #expect(eigenvalues(of: [1, .infinity, 0, 1], order: 2) == nil)
    }
}
