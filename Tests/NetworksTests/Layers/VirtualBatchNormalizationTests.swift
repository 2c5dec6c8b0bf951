import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Virtual batch normalisation")
struct VirtualBatchNormalizationTests {
    private func network(_ layers: [any Layer], size: [Int], classes: Int? = nil) throws -> Network {
        Network(try NetworkPlan(name: "test", layers: layers, inputSize: size, classCount: classes), seed: 1)
    }

    private func output(_ network: Network, _ values: [Float], mode: ForwardMode = .training) throws -> [Float] {
        let count = values.count / network.inputSize.reduce(1, *)
        let input = Tensor.constant(values, shape: [count] + network.inputSize)
        return try evaluate(network.apply(input, mode: mode, stream: RandomStream("test")).output)
    }

    /// Mean and deviation of numbers.
    private func statistics(_ values: [Double]) -> (mean: Double, deviation: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return (mean, (variance + 1e-5).squareRoot())
    }

    @Test("an example is normalised together with the reference examples, and with nothing else", arguments: [ForwardMode.training, .sampling])
    func flat(mode: ForwardMode) throws {
        let network = try network([VirtualBatchNormalization(reference: 3)], size: [1])
        network.states[0].values = [1, 2, 6]
        let expected = [4.0, -7].map { own in
            let (mean, deviation) = statistics([1, 2, 6, own])
            return (own - mean) / deviation
        }
        expectEqual(try output(network, [4, -7], mode: mode), expected)
        expectEqual(try output(network, [4], mode: mode), [expected[0]])
    }

    @Test("of an image all pixels count")
    func images() throws {
        let network = try network([VirtualBatchNormalization(reference: 2)], size: [1, 2, 1])
        network.states[0].values = [1, 2, 6, 0]
        let (mean, deviation) = statistics([1, 2, 6, 0, 5, -3])
        expectEqual(try output(network, [5, -3]), [5, -3].map { ($0 - mean) / deviation })
    }

    /// The reference batch becomes 2 and 6 by a weight of 2, is normalised to ∓1 by itself, and scaled by 3.
    @Test("the layers make of the reference batch what they make of any, normalised by itself")
    func passes() throws {
        let plain = WeightOptions(hasBias: false)
        let network = try network(
            [Dense(1, weights: plain), VirtualBatchNormalization(reference: 2), VirtualBatchNormalization(reference: 2)], size: [1])
        #expect(network.states.map(\.name) == ["test.reference"])
        network.states[0].values = [1, 3]
        network.parameters[0].values = [2]
        network.parameters[1].values = [3]
        let (mean, deviation) = statistics([2, 6, 10])
        let first = 3 * (10 - mean) / deviation
        let unit = 2 / 4.00001.squareRoot()
        let (second, spread) = statistics([-3 * unit, 3 * unit, first])
        expectEqual(try output(network, [5]), [(first - second) / spread])
    }

    @Test("an application leaves the reference batch, and running statistics follow the batch alone")
    func states() throws {
        let network = try network([BatchNormalization(), Label(), VirtualBatchNormalization(reference: 4)], size: [1], classes: 3)
        #expect(network.states.map(\.name) == ["test.reference", "test.reference-labels", "test.0.running-mean", "test.0.running-variance"])
        #expect(network.states.map(\.shape) == [[4, 1], [4], [1], [1]])
        let application = try network.apply(
            .constant([10, 20], shape: [2, 1]), mode: .training, stream: RandomStream("test"), labels: .constant([0, 2], shape: [2]))
        #expect(application.states[0] == network.stateTensors[0] && application.states[1] == network.stateTensors[1])
        expectEqual(try evaluate(application.states[2]), [1.5])
        #expect(!VirtualBatchNormalization().isBatchCoupled)
    }

    @Test("gradients go through what the layers make of the reference batch")
    func gradients() throws {
        let network = try network([Dense(1), VirtualBatchNormalization(reference: 3)], size: [1])
        network.states[0].values = [1, 2, 6]
        network.parameters[0].values = [2]
        // The output does not change with the weight's length, but for ε, since the statistics grow with it.
        let output = try network.apply(.constant([4], shape: [1, 1]), mode: .training, stream: RandomStream("test")).output
        let slope = try evaluate(gradient(of: output.sum(), withRespectTo: network.parameterTensors)[0])[0]
        #expect(abs(slope) < 1e-4)
    }

    @Test("one batch serves all layers of a network")
    func sizes() throws {
        let error = LayerError(
            Refusal(
                "expected a reference batch of 8 examples, found 16",
                help: "one batch serves all layers of a network: `reference 8` here too"), layerIndex: 1)
        #expect(throws: error) {
            try network([VirtualBatchNormalization(reference: 8), VirtualBatchNormalization(reference: 16)], size: [2])
        }
    }
}
