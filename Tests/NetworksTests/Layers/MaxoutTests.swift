import Declarations
import Foundation
import Graphs
import Testing

@testable import Networks

/// Expected numbers: PyTorch 2.15 in double precision, `MaxPool1d(3)` behind `x @ w + b`, for x = sin(1.3 i), w = cos(0.7 i),
/// b = 0.1 i − 0.5.
@Suite("Maxout")
struct MaxoutTests {
    private let layer = Maxout(4, pieces: 3)
    private let input = Variable("x", shape: [2, 3], values: (0..<6).map { Float(sin(Double($0) * 1.3)) }).tensor
    private let weight = Variable("w", shape: [3, 12], values: (0..<36).map { Float(cos(Double($0) * 0.7)) }).tensor
    private let bias = Tensor.constant((0..<12).map { 0.1 * Float($0) - 0.5 }, shape: [12])

    private func output() throws -> Tensor {
        var context = LayerContext(mode: .training, stream: RandomStream("test"))
        return try layer.apply(input, parameters: [weight, bias], context: &context)
    }

    @Test("each output is the largest of its pieces, which stand side by side")
    func values() throws {
        expectEqual(
            try evaluate(output()),
            [-0.78599906, 0.81931655, 0.780658191, 0.125249476, 0.576403107, 0.782177728, -0.551598477, 1.48441887])
    }

    @Test("the gradient goes to the piece that won")
    func gradients() throws {
        let found = try evaluate(gradient(of: output().squared().sum(), withRespectTo: [input, weight]))
        expectEqual(found[0], [-2.52872921, 4.07964845, -1.70830109, -0.994079383, -4.7109584, 5.88677388])
        // Two examples, four units: at most eight columns of twelve have any.
        let columns = (0..<12).filter { column in (0..<3).contains { found[1][$0 * 12 + column] != 0 } }
        #expect(columns == [2, 3, 5, 6, 8, 11])
    }

    @Test("of equal pieces each takes an equal part")
    func ties() throws {
        var context = LayerContext(mode: .training, stream: RandomStream("test"))
        let weight = Variable("w", shape: [1, 4], values: [1, 1, 1, 1]).tensor
        let output = try Maxout(1, pieces: 4).apply(
            .constant(2, shape: [1, 1]), parameters: [weight, .constant(0, shape: [4])], context: &context)
        #expect(try evaluate(gradient(of: output.sum(), withRespectTo: [weight])[0]) == [0.5, 0.5, 0.5, 0.5])
    }

    @Test("each piece starts as a dense layer's weights do, and an image is made in one step")
    func start() throws {
        let parameters = Maxout([2, 2, 3], pieces: 5).parameters(for: [8])
        #expect(parameters.map(\.shape) == [[8, 60], [60]])
        #expect(parameters[0].fan.input == 8 && parameters[0].fan.output == 12)
        #expect(try Maxout([2, 2, 3]).outputSize(for: [8]) == [2, 2, 3])
        #expect(throws: Refusal.self) { try Maxout(4).outputSize(for: [2, 2, 1]) }
    }

    @Test("PyTorch's form is a linear layer and a window over the pieces, also where an image follows in another order")
    func pytorch() throws {
        let plain = try PyTorchForm(NetworkPlan(name: "test", layers: [Maxout(4, pieces: 3), Dense(1)], inputSize: [3]))
        #expect(plain.rows.map(\.module.name) == ["Linear", "MaxPool1d", "Linear"])
        #expect(plain.rows[0].module.arrays[1].source == Array(0..<12))
        // Units of an image of one pixel's height, two pixels' width and two channels: pixels first here, channels first there.
        let image = try PyTorchForm(NetworkPlan(name: "test", layers: [Maxout([1, 2, 2], pieces: 2)], inputSize: [3]))
        #expect(image.rows.map(\.module.name) == ["Linear", "MaxPool1d", "Unflatten"])
        #expect(image.rows[0].module.arrays[1].source == [0, 1, 4, 5, 2, 3, 6, 7])
    }
}
