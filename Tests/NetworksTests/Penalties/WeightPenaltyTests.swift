import Graphs
import Testing

@testable import Networks

@Suite("Penalties on weights")
struct WeightPenaltyTests {
    /// W `[2, 3]`: three filters of two numbers. PyTorch in double precision.
    static let figures: [(lengths: Orthogonal.Lengths, term: Double, gradient: [Double])] = [
        (.free, 0.75, [1.5, 2, -1.5, -0.25, 1.75, -2]), (.one, 9.033203125, [9.5, 1.25, -1.625, 15.75, 1.75, -1.96875]),
    ]

    @Test("orthogonal and its gradient agree with PyTorch, with the lengths of filters and without", arguments: figures.indices)
    func orthogonal(index: Int) throws {
        let figure = Self.figures[index]
        let filters = Variable("filters", shape: [2, 3], values: [1, 0.5, -1, 2, 0, 0.25]).tensor
        let term = try Orthogonal(lengths: figure.lengths).distance(of: filters) * 0.5
        let found = try evaluate([term, gradient(of: term, withRespectTo: [filters])[0]])
        expectEqual(found[0], [figure.term])
        expectEqual(found[1], figure.gradient)
    }

    @Test("filters at right angles cost nothing, whatever their lengths; of length 1 nothing in either form")
    func none() throws {
        let long = Tensor.constant([3, 0, 0, 4], shape: [2, 2])
        #expect(try evaluate(Orthogonal().distance(of: long)) == [0])
        #expect(try evaluate(Orthogonal(lengths: .one).distance(of: long)) == [64 + 225])
        let short = Tensor.constant([0.6, -0.8, 0.8, 0.6], shape: [2, 2])
        expectEqual(try evaluate(Orthogonal(lengths: .one).distance(of: short)), [0], tolerance: 1e-6)
    }

    private func duel() throws -> TestDuel {
        try TestDuel(
            discriminator: [
                Convolution(3, geometry: ImageGeometry(stride: 2)), BatchNormalization(),
                Deconvolution(2, geometry: ImageGeometry(stride: 2)), Flatten(), Dense(1),
            ], real: .constant(1, shape: [2, 4, 4, 1]), fake: .constant(0, shape: [2, 4, 4, 1]))
    }

    @Test("filters are the columns by the output axis, wherever it stands; biases, scales and shifts are no weights")
    func matrices() throws {
        let duel = try duel()
        let player = duel.player(duel.discriminator)
        #expect(try player.weightMatrices().map(\.shape) == [[16, 3], [48, 2], [32, 1]])
        // A transposed convolution keeps its outputs before its inputs: [4, 4, 2, 3].
        let deconvolution = try #require(duel.discriminator.parameters.first { $0.shape == [4, 4, 2, 3] })
        deconvolution.values = (0..<96).map(Float.init)
        let filters = try evaluate(player.weightMatrices()[1])
        #expect(filters[0..<4] == [0, 3, 1, 4])
    }

    @Test("weight decay is half the weight times the sum of squares of the network that it is of")
    func decay() throws {
        let duel = try duel()
        for variable in duel.discriminator.parameters + duel.generator.parameters {
            variable.values = [Float](repeating: 0.5, count: variable.values.count)
        }
        func term(_ scope: NetworkScope, _ network: NetworkID) throws -> Float? {
            try WeightDecay(weight: 0.1, of: scope).term(for: network, in: duel.duel(), stream: RandomStream("test")).map { try evaluate($0)[0] }
        }
        let (ofDiscriminator, ofGenerator) = (0.05 * 0.25 * Double(48 + 96 + 32), 0.05 * 0.25 * Double(2 * 16))
        expectEqual([try #require(try term(.discriminator, .discriminator))], [ofDiscriminator])
        expectEqual([try #require(try term(.both, .generator))], [ofGenerator])
        #expect(try term(.discriminator, .generator) == nil)
        #expect(try term(.generator, .discriminator) == nil)
    }
}
