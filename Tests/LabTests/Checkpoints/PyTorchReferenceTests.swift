import Declarations
import Foundation
import Graphs
import Networks
import Testing

@testable import Lab

/// Weights in PyTorch's names and layouts, against what PyTorch computed with them; `Tests/References/README.md` tells how.
@Suite("Weights for PyTorch")
struct PyTorchReferenceTests {
    struct References: Decodable {
        struct Array: Decodable {
            let shape: [Int]
            let values: [Double]
        }

        struct Case: Decodable, CustomTestStringConvertible {
            let file: String
            let network: String
            let input: Array
            let output: Array

            var testDescription: String { "\(file) \(network)" }
        }

        let cases: [Case]
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("References")
    static let cases = {
        let file = folder.appendingPathComponent("weights.json")
        return (try? JSONDecoder().decode(References.self, from: Data(contentsOf: file)).cases) ?? []
    }()

    /// The layers of `weights.gan`.
    private func layers(_ name: String, _ role: String) throws -> [any Layer] {
        switch (name, role) {
        case ("points", "generator"):
            [
                Dense(6), BatchNormalization(momentum: 0.2), Elu(scale: 0.7), Dense(5), LayerNormalization(), Tanh(), Dense(2),
            ]
        case ("points", "discriminator"): [Dense(8), LeakyRelu(slope: 0.1), Dropout(rate: 0.3), Dense(1)]
        case ("images", "generator"):
            [
                Dense([2, 2, 6], weights: WeightOptions(hasBias: false)), BatchNormalization(), Relu(),
                Deconvolution(4, geometry: ImageGeometry(stride: 2)), InstanceNormalization(), Softplus(),
                Upsample(method: .bilinear), Convolution(1), Tanh(),
            ]
        case ("images", "discriminator"):
            [
                Convolution(3, geometry: ImageGeometry(stride: 2)), LeakyRelu(), LayerNormalization(), Pool(.max), Flatten(),
                BatchNormalization(), Dense(7), Sigmoid(), Dense(1),
            ]
        case ("shapes", "generator"):
            [
                Dense(24), BatchNormalization(), Relu(), Reshape([2, 4, 3]),
                Deconvolution(4, geometry: ImageGeometry(kernel: 5, stride: 2)), LeakyRelu(),
                Convolution(3, geometry: ImageGeometry(kernel: 4)), Elu(), Reshape([96]), Dense([8, 8, 1]), Tanh(),
            ]
        case ("shapes", "discriminator"):
            [
                Upsample(), Convolution(4, geometry: ImageGeometry(kernel: 5, stride: 2, padding: 1)), LeakyRelu(),
                Pool(.average, size: 3, stride: 2), Reshape([36]), LayerNormalization(), Dense(5), Relu(), Dense(1),
            ]
        default: throw Refusal("no network \(name) \(role)")
        }
    }

    private func weights(_ name: String) throws -> NetworkWeights {
        try NetworkWeights(contentsOf: Self.folder.appendingPathComponent("weights/\(name).safetensors"))
    }

    @Test("gives the outputs that PyTorch computed with the same file", arguments: cases)
    func outputs(_ reference: References.Case) throws {
        let network = try Network(
            name: reference.network, layers: layers(reference.file, reference.network),
            inputSize: Array(reference.input.shape.dropFirst()), seed: 3)
        let role = try #require(NetworkID(rawValue: reference.network))
        let values = try weights(reference.file).values(for: network, role)
        for (variable, numbers) in zip(network.parameters + network.states, values) { variable.values = numbers }

        let input = Tensor.constant(reference.input.values.map(Float.init), shape: reference.input.shape)
        let output = try network.apply(input, mode: .sampling, stream: RandomStream("test")).output
        #expect(output.shape == reference.output.shape)
        let program = try Program(outputs: [output])
        program.run(RandomPosition(seed: 0, step: 0))
        for (ours, theirs) in zip(program.value(0), reference.output.values) {
            #expect(abs(Double(ours) - theirs) < 2e-5 * max(1, abs(theirs)))
        }

        // Written again, the file's arrays of this network come out as they were.
        let form = try PyTorchForm(network.plan)
        let prefix = "\(reference.network)."
        let file = try weights(reference.file).file
        let again = form.entries(of: network, prefix: prefix, batches: 5)
        #expect(Set(again.map(\.name)) == Set(file.entries.map(\.name).filter { $0.hasPrefix(prefix) }))
        for entry in again { #expect(file[entry.name] == entry, "\(entry.name)") }
        #expect(file.metadata[prefix + "modules"] == form.json)
    }

    @Test("there are figures for both networks of every file")
    func count() { #expect(Self.cases.count == 6) }
}
