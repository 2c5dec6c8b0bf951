import Declarations
import Foundation
import Graphs
import Testing

@testable import Networks

/// What attention, residual blocks and minibatch layers make, and their derivatives, equal PyTorch's in double precision.
/// `Tests/References/blocks.py` made the figures, at parameters none of which is 0.
@Suite("Values of blocks")
struct BlockValueTests {
    @Test("the output and the derivatives of first and second order, by the input and by each parameter")
    func values() throws {
        let layers = try References.read().layers
        #expect(layers.count == 11)
        for reference in layers {
            let layer = try layer(reference.layer)
            let size = Array(reference.inputs[0].shape.dropFirst())
            let specifications = layer.parameters(for: size)
            #expect(specifications.map(\.shape) == reference.inputs.dropFirst().map(\.shape), "\(reference.layer)")
            let states = layer.states(for: size).map { Tensor.constant(0, shape: $0.shape) }
            var context = LayerContext(mode: .training, stream: RandomStream("test"), states: states)
            let inputs = reference.inputs.map(\.tensor)
            let output = try layer.apply(inputs[0], parameters: Array(inputs.dropFirst()), context: &context)
            #expect(Array(output.shape.dropFirst()) == (try layer.outputSize(for: size)))
            let first = try gradient(of: (reference.weights.tensor * output).sum(), withRespectTo: inputs)
            let second = try gradient(of: first[0].squared().sum(), withRespectTo: inputs)
            let found = try evaluate([output] + first + second)
            var rest = found[...]
            for (order, expected) in [[reference.output], reference.first, reference.second].enumerated() {
                // By the largest of an order: what is 0 is a sum of such numbers.
                let scale = max(expected.flatMap(\.values).map(abs).max() ?? 0, 0.1)
                for expected in expected {
                    expectEqual(rest.removeFirst(), expected.values, tolerance: 1e-5, scale: scale, "\(reference.layer), order \(order)")
                }
            }
        }
    }

    @Test("an attention that starts changes nothing, and its scale feels a gradient")
    func start() throws {
        let network = try Network(name: "test", layers: [Attention()], inputSize: [3, 4, 8], seed: 1)
        let input = Tensor.constant(wave(2 * 96), shape: [2, 3, 4, 8])
        let output = try network.apply(input, mode: .training, stream: RandomStream("test")).output
        let slopes = try gradient(of: output.squared().sum(), withRespectTo: network.parameterTensors)
        let values = try evaluate([output] + slopes)
        #expect(values[0] == wave(2 * 96))
        #expect(values.dropFirst().map { $0.contains { $0 != 0 } } == [false, false, false, false, true])
    }

    @Test("a batch of copies is as similar as can be, and one that is spread out is not")
    func similarity() throws {
        let layer = MinibatchDiscrimination(kernels: 2, dimensions: 1)
        var context = LayerContext(mode: .training, stream: RandomStream("test"), states: [.constant(0, shape: [2])])
        func similarities(_ values: [Float]) throws -> [Float] {
            let output = try layer.apply(
                .constant(values, shape: [values.count, 1]), parameters: [.constant([1, 2], shape: [1, 2])], context: &context)
            return try evaluate(output.slice(axis: 1, from: 1, count: 2))
        }
        #expect(try similarities([3, 3, 3, 3]) == [Float](repeating: 3, count: 8))
        #expect(try similarities([0, 100, 200]) == [Float](repeating: 0, count: 6))
    }

    @Test(
        "outside of training an example's numbers are its own, and follow what batches had in training",
        arguments: [MinibatchDiscrimination(kernels: 2, dimensions: 2), MinibatchDeviation(), MinibatchDeviation(group: 2)] as [any Layer])
    func company(layer: any Layer) throws {
        let network = try Network(name: "test", layers: [layer], inputSize: [3], seed: 2)
        func made(_ values: [Float]) throws -> [Float] {
            let input = Tensor.constant(values, shape: [values.count / 3, 3])
            return try evaluate(try network.apply(input, mode: .sampling, stream: RandomStream("test")).output)
        }
        let (alone, before) = (try made([1, 2, 3]), network.states[0].values)
        #expect(Array(try made([1, 2, 3, 7, 8, 9, 0, 0, 0]).prefix(alone.count)) == alone)
        let input = Tensor.constant(wave(12), shape: [4, 3])
        let trained = try network.apply(input, mode: .training, stream: RandomStream("test"))
        let (output, states) = (try evaluate(trained.output), try evaluate(trained.states[0]))
        let width = alone.count - 3
        for column in 0..<width {
            let mean = (0..<4).reduce(Float(0)) { $0 + output[$1 * (3 + width) + 3 + column] } / 4
            #expect(abs(states[column] - (0.9 * before[column] + 0.1 * mean)) < 1e-6)
        }
    }

    @Test("examples left over join the last group")
    func leftOver() throws {
        var context = LayerContext(mode: .training, stream: RandomStream("test"), states: [.constant(1, shape: [1])])
        let input = Tensor.constant([1, 3, 0, 0, 9], shape: [5, 1])
        let output = try MinibatchDeviation(group: 2).apply(input, parameters: [], context: &context)
        // Standard deviations of 1, 3 and of 0, 0, 9.
        expectEqual(try evaluate(output.slice(axis: 1, from: 1, count: 1)), [1, 1, 18.0.squareRoot(), 18.0.squareRoot(), 18.0.squareRoot()])
    }

    @Test("a block's weights are divided by their largest singular values, those inside it too")
    func spectralNorm() throws {
        for (layer, size) in [(Residual(3, .up) as any Layer, [2, 2, 4]), (Attention(), [2, 2, 8]), (MinibatchDiscrimination(), [8])] {
            let trick = SpectralNorm()
            let plan = try NetworkPlan(name: "discriminator", layers: [layer], inputSize: size) {
                trick.reparameterization(of: $0, in: .discriminator)
            }
            let weights = plan.parameters(of: 0).filter { $0.shape.count > 1 }
            #expect(!weights.isEmpty && weights.allSatisfy { $0.reparameterization != nil }, "\(layer.name)")
            #expect(plan.parameters(of: 0).filter { $0.shape.count == 1 }.allSatisfy { $0.reparameterization == nil })
        }
    }

    @Test("memory counts what passes inside")
    func memory() throws {
        func bytes(_ layer: any Layer, _ size: [Int], batch: Int) throws -> Int {
            try NetworkPlan(name: "test", layers: [layer], inputSize: size).trainingBytes(batch: batch)
        }
        // Every place for every other, before and behind the softmax.
        #expect(try bytes(Attention(), [32, 32, 8], batch: 16) > 2 * 2 * 16 * 1024 * 1024 * 4)
        #expect(try bytes(Attention(isPooled: true), [32, 32, 8], batch: 16) < 2 * 16 * 1024 * 1024 * 4)
        #expect(try bytes(Residual(64), [16, 16, 2], batch: 8) > 4 * 2 * 8 * 16 * 16 * 64 * 4)
    }

    private func layer(_ line: String) throws -> any Layer {
        let words = line.split(separator: " ").map(String.init)
        let type = try #require(layerCatalogue.first { $0.declaration.name == words[0] })
        var values: [String: OptionValue] = [:]
        var rest = Array(words.dropFirst())
        for argument in type.declaration.arguments where !rest.isEmpty {
            if case .word(let known) = argument.kind {
                guard known.contains(rest[0]) else { continue }
                values[argument.name] = .word(rest.removeFirst())
            } else {
                values[argument.name] = .size([try #require(Int(rest.removeFirst()))])
            }
        }
        while !rest.isEmpty {
            let option = try #require(type.declaration.options.first { $0.name == rest[0] })
            rest.removeFirst()
            switch option.kind {
            case .flag: values[option.name] = .flag(true)
            case .word: values[option.name] = .word(rest.removeFirst())
            default: values[option.name] = .number(try #require(Double(rest.removeFirst())))
            }
        }
        return try type.init(OptionValues(type.declaration, values))
    }
}

/// `Tests/References/blocks.json`, as far as it is of single layers.
private struct References: Decodable {
    struct Numbers: Decodable {
        let shape: [Int]
        let values: [Double]

        var tensor: Tensor { .constant(values.map { Float($0) }, shape: shape) }
    }

    struct Layer: Decodable {
        let layer: String
        let inputs: [Numbers]
        let weights: Numbers
        let output: Numbers
        let first: [Numbers]
        let second: [Numbers]
    }

    let layers: [Layer]

    static func read() throws -> References {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        let file = folder.appendingPathComponent("References/blocks.json")
        return try JSONDecoder().decode(References.self, from: Data(contentsOf: file))
    }
}
