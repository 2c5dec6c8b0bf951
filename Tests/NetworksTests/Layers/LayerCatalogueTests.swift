import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Every layer")
struct LayerCatalogueTests {
    static let words = layerCatalogue.map { $0.declaration.name }
    /// One flat and two image sizes; each layer takes at least one of them.
    static let sizes = [[12], [6, 6, 2], [5, 7, 3]]
    static let batch = 3

    static func layer(_ word: String) throws -> any Layer {
        let type = try #require(layerCatalogue.first { $0.declaration.name == word })
        return try type.init(OptionValues(type.declaration, leastValues(type.declaration)))
    }

    /// The layer as a network of one, for each size that it takes; behind another that has a name where it asks for one.
    static func networks(_ word: String) throws -> [Network] {
        let layer = try layer(word)
        return sizes.compactMap { network(layer, size: $0) }
    }

    static func network(_ layer: any Layer, size: [Int]) -> Network? {
        let isAsking = layer.optionValues["layer"] != nil
        // What it reaches has the size that reaches it, or is flat.
        let before: [[any Layer]] = isAsking ? [[Elu()], [Flatten(), Reshape(size)]] : [[]]
        return before.lazy.compactMap { layers in
            let plan = try? NetworkPlan(
                name: "test", layers: layers + [layer], layerNames: isAsking ? [0: "a"] : [:], inputSize: size, classCount: 4)
            return plan.map { Network($0, seed: 4) }
        }.first
    }

    /// A class for each example of a batch.
    static func labels(_ count: Int = batch) -> Tensor {
        .constant((0..<count).map { Float(($0 * 3 + 2) % 4) }, shape: [count])
    }

    @Test("makes the size that it announces, in both modes", arguments: words)
    func announcedSize(word: String) throws {
        let networks = try Self.networks(word)
        #expect(!networks.isEmpty)
        for network in networks {
            for mode in [ForwardMode.training, .sampling] {
                let input = Tensor.constant(0.5, shape: [Self.batch] + network.inputSize)
                let application = try network.apply(
                    input, mode: mode, stream: RandomStream("test"), labels: Self.labels())
                #expect(application.output.shape == [Self.batch] + network.outputSize)
                #expect(application.states.map(\.shape) == network.states.map(\.shape))
            }
        }
    }

    @Test("gives finite numbers and finite gradients of first and second order", arguments: words)
    func finiteGradients(word: String) throws {
        for network in try Self.networks(word) {
            let count = network.inputSize.reduce(Self.batch, *)
            let input = Variable("input", shape: [Self.batch] + network.inputSize, values: wave(count)).tensor
            let output = try network.apply(
                input, mode: .training, stream: RandomStream("test"), labels: Self.labels()
            ).output
            let targets = [input] + network.parameterTensors
            let first = try gradient(of: output.squared().sum(), withRespectTo: targets)
            let second = try gradient(of: first[0].squared().sum(), withRespectTo: targets)
            let values = try evaluate([output] + first + second)
            for value in values {
                #expect(value.allSatisfy { $0.isFinite })
            }
            // What makes the same of every input has numbers of its own to make it of.
            let influences = network.layers[0] is ConstantLayer ? values[2] : values[1]
            #expect(influences.contains { $0 != 0 }, "the input has no influence on the output")
        }
    }

    @Test("starts with values of its parameters' shapes", arguments: words)
    func startValues(word: String) throws {
        for network in try Self.networks(word) {
            for variable in network.parameters + network.states {
                #expect(variable.values.count == variable.shape.reduce(1, *))
                #expect(variable.values.allSatisfy { $0.isFinite })
            }
        }
    }

    @Test("may end another layer's line if it is an activation")
    func activations() {
        let words = activationCatalogue.map { $0.declaration.name }
        #expect(words == ["relu", "leaky-relu", "elu", "tanh", "sigmoid", "softplus"])
    }
}
