import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Spectral normalisation")
struct SpectralNormTests {
    /// A network under the trick, as the discriminator unless it says otherwise.
    private func network(
        _ layers: [any Layer], inputSize: [Int], as id: NetworkID = .discriminator, _ trick: SpectralNorm = SpectralNorm()
    ) throws -> Network {
        let plan = try NetworkPlan(name: id.rawValue, layers: layers, inputSize: inputSize) {
            trick.reparameterization(of: $0, in: id)
        }
        return Network(plan, seed: 3)
    }

    private static let unbiased = WeightOptions(hasBias: false)
    private static let stream = RandomStream("test")

    /// The identity passed through one dense layer is the weight that it uses.
    private func used(_ network: Network, mode: ForwardMode) throws -> (weight: [Float], vector: [Float]) {
        let application = try network.apply(
            .constant([1, 0, 0, 1], shape: [2, 2]), mode: mode, stream: Self.stream)
        let values = try evaluate([application.output, application.states[0]])
        return (values[0], values[1])
    }

    /// W = [[3, 0], [0, 4]] and u = (0.6, 0.8): v = (1.8, 3.2) / √13.48, W v = (5.4, 12.8) / √13.48, whose length is the estimate.
    @Test("one iteration of the power method, by hand")
    func byHand() throws {
        let network = try network([Dense(2, weights: Self.unbiased)], inputSize: [2])
        network.parameters[0].values = [3, 0, 0, 4]
        network.states[0].values = [0.6, 0.8]
        let (length, estimate) = (193.0.squareRoot(), (193 / 13.48).squareRoot())
        let trained = try used(network, mode: .training)
        expectEqual(trained.weight, [3 / estimate, 0, 0, 4 / estimate])
        expectEqual(trained.vector, [5.4 / length, 12.8 / length])
    }

    /// Without an iteration: v as above, σ = uᵀ W v = (0.6 · 5.4 + 0.8 · 12.8) / √13.48 = √13.48.
    @Test("sampling uses the vector that is there and leaves it")
    func sampling() throws {
        let network = try network([Dense(2, weights: Self.unbiased)], inputSize: [2])
        network.parameters[0].values = [3, 0, 0, 4]
        network.states[0].values = [0.6, 0.8]
        let sampled = try used(network, mode: .sampling)
        expectEqual(sampled.weight, [3 / 13.48.squareRoot(), 0, 0, 4 / 13.48.squareRoot()])
        #expect(sampled.vector == [0.6, 0.8])
    }

    @Test("the estimate comes to the largest singular value: rows (3, 0), (4, 5) have √45")
    func converges() throws {
        let network = try network([Dense(2, weights: Self.unbiased)], inputSize: [2])
        network.parameters[0].values = [3, 4, 0, 5]
        for _ in 0..<40 { network.states[0].values = try used(network, mode: .training).vector }
        expectEqual(try used(network, mode: .training).weight, [3, 4, 0, 5].map { $0 / 45.squareRoot() })
    }

    /// ∂L/∂W = (G − (Σ G ∘ W/σ) u vᵀ) / σ for G = ∂L/∂(W/σ): Miyato et al. 2018, equation 12. W and u as above are no singular
    /// vectors yet, so that a gradient through them would show: σ² = 193 / 13.48, Σ G ∘ W = 1 · 3 + 4 · 4.
    @Test("the gradient goes through W alone")
    func gradients() throws {
        let network = try network([Dense(2, weights: Self.unbiased)], inputSize: [2])
        network.parameters[0].values = [3, 0, 0, 4]
        network.states[0].values = [0.6, 0.8]
        let output = try network.apply(.constant([1, 0, 0, 1], shape: [2, 2]), mode: .training, stream: Self.stream).output
        let loss = try (output * .constant([1, 2, 3, 4], shape: [2, 2])).sum()
        let found = try evaluate(gradient(of: loss, withRespectTo: network.parameterTensors)[0])
        let estimate = (193 / 13.48).squareRoot()
        let u = [5.4, 12.8].map { $0 / 193.0.squareRoot() }
        let v = [1.8, 3.2].map { $0 / 13.48.squareRoot() }
        let expected = [(1.0, 0, 0), (2, 0, 1), (3, 1, 0), (4, 1, 1)].map { ($0 - 19 / estimate * v[$1] * u[$2]) / estimate }
        expectEqual(found, expected)
    }

    @Test("rows are outputs, wherever a layer keeps them; the vector starts with length 1 from the stream of its name")
    func rows() throws {
        let network = try network(
            [Convolution(4, geometry: ImageGeometry(stride: 2)), Deconvolution(3, geometry: ImageGeometry(stride: 2)), Flatten(), Dense(1)],
            inputSize: [8, 8, 2])
        #expect(network.states.map(\.name) == [0, 1, 3].map { "discriminator.\($0).weight.left-singular-vector" })
        #expect(network.states.map(\.shape) == [[4], [3], [1]])
        let normals = RandomStream("weights/discriminator.0.weight.left-singular-vector")
            .normals(4, at: RandomPosition(seed: 3, step: 0)).map(Double.init)
        let length = normals.reduce(0) { $0 + $1 * $1 }.squareRoot()
        expectEqual(network.states[0].values, normals.map { $0 / length })
    }

    @Test("of the networks that were asked for, every weight and nothing else")
    func scope() throws {
        let layers: [any Layer] = [Dense(3), LayerNormalization(), Relu(), Dense(1)]
        func states(_ id: NetworkID, _ scope: NetworkScope) throws -> Int {
            try network(layers, inputSize: [2], as: id, SpectralNorm(of: scope)).states.count
        }
        #expect(try states(.discriminator, .discriminator) == 2 && states(.generator, .discriminator) == 0)
        #expect(try states(.discriminator, .generator) == 0 && states(.generator, .generator) == 2)
        #expect(try states(.discriminator, .both) == 2 && states(.generator, .both) == 2)
    }

    @Test("weights that are all 0 stay 0, with a finite gradient")
    func zeros() throws {
        let network = try network([Dense(2, weights: Self.unbiased)], inputSize: [2])
        network.parameters[0].values = [0, 0, 0, 0]
        let output = try network.apply(.constant([1, 0, 0, 1], shape: [2, 2]), mode: .training, stream: Self.stream).output
        let found = try evaluate([output] + gradient(of: output.sum(), withRespectTo: network.parameterTensors))
        #expect(found[0] == [0, 0, 0, 0])
        #expect(found[1].allSatisfy { $0.isFinite })
    }
}
