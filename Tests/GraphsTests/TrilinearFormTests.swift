import Testing

@testable import Graphs

@Suite struct TrilinearFormTests {
    private let x = Variable("x", shape: [24, 3], values: (0..<72).map { noise($0) - 0.5 })
    private let weights = [
        Variable("v", shape: [3, 12], values: (0..<36).map { noise($0 + 100) - 0.5 }),
        Variable("w", shape: [12, 16], values: (0..<192).map { noise($0 + 200) - 0.5 }),
        Variable("b", shape: [16], values: (0..<16).map { noise($0 + 500) - 0.5 }),
        Variable("o", shape: [16, 1], values: (0..<16).map { noise($0 + 600) - 0.5 }),
    ]

    private func scores(_ slope: Float, _ parameters: [Tensor], _ points: Tensor? = nil) throws -> Tensor {
        let hidden = try (points ?? x.tensor).matrixProduct(parameters[0]).leakyRelu(slope: slope)
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

    @Test("first and second derivatives are those of the plain form", arguments: [0, 0.2] as [Float])
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

    /// A descent step ahead of `parameters` with its slope penalty, and the gradient of what follows by the points.
    private func ahead(_ slope: Float, _ parameters: [Tensor], biased: Bool, again: Bool) throws -> [Tensor] {
        func scored(_ points: Tensor, _ parameters: [Tensor]) throws -> Tensor {
            let output = try scores(slope, parameters, points)
            return biased ? try output + parameters[4] : output
        }
        func loss(_ parameters: [Tensor]) throws -> Tensor {
            let slopes = try gradient(of: scored(x.tensor, parameters).sum(), withRespectTo: [x.tensor], again: again)[0]
            return try scored(x.tensor, parameters).softplus().mean() + slopes.squared().mean()
        }
        var state = parameters
        for _ in 0..<2 {
            let gradients = try gradient(of: loss(state), withRespectTo: state, again: again)
            state = try zip(state, gradients).map { try $0 - $1 * 0.5 }
        }
        let judged = try (-scored(x.tensor, state)).softplus().mean()
        return try [judged] + gradient(of: judged, withRespectTo: [x.tensor] + parameters)
    }

    @Test("a look ahead from weights that an update just made is that of the plain form",
        arguments: [(0, true), (0, false), (0.2, true), (0.2, false)] as [(Float, Bool)])
    func afterAnUpdate(slope: Float, biased: Bool) throws {
        let own = (weights + [Variable("c", shape: [1], values: [0.1])]).prefix(biased ? 5 : 4).map(\.tensor)
        let output = try scores(slope, own)
        let loss = try (biased ? output + own[4] : output).softplus().mean()
        let moved = try zip(own, gradient(of: loss, withRespectTo: own)).map { try $0 - $1 * 0.5 }
        let plain = try Program(outputs: ahead(slope, moved, biased: biased, again: false))
        let factored = try Program(outputs: ahead(slope, moved, biased: biased, again: true))
        plain.run()
        factored.run()
        for index in 0..<2 + own.count {
            let worst = zip(plain.value(index), factored.value(index)).map { abs($0 - $1) }.max() ?? 1
            let size = plain.value(index).map(abs).max() ?? 0
            #expect(size > 0)
            #expect(worst < 2e-5 * size + 1e-7, "figure \(index)")
        }
    }

    @Test("a target inside of the form is no place to pass by")
    func targetsInside() throws {
        let parameters = weights.map(\.tensor)
        let sum = try x.tensor.matrixProduct(parameters[0]).matrixProduct(parameters[1])
        let bent = sum.relu()
        let loss = try bent.matrixProduct(parameters[3]).squared().sum()
        let targets = [sum, bent, parameters[1]]
        let program = try Program(
            outputs: gradient(of: loss, withRespectTo: targets, again: true) + gradient(of: loss, withRespectTo: targets))
        program.run()
        for index in targets.indices {
            #expect(program.value(index).contains { $0 != 0 })
            #expect(program.value(index) == program.value(index + targets.count))
        }
    }

    @Test("an output behind a rectifier is recognised, with and without bias, and nothing else")
    func recognition() throws {
        let parameters = weights.map(\.tensor)
        let hidden = try x.tensor.matrixProduct(parameters[0])
        let sum = try hidden.matrixProduct(parameters[1])
        for last in [sum.relu(), try (sum + parameters[2]).leakyRelu(slope: 0.2)] {
            let output = try last.matrixProduct(parameters[3])
            let form = try #require(TrilinearForm(output.node))
            let program = try Program(outputs: [output, form.tensor(form.slopes())])
            program.run()
            #expect(zip(program.value(0), program.value(1)).allSatisfy { abs($0 - $1) < 1e-5 })
        }
        #expect(try TrilinearForm(sum.matrixProduct(parameters[3]).node) == nil)
        #expect(try TrilinearForm(sum.tanh().matrixProduct(parameters[3]).node) == nil)
        #expect(try TrilinearForm(sum.relu().matrixProduct(parameters[3], transposeRight: false).sum().node) == nil)
        #expect(try TrilinearForm(hidden.relu().matrixProduct(parameters[1]).node) == nil)
    }
}
