import Graphs
import Testing

@testable import Networks

@Suite("Penalties")
struct PenaltyTests {
    /// D(x) = softplus(x W) v at three points; PyTorch 2.13 in double precision, with autograd.grad(create_graph=True).
    @Test("the gradient penalty and its gradient by the critic's weights agree with PyTorch")
    func gradientPenalty() throws {
        let hidden = Variable("hidden", shape: [2, 2], values: [0.5, -1, 0.25, 2]).tensor
        let last = Variable("last", shape: [2, 1], values: [1, -0.5]).tensor
        let points = Tensor.constant([1, 2, -1, 0.5, 0.25, -0.75], shape: [3, 2])
        let term = try GradientPenalty().term(
            of: { try $0.matrixProduct(hidden).softplus().matrixProduct(last) }, at: points)
        let slopes = try gradient(of: term, withRespectTo: [hidden, last])
        let values = try evaluate([term] + slopes)
        expectEqual(values[0], [1.6197235372814167])
        expectEqual(values[1], [-1.77244342, -0.0618287791, 0.183436605, 0.640867922])
        expectEqual(values[2], [-0.910370762, -1.21741139])
    }

    @Test("a linear critic pays weight · (slope − target)², wherever the points fall")
    func linearCritic() throws {
        let (real, fake) = (Tensor.constant(1, shape: [5, 2]), Tensor.constant(0, shape: [5, 2]))
        let linear = try TestDuel(discriminator: [Dense(1, weights: WeightOptions(hasBias: false))], real: real, fake: fake)
        linear.discriminator.parameters[0].values = [3, 4]
        let penalty = GradientPenalty(weight: 2, target: 2)
        let term = try #require(try penalty.term(for: .discriminator, in: linear.duel(), stream: RandomStream("test")))
        expectEqual(try evaluate(term), [18])
        #expect(try penalty.term(for: .generator, in: linear.duel(), stream: RandomStream("test")) == nil)
        // A linear critic has no use for the points; one that has draws their mixture under the penalty's own name.
        let curved = try TestDuel(discriminator: [Softplus(), Dense(1)], real: real, fake: fake)
        let drawn = try #require(
            try GradientPenalty().term(for: .discriminator, in: curved.duel(), stream: RandomStream("test")))
        #expect(RandomStream.all(in: [drawn]).map(\.name) == ["test/mix"])
    }

    @Test("a critic without any slope has a finite penalty with a finite gradient")
    func flatCritic() throws {
        let weight = Variable("weight", shape: [2, 1]).tensor
        let term = try GradientPenalty().term(
            of: { try $0.matrixProduct(weight) }, at: .constant(0.5, shape: [3, 2]))
        let values = try evaluate([term] + gradient(of: term, withRespectTo: [weight]))
        expectEqual(values[0], [10], tolerance: 1e-4)
        #expect(values[1].allSatisfy { $0.isFinite })
    }

    @Test("each example is mixed by one number of its own, on the line between real and fake")
    func interpolation() throws {
        let real = Tensor.constant(1, shape: [6, 2, 2, 1])
        let fake = Tensor.constant(-1, shape: [6, 2, 2, 1])
        let mix = Tensor.randomUniform([6, 1, 1, 1], stream: RandomStream("mix"))
        let points = try evaluate(GradientPenalty().interpolated(real: real, fake: fake, mix: mix))
        #expect(points.allSatisfy { (-1...1).contains($0) })
        let examples = (0..<6).map { Array(points[$0 * 4..<$0 * 4 + 4]) }
        #expect(examples.allSatisfy { Set($0).count == 1 })
        #expect(Set(examples.map { $0[0] }).count == 6)
    }

    @Test("clipping moves parameters back to the limit and leaves the rest alone")
    func clipping() throws {
        let parameter = Tensor.constant([-1, -0.005, 0, 0.02], shape: [4])
        let clipped = try evaluate(WeightClipping(limit: 0.01).constrained(parameter))
        #expect(clipped == [-0.01, -0.005, 0, 0.01])
        let duel = try TestDuel(discriminator: [Dense(1)], real: .constant(1, shape: [3, 2]), fake: .constant(0, shape: [3, 2])).duel()
        #expect(try WeightClipping().term(for: .discriminator, in: duel, stream: RandomStream("test")) == nil)
    }
}
