import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Weights that are stored in other ways than they are used")
struct WeightNormTests {
    private static let stream = RandomStream("test")

    private func network(
        _ layers: [any Layer], inputSize: [Int], _ trick: any Trick, as id: NetworkID = .discriminator
    ) throws -> Network {
        let plan = try NetworkPlan(name: id.rawValue, layers: layers, inputSize: inputSize) {
            trick.reparameterization(of: $0, in: id)
        }
        return Network(plan, seed: 3)
    }

    private static let layers: [any Layer] = [
        Convolution(4, geometry: ImageGeometry(stride: 2)), Deconvolution(3, geometry: ImageGeometry(stride: 2)), Flatten(), Dense(2),
    ]

    private func output(_ network: Network) throws -> [Float] {
        let size = network.inputSize
        let input = Tensor.constant(wave(2 * size.reduce(1, *)), shape: [2] + size)
        return try evaluate(network.apply(input, mode: .training, stream: Self.stream).output)
    }

    @Test("at the start a network is what it is without the trick", arguments: [WeightNorm(), EqualisedRate(), EqualisedRate(gain: 0.1)] as [any Trick])
    func start(_ trick: any Trick) throws {
        let plain = try Network(name: "discriminator", layers: Self.layers, inputSize: [8, 8, 2], seed: 3)
        expectEqual(try output(try network(Self.layers, inputSize: [8, 8, 2], trick)), try output(plain).map(Double.init))
    }

    @Test("the length of each output's weights is learned, behind the weights")
    func lengths() throws {
        let network = try network(Self.layers, inputSize: [8, 8, 2], WeightNorm())
        #expect(
            network.parameters.map(\.name)
                == [0, 1, 3].flatMap { place in ["weight", "weight.length", "bias"].map { "discriminator.\(place).\($0)" } })
        #expect([1, 4, 7].map { network.parameters[$0].shape } == [[4], [3], [2]])
        #expect(network.states.isEmpty)
    }

    /// v = [[3, 0], [0, 4]] by columns: lengths 3 and 4.
    @Test("the used weights have the learned lengths and the stored directions")
    func directions() throws {
        let network = try network([Dense(2, weights: WeightOptions(hasBias: false))], inputSize: [2], WeightNorm())
        network.parameters[0].values = [3, 4, 4, -3]
        network.parameters[1].values = [10, 0.5]
        let used = try evaluate(
            network.apply(.constant([1, 0, 0, 1], shape: [2, 2]), mode: .sampling, stream: Self.stream).output)
        expectEqual(used, [6, 0.4, 8, -0.3])
    }

    @Test("weights that start at 0 have a direction to grow in")
    func zeros() throws {
        let zeros = WeightOptions(initializer: ZerosInitializer(), hasBias: false)
        let network = try network([Dense(2, weights: zeros)], inputSize: [2], WeightNorm())
        let output = try network.apply(.constant([1, 2], shape: [1, 2]), mode: .training, stream: Self.stream).output
        let found = try evaluate([output] + gradient(of: output.sum(), withRespectTo: network.parameterTensors))
        #expect(found[0] == [0, 0] && found[2].allSatisfy { $0 > 0 })
    }

    @Test("equalised weights are stored at size 1 and used at gain / √fan-in")
    func sizes() throws {
        let network = try network([Dense(50), Dense(50)], inputSize: [200], EqualisedRate())
        for (place, fan) in [(0, 200.0), (2, 50)] {
            let values = network.parameters[place].values.map(Double.init)
            let square = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
            #expect(abs(square - 1) < 0.1)
            let drawn = RandomStream("weights/\(network.parameters[place].name)").normals(1, at: RandomPosition(seed: 3, step: 0))[0]
            let used = drawn * Float((2 / fan).squareRoot())
            #expect(abs(network.parameters[place].values[0] * Float((2 / fan).squareRoot()) - used) < 1e-6)
        }
    }

    @Test("of the networks that were asked for", arguments: [NetworkScope.discriminator, .generator, .both])
    func scope(_ scope: NetworkScope) throws {
        for id in [NetworkID.generator, .discriminator] {
            let isMeant = scope == .both || scope.rawValue == id.rawValue
            let found = try network([Dense(2)], inputSize: [2], WeightNorm(of: scope), as: id)
            #expect(found.parameters.count == (isMeant ? 3 : 2))
        }
        #expect(try network([Dense(2)], inputSize: [2], WeightNorm(of: .both), as: .recognition).parameters.count == 2)
    }

    @Test("a spectral normalisation reads the vectors of a projection as one weight")
    func projections() throws {
        let plan = try NetworkPlan(name: "discriminator", layers: [Projection()], inputSize: [4], classCount: 3) {
            SpectralNorm().reparameterization(of: $0, in: .discriminator)
        }
        #expect(plan.states(of: 0).map(\.name) == ["weight.left-singular-vector", "class-weight.left-singular-vector"])
        #expect(plan.states(of: 0).map(\.shape) == [[1], [3]])
    }
}
