import Declarations
import Graphs
import Kernels
import Testing

@testable import Networks

@Suite("Every layer, on any number of threads")
struct LayerThreadTests {
    /// Layers that choose how wide they are, wide enough for threads to share.
    private static let arguments: [String: [String: OptionValue]] = [
        "dense": ["units": .number(130)], "conv": ["channels": .number(24)], "deconv": ["channels": .number(24)],
    ]

    @Test(
        "gives the same bits: its output, and the gradients of its input and of what it learns",
        arguments: LayerCatalogueTests.words)
    func sameBits(word: String) throws {
        let type = try #require(layerCatalogue.first { $0.declaration.name == word })
        let layer = try type.init(OptionValues(type.declaration, Self.arguments[word] ?? leastValues(type.declaration)))
        // Large enough for threads to share, and no round number of anything.
        for (batch, size) in [(300, [77]), (301, [12]), (37, [14, 10, 16]), (23, [9, 11, 3])] {
            guard let network = LayerCatalogueTests.network(layer, size: size) else { continue }
            let count = size.reduce(batch, *)
            let input = Variable("input", shape: [batch] + size, values: wave(count)).tensor
            let weights = Tensor.constant(
                wave(network.outputSize.reduce(batch, *), frequency: 0.7), shape: [batch] + network.outputSize)
            let output = try network.apply(
                input, mode: .training, stream: RandomStream("test"), labels: LayerCatalogueTests.labels(batch)
            ).output
            let loss = try (output * weights).sum()
            let gradients = try gradient(of: loss, withRespectTo: [input] + network.parameterTensors)
            func bits(threads: Int) throws -> [[UInt32]] {
                try withThreads(threads) { try evaluate([output] + gradients).map { $0.map(\.bitPattern) } }
            }
            let expected = try bits(threads: 1)
            for threads in [2, 3, 4, 7] {
                #expect(try bits(threads: threads) == expected, "\(threads) threads, \(size)")
            }
        }
    }
}
