import Testing

@testable import Graphs

@Suite struct GatedOuterProductTests {
    private let x = Variable("x", shape: [24, 3], values: (0..<72).map { noise($0) - 0.5 })
    private let weights = [
        Variable("v", shape: [3, 12], values: (0..<36).map { noise($0 + 100) - 0.5 }),
        Variable("w", shape: [12, 16], values: (0..<192).map { noise($0 + 200) - 0.5 }),
        Variable("b", shape: [16], values: (0..<16).map { noise($0 + 500) - 0.5 }),
        Variable("o", shape: [16, 1], values: (0..<16).map { noise($0 + 600) - 0.5 }),
    ]

    private func scores(_ slope: Float, _ parameters: [Tensor]) throws -> Tensor {
        let hidden = try x.tensor.matrixProduct(parameters[0]).leakyRelu(slope: slope)
        let last = try (hidden.matrixProduct(parameters[1]) + parameters[2]).leakyRelu(slope: slope)
        return try last.matrixProduct(parameters[3])
    }

    /// A descent step that is differentiated through, and a penalty on the slope at the points.
    private func derivatives(_ slope: Float, again: Bool) throws -> [Tensor] {
        let parameters = weights.map(\.tensor)
        let loss = try scores(slope, parameters).softplus().mean()
        let gradients = try gradient(of: loss, withRespectTo: parameters, again: again)
        let moved = try zip(parameters, gradients).map { try $0 - $1 * 0.5 }
        let slopes = try gradient(of: scores(slope, moved).sum(), withRespectTo: [x.tensor], again: again)[0]
        let judged = try scores(slope, moved).sigmoid().mean() + slopes.squared().sum()
        return try gradients + gradient(of: judged, withRespectTo: parameters + [x.tensor])
    }

    @Test("written with the mask alone, first and second derivatives are what they are", arguments: [0, 0.2] as [Float])
    func sameDerivatives(slope: Float) throws {
        let plain = try Program(outputs: derivatives(slope, again: false))
        let factored = try Program(outputs: derivatives(slope, again: true))
        plain.run()
        factored.run()
        for index in 0..<9 {
            let worst = zip(plain.value(index), factored.value(index)).map { abs($0 - $1) }.max() ?? 1
            let size = plain.value(index).map(abs).max() ?? 0
            #expect(size > 0)
            #expect(worst < 2e-5 * size + 1e-7, "derivative \(index)")
        }
    }

    @Test("rows and columns are found in sums of outer products behind a rectifier, and nowhere else")
    func recognition() throws {
        let z = Variable("z", shape: [4, 5]).tensor
        let (u, v) = (Variable("u", shape: [4, 1]).tensor, Variable("v", shape: [1, 5]).tensor)
        func gated(_ gradient: Tensor) -> GatedOuterProduct? {
            GatedOuterProduct(Tensor(RectifierGate(slope: 0), [z, gradient], shape: gradient.shape))
        }
        let (both, swapped) = (try gated(u * v + v * u), try gated(v * u))
        #expect(both?.terms.map(\.column) == [u, u] && both?.terms.map(\.row) == [v, v])
        #expect(swapped?.terms.map(\.column) == [u])
        let repeated = try gated(v.broadcast(to: [4, 5]))
        #expect(repeated?.terms.count == 1 && repeated?.terms[0].column == nil)
        #expect(gated(z) == nil)
        #expect(try gated(u * v + z) == nil)
        #expect(try GatedOuterProduct(u * v) == nil)
    }
}
