import Declarations
import Foundation
import Graphs
import Testing

@testable import Networks

/// One training step that PyTorch computed; the format is told in `Tests/References/README.md`.
struct Reference: Decodable {
    struct Figures: Decodable {
        let shape: [Int]
        let values: [Double]

        var tensor: Tensor { .constant(values.map(Float.init), shape: shape) }
    }

    let network: String
    let settings: [String: Double]
    let parameters: [String: Figures]
    let inputs: [String: Figures]
    let slots: [String: Figures]
    let values: [String: Double]
    let tensors: [String: Figures]
    let gradients: [String: [String: Figures]]

    init(_ name: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appendingPathComponent("References").appendingPathComponent("\(name).json")
        self = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    }

    func setting(_ name: String) throws -> Double { try #require(settings[name]) }

    func input(_ name: String) throws -> Tensor { try #require(inputs[name]).tensor }

    /// A network of the reference, and its layer's names there: `G.0.weight`, counting only layers with weights.
    func makeNetwork(_ letter: String) throws -> (network: Network, names: [String]) {
        let network = try Network(name: letter, layers: layers(letter), inputSize: inputSize(letter), seed: 0)
        let names = network.parameters.indices.map { "\(letter).\($0 / 2).\($0 % 2 == 0 ? "weight" : "bias")" }
        for (parameter, name) in zip(network.parameters, names) {
            let figures = try #require(parameters[name])
            try #require(figures.shape == parameter.shape, "\(name)")
            parameter.values = figures.values.map(Float.init)
        }
        return (network, names)
    }

    private func inputSize(_ letter: String) throws -> [Int] {
        try Array(#require(inputs[letter == "G" ? "noise" : "real"]).shape.dropFirst())
    }

    private func layers(_ letter: String) throws -> [any Layer] {
        let halving = ImageGeometry(stride: 2)
        switch (network, letter) {
        case ("dense", "G"): return [Dense(16), Relu(), Dense(16), Relu(), Dense(2)]
        case ("dense", "D"): return [Dense(16), LeakyRelu(slope: 0.2), Dense(16), LeakyRelu(slope: 0.2), Dense(1)]
        case ("conv", "G"):
            return [
                Dense(32), Reshape([2, 2, 8]), Deconvolution(4, geometry: halving), Relu(),
                Deconvolution(1, geometry: halving), Tanh(),
            ]
        case ("conv", "D"):
            return [
                Convolution(4, geometry: halving), LeakyRelu(slope: 0.2), Convolution(8, geometry: halving),
                LeakyRelu(slope: 0.2), Flatten(), Dense(1),
            ]
        default: throw Refusal("no network \(network) \(letter)")
        }
    }
}
