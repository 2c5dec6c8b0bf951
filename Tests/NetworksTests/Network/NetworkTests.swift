import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Networks")
struct NetworkTests {
    private func generator(seed: UInt64 = 3) throws -> Network {
        try Network(
            name: "generator",
            layers: [
                Dense([7, 7, 8]), BatchNormalization(), Relu(), Deconvolution(1, geometry: ImageGeometry(stride: 2)),
                Tanh(),
            ], inputSize: [16], seed: seed)
    }

    @Test("parameters are named by network, layer and role")
    func names() throws {
        let network = try generator()
        #expect(
            network.parameters.map(\.name) == [
                "generator.0.weight", "generator.0.bias", "generator.1.scale", "generator.1.shift",
                "generator.3.weight", "generator.3.bias",
            ])
        #expect(network.states.map(\.name) == ["generator.1.running-mean", "generator.1.running-variance"])
        #expect(network.sizes == [[7, 7, 8], [7, 7, 8], [7, 7, 8], [14, 14, 1], [14, 14, 1]])
        #expect(network.outputSize == [14, 14, 1])
        #expect(network.isBatchCoupled)
    }

    @Test("the seed decides the start values, and initialize brings them back")
    func seeds() throws {
        let network = try generator()
        let start = network.parameters.map(\.values)
        #expect(try generator().parameters.map(\.values) == start)
        #expect(try generator(seed: 4).parameters.map(\.values) != start)
        network.parameters[0].values = [Float](repeating: 9, count: 16 * 392)
        network.states[0].values = [Float](repeating: 9, count: 8)
        network.initialize(seed: 3)
        #expect(network.parameters.map(\.values) == start)
        #expect(network.states.map(\.values) == [[Float](repeating: 0, count: 8), [Float](repeating: 1, count: 8)])
    }

    @Test("an application gives every layer's output")
    func layerOutputs() throws {
        let application = try generator().apply(.constant(0.5, shape: [2, 16]), mode: .training, stream: RandomStream("test"))
        #expect(
            application.layerOutputs.map(\.shape) == [
                [2, 7, 7, 8], [2, 7, 7, 8], [2, 7, 7, 8], [2, 14, 14, 1], [2, 14, 14, 1],
            ])
        #expect(application.layerOutputs.last == application.output)
    }

    @Test("other parameters may stand in for the network's own")
    func substitution() throws {
        let network = try Network(name: "test", layers: [Dense(1)], inputSize: [2], seed: 1)
        let weights = [Tensor.constant([2, 3], shape: [2, 1]), Tensor.constant([0.5], shape: [1])]
        let application = try network.apply(
            .constant([1, 10], shape: [1, 2]), parameters: weights, mode: .training, stream: RandomStream("test"))
        #expect(try evaluate(application.output) == [32.5])
    }

    @Test("a gradient with respect to parameterTensors sees the network's own parameters")
    func ownParameters() throws {
        let network = try Network(name: "test", layers: [Dense(1)], inputSize: [2], seed: 1)
        let output = try network.apply(.constant([1, 10], shape: [1, 2]), mode: .training, stream: RandomStream("test")).output
        let slopes = try gradient(of: output.sum(), withRespectTo: network.parameterTensors)
        #expect(try evaluate(slopes) == [[1, 10], [1]])
    }

    @Test("states chain through two batches of one step")
    func chainedStates() throws {
        let network = try Network(name: "test", layers: [BatchNormalization()], inputSize: [1], seed: 1)
        let real = try network.apply(.constant([1, 3], shape: [2, 1]), mode: .training, stream: RandomStream("test"))
        let fake = try network.apply(
            .constant([10, 10], shape: [2, 1]), states: real.states, mode: .training, stream: RandomStream("test"))
        try Program(updates: Array(zip(network.states, fake.states))).run()
        expectEqual(network.states[0].values, [0.9 * 0.2 + 1])
        expectEqual(network.states[1].values, [0.9 * 1.1])
    }

    @Test("real and generated batches are normalised apart")
    func apart() throws {
        let network = try Network(name: "test", layers: [BatchNormalization()], inputSize: [1], seed: 1)
        let real = try network.apply(.constant([1, 3], shape: [2, 1]), mode: .training, stream: RandomStream("test")).output
        let fake = try network.apply(.constant([101, 103], shape: [2, 1]), mode: .training, stream: RandomStream("test")).output
        expectEqual(try evaluate(fake), try evaluate(real).map(Double.init), tolerance: 1e-4)
    }

    @Test("an input of another size is refused")
    func wrongInput() throws {
        #expect(throws: Refusal("generator takes 16 for each example, found the shape [2, 3]")) {
            try generator().apply(.constant(0, shape: [2, 3]), mode: .training, stream: RandomStream("test"))
        }
    }
}
