import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Feature matching")
struct FeatureMatchingTests {
    private let real = Tensor.constant([1, 2, 3, 4], shape: [2, 2])
    private let fake = Variable("fake", shape: [2, 2], values: [0, 0, 1, 0]).tensor

    /// A discriminator whose layer 0 doubles what reaches it and whose layer 1 leaves out what is negative.
    private func duel(mover: NetworkID = .generator) throws -> Duel {
        var test = try TestDuel(discriminator: [Dense(2), Relu(), Dense(1)], real: real, fake: fake)
        test.discriminator.parameters[0].values = [2, 0, 0, -2]
        test.mover = mover
        return try test.duel()
    }

    /// Layer 1 of the real examples: (2, 0), (6, 0), mean (4, 0); of the generated ones (0, 0), (2, 0), mean (1, 0).
    @Test("squares how far the means of the last hidden layer lie apart")
    func lastHidden() throws {
        expectEqual(try evaluate(FeatureMatching().loss(of: .generator, .constant(5), in: duel())), [9])
    }

    /// Layer 0: means (4, −6) and (1, 0).
    @Test("or those of the layer that was chosen, with the gradient of the generated side")
    func chosen() throws {
        let loss = try FeatureMatching(layer: 0).loss(of: .generator, .constant(5), in: duel())
        let found = try evaluate([loss, gradient(of: loss, withRespectTo: [fake])[0]])
        expectEqual(found[0], [9 + 36])
        // 2 (mean of f(G) − mean of f(x)) / 2 examples, back through the layer: (−3, 6) · diag(2, −2).
        expectEqual(found[1], [-6, -12, -6, -12])
    }

    @Test("the discriminator's loss stays")
    func discriminator() throws {
        let loss = Tensor.constant(5)
        #expect(try FeatureMatching().loss(of: .discriminator, loss, in: duel(mover: .discriminator)) == loss)
    }

    @Test("a layer that is not hidden is refused with those that are")
    func refusals() throws {
        func refusal(_ layers: [any Layer], _ trick: FeatureMatching) throws -> Refusal? {
            let plan = try NetworkPlan(name: "discriminator", layers: layers, inputSize: [2])
            do throws(Refusal) {
                try trick.check([plan])
                return nil
            } catch {
                return error
            }
        }
        let usual: [any Layer] = [Dense(4), Relu(), Dense(1)]
        #expect(try refusal(usual, FeatureMatching()) == nil)
        #expect(try refusal(usual, FeatureMatching(layer: 1)) == nil)
        #expect(
            try refusal(usual, FeatureMatching(layer: 2))
                == Refusal(
                    "`trick feature-matching` takes a hidden layer, and those of the discriminator are the layers 0 to 1, found 2",
                    help: "`trick feature-matching layer 1` is the last of them"))
        #expect(
            try refusal([Dense(1)], FeatureMatching())
                == Refusal(
                    "`trick feature-matching` compares what a hidden layer of the discriminator makes, and it has none",
                    help: "a layer before the last: `layer dense 128 relu`"))
    }
}
