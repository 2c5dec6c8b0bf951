import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Layers that reach an earlier one")
struct NamedLayerTests {
    private func network(_ layers: [any Layer], _ names: [Int: String], input: [Int]) throws -> Network {
        Network(try NetworkPlan(name: "test", layers: layers, layerNames: names, inputSize: input), seed: 1)
    }

    private func output(_ network: Network, _ values: [Float]) throws -> [Float] {
        let input = Tensor.constant(values, shape: [1] + network.inputSize)
        return try evaluate(network.apply(input, mode: .sampling, stream: RandomStream("test")).output)
    }

    @Test("add gives the sum with what the named layer made")
    func sum() throws {
        let network = try network([Relu(), LeakyRelu(slope: 0.5), Tanh(), Add("a")], [0: "a"], input: [3])
        #expect(network.outputSize == [3])
        let found = try output(network, [-2, 0, 1])
        expectEqual(found, [0, 0, 1 + 0.7615941559557649])
    }

    @Test("concat joins features, and channels of an image")
    func join() throws {
        let flat = try network([Relu(), Dense(1), Concat("a")], [0: "a"], input: [2])
        #expect(flat.outputSize == [3])
        flat.parameters[0].values = [10, 100]
        #expect(try output(flat, [-3, 4]) == [400, 0, 4])
        let image = try network([Relu(), Softplus(), Concat("a")], [0: "a"], input: [2, 2, 3])
        #expect(image.outputSize == [2, 2, 6])
        #expect(try output(image, [Float](repeating: 7, count: 12))[3...5] == [7, 7, 7])
    }

    @Test("the gradient goes both ways around")
    func gradients() throws {
        // y = x + 3 x, so that dy/dx = 4.
        let network = try network([Relu(), Dense(1), Add("a")], [0: "a"], input: [1])
        network.parameters[0].values = [3]
        let input = Variable("input", shape: [1, 1], values: [2]).tensor
        let output = try network.apply(input, mode: .training, stream: RandomStream("test")).output
        #expect(try evaluate(gradient(of: output.sum(), withRespectTo: [input])[0]) == [4])
    }

    @Test("an unknown name is told with the names there are, and a name means an earlier layer only")
    func unknown() {
        func message(_ layers: [any Layer], _ names: [Int: String]) -> LayerError? {
            do throws(LayerError) {
                _ = try NetworkPlan(name: "test", layers: layers, layerNames: names, inputSize: [3])
                return nil
            } catch { return error }
        }
        #expect(
            message([Relu(), Dense(3), Add("x")], [0: "b", 1: "a"])
                == LayerError(
                    Refusal("expected the name of an earlier layer, found `x`", help: "named before it: `a`, `b`"), layerIndex: 2))
        for layer in [Add("x"), Concat("x")] as [any Layer] {
            #expect(
                message([layer, Relu()], [1: "x"])
                    == LayerError(
                        Refusal(
                            "expected the name of an earlier layer, found `x`",
                            help: "`as x` at the end of an earlier line names what it makes"), layerIndex: 0))
        }
    }

    @Test("sizes that do not fit are told")
    func sizes() {
        func expect(_ layer: any Layer, between: any Layer, input: [Int], _ message: String) {
            #expect {
                try NetworkPlan(name: "test", layers: [Relu(), between, layer], layerNames: [0: "a"], inputSize: input)
            } throws: {
                ($0 as? LayerError)?.message == message
            }
        }
        expect(Add("a"), between: Dense(4), input: [3], "`add a` takes the 3 that `a` makes, found 4")
        expect(
            Concat("a"), between: Pool(), input: [4, 4, 1],
            "`concat a` takes an image of 4x4, as the 4x4x1 that `a` makes, found 2x2x1")
        expect(
            Concat("a"), between: Flatten(), input: [4, 4, 1],
            "`concat a` takes an image of 4x4, as the 4x4x1 that `a` makes, found 16")
    }

    @Test("no chain of PyTorch's modules has branches")
    func pytorch() throws {
        for layer in [Add("a"), Concat("a")] as [any Layer] {
            #expect(throws: Refusal.self) {
                try PyTorchForm(network([Relu(), layer, Dense(1)], [0: "a"], input: [3]).plan)
            }
        }
    }
}
