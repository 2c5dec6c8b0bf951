import Declarations
import Foundation
import Graphs
import Testing

@testable import Networks

@Suite("Layers that normalise, style, draw and take the class")
struct NormLayerTests {
    private static let stream = RandomStream("test")

    private func network(
        _ layers: [any Layer], named names: [Int: String] = [:], size: [Int], classes: Int? = nil
    ) throws -> Network {
        Network(
            try NetworkPlan(name: "test", layers: layers, layerNames: names, inputSize: size, classCount: classes), seed: 1)
    }

    private func output(
        _ network: Network, _ values: [Float], labels: [Float]? = nil, mode: ForwardMode = .training,
        at position: RandomPosition = RandomPosition(seed: 1, step: 0)
    ) throws -> [Float] {
        let count = values.count / network.inputSize.reduce(1, *)
        let input = Tensor.constant(values, shape: [count] + network.inputSize)
        return try evaluate(
            network.apply(input, mode: mode, stream: Self.stream, labels: labels.map { .constant($0, shape: [count]) }).output,
            at: position)
    }

    @Test("pixelnorm brings every pixel to the length √channels")
    func pixels() throws {
        let made = try output(try network([PixelNormalization()], size: [1, 2, 2]), [3, 4, 0.5, 0])
        expectEqual(made, [3, 4, 0.5, 0].enumerated().map { $1 / ($0 < 2 ? 12.5 : 0.125).squareRoot() })
        expectEqual(try output(try network([PixelNormalization()], size: [2]), [3, 4]), [3, 4].map { $0 / 12.5.squareRoot() })
        #expect(throws: LayerError.self) { try network([PixelNormalization()], size: [1]) }
    }

    @Test("noise starts silent, and is drawn in sampling too: one number for each pixel, shared by its channels")
    func noise() throws {
        let images = try network([NoiseInjection()], size: [1, 2, 2])
        #expect(try output(images, [1, 2, 3, 4]) == [1, 2, 3, 4])
        images.parameters[0].values = [1, -2]
        let position = RandomPosition(seed: 9, step: 3)
        let drawn = Self.stream.appending("0").appending("noise").normals(2, at: position)
        let expected = [drawn[0], -2 * drawn[0], drawn[1], -2 * drawn[1]].map(Double.init)
        for mode in [ForwardMode.training, .sampling] {
            expectEqual(try output(images, [0, 0, 0, 0], mode: mode, at: position), expected)
        }
        let flat = try network([NoiseInjection()], size: [2])
        flat.parameters[0].values = [1, -2]
        expectEqual(try output(flat, [0, 0], at: position), [drawn[0], -2 * drawn[1]].map(Double.init))
    }

    @Test("`dropout always` drops the same in sampling as in training; dropout alone drops in training only")
    func dropout() throws {
        let values = [Float](repeating: 1, count: 64)
        let always = try network([Dropout(always: true)], size: [64])
        let dropped = try output(always, values)
        #expect(try output(always, values, mode: .sampling) == dropped && Set(dropped) == [0, 2])
        #expect(try output(try network([Dropout()], size: [64]), values, mode: .sampling) == values)
        let back = try Dropout(always.layers[0].optionValues)
        #expect(back == Dropout(always: true))
        #expect(throws: Refusal.self) { try PyTorchForm(always.plan) }
    }

    @Test("adain scales and shifts the normalised image as the style says; a style of 0 leaves it normalised")
    func styles() throws {
        let layers: [any Layer] = [Elu(), Dense([1, 2, 1]), AdaptiveInstanceNormalization("style")]
        let network = try network(layers, named: [0: "style"], size: [2])
        #expect(network.parameters.map(\.name) == ["test.1.weight", "test.1.bias", "test.2.weight", "test.2.bias"])
        #expect(network.parameters[2].shape == [2, 2])
        // Pixels 1 and 5: mean 3, variance 4.
        network.parameters[0].values = [0, 0, 0, 0]
        network.parameters[1].values = [1, 5]
        network.parameters[2].values = [1, 10, 2, 20]
        network.parameters[3].values = [0.5, -0.5]
        let unit = 2 / 4.00001.squareRoot()
        // Style (1, 3): scale 1 + 1 · 1 + 3 · 2 + 0.5, shift 10 + 60 − 0.5.
        expectEqual(try output(network, [1, 3]), [-8.5 * unit + 69.5, 8.5 * unit + 69.5])
        network.parameters[3].values = [0, 0]
        expectEqual(try output(network, [0, 0]), [-unit, unit])
    }

    @Test("a style is flat, and its image has more than one pixel")
    func refusedStyles() throws {
        let adain = AdaptiveInstanceNormalization("style")
        #expect(throws: LayerError.self) { try network([Elu(), adain], named: [0: "style"], size: [2, 2, 1]) }
        #expect(throws: LayerError.self) { try network([Elu(), Dense([1, 1, 4]), adain], named: [0: "style"], size: [2]) }
        #expect(throws: LayerError.self) { try network([Dense([2, 2, 1]), adain], size: [2]) }
    }

    @Test("an embedding joins, multiplies or adds the class's vector, at every pixel alike")
    func embeddings() throws {
        let joined = try network([Embedding(2)], size: [1, 2, 1], classes: 2)
        joined.parameters[0].values = [1, 2, 3, 4]
        #expect(try output(joined, [5, 6, 7, 8], labels: [1, 0]) == [5, 3, 4, 6, 3, 4, 7, 1, 2, 8, 1, 2])
        for (way, expected) in [(Embedding.Way.multiply, [15, 24] as [Float]), (.add, [8, 10])] {
            let flat = try network([Embedding(16, way)], size: [2], classes: 2)
            flat.parameters[0].values = [1, 2, 3, 4]
            #expect(try output(flat, [5, 6], labels: [1]) == expected)
        }
    }

    @Test("only joined vectors have a size of their own")
    func embeddingSizes() throws {
        #expect(throws: Refusal.self) {
            try Embedding(OptionValues(Embedding.declaration, ["how": .word("add"), "numbers": .number(4)]))
        }
        #expect(try Embedding(OptionValues(Embedding.declaration, ["numbers": .number(4)])) == Embedding(4))
    }

    /// φ = (2, 3), w = (1, −1), b = 0.5, V = ((10, 20), (100, 200)).
    @Test("a projection adds the product of the features and the class's vector to a plain score")
    func projections() throws {
        let network = try network([Projection()], size: [2], classes: 2)
        #expect(network.parameters.map(\.name) == ["test.0.weight", "test.0.bias", "test.0.class-weight"])
        for (variable, values) in zip(network.parameters, [[1, -1], [0.5], [10, 20, 100, 200]] as [[Float]]) {
            variable.values = values
        }
        #expect(try output(network, [2, 3, 2, 3], labels: [0, 1]) == [79.5, 799.5])
    }

    @Test("conditional batchnorm is batchnorm with scale and shift of the class, in training and in sampling")
    func conditional() throws {
        let network = try network([ConditionalBatchNormalization()], size: [1], classes: 2)
        network.parameters[0].values = [1, 2]
        network.parameters[1].values = [0, 10]
        // Mean 3, variance 4.
        let unit = 2 / 4.00001.squareRoot()
        expectEqual(try output(network, [1, 5], labels: [0, 1]), [-unit, 2 * unit + 10])
        network.states[0].values = [1]
        network.states[1].values = [9]
        expectEqual(try output(network, [4, 4], labels: [1, 0], mode: .sampling), [2 * 3 / 9.00001.squareRoot() + 10, 3 / 9.00001.squareRoot()])
    }

    @Test(
        "layers of classes are refused where the data have none",
        arguments: [Embedding(), Projection(), ConditionalBatchNormalization()] as [any Layer])
    func classless(_ layer: any Layer) throws {
        #expect(throws: LayerError.self) { try network([layer], size: [2]) }
        let plan = try NetworkPlan(name: "test", layers: [layer], inputSize: [2], classCount: 3)
        #expect(plan.usesLabels)
        #expect(throws: Refusal.self) { try PyTorchForm(plan) }
    }

    @Test("PyTorch has pixelnorm under other names")
    func pytorch() throws {
        let image = try PyTorchForm(try network([PixelNormalization(epsilon: 0.5)], size: [2, 2, 3]).plan).rows[0].module
        #expect(image.name == "LocalResponseNorm" && image.arguments == [.integer(5)])
        #expect(image.named == ["alpha": .number(5.0 / 3), "beta": .number(0.5), "k": .number(0.5)])
        let flat = try PyTorchForm(try network([PixelNormalization()], size: [3]).plan).rows[0].module
        #expect(flat.name == "RMSNorm" && flat.arguments == [.integer(3)])
    }
}
