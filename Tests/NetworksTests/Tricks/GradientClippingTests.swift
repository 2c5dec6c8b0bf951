import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Gradient clipping")
struct GradientClippingTests {
    private let gradients: [Tensor] = [.constant([3, 0], shape: [2]), .constant([4], shape: [1, 1])]

    private func clipped(_ trick: GradientClipping, _ network: NetworkID = .generator) throws -> [Float] {
        try evaluate(trick.gradients(gradients, of: network)).flatMap { $0 }
    }

    @Test("by the norm keeps the direction of the whole, and leaves what is short enough")
    func norm() throws {
        expectEqual(try clipped(GradientClipping(.norm(2.5))), [1.5, 0, 2])
        expectEqual(try clipped(GradientClipping(.norm(5.5))), [3, 0, 4])
    }

    @Test("by the value bounds each number")
    func value() throws {
        expectEqual(try clipped(GradientClipping(.value(3.5))), [3, 0, 3.5])
        expectEqual(try clipped(GradientClipping(.value(0.5))), [0.5, 0, 0.5])
    }

    @Test("leaves the other network alone")
    func scope() throws {
        let trick = GradientClipping(.norm(1), of: .discriminator)
        expectEqual(try clipped(trick), [3, 0, 4])
        expectEqual(try clipped(trick, .discriminator), [0.6, 0, 0.8])
    }

    @Test("is differentiable where a gradient is 0, as looking ahead through it asks", arguments: [Float(1e-3), 1, 1e6])
    func zero(bound: Float) throws {
        let slope = Variable("slope", shape: [2], values: [0, 0]).tensor
        let clipped = try GradientClipping(.norm(bound)).gradients([slope], of: .generator)[0]
        expectEqual(try evaluate(gradient(of: clipped.sum(), withRespectTo: [slope])[0]), [1, 1])
    }

    @Test("takes one bound")
    func options() throws {
        func make(_ given: [String: OptionValue]) throws -> GradientClipping {
            try GradientClipping(OptionValues(GradientClipping.declaration, given))
        }
        #expect(try make([:]) == GradientClipping(.norm(1)))
        #expect(try make(["value": .number(0.5)]) == GradientClipping(.value(0.5)))
        #expect(throws: Refusal.self) { try make(["value": .number(0.5), "norm": .number(1)]) }
    }
}
