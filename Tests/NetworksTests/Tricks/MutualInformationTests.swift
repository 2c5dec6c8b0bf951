import Declarations
import Foundation
import Graphs
import Testing

@testable import Networks

@Suite("Mutual information")
struct MutualInformationTests {
    private static let latent = CodedLatent(noise: 1, categories: [3], continuous: 1)

    private func duel(layers: [any Layer] = [Dense(4)]) throws -> TestDuel {
        var duel = try TestDuel(
            discriminator: [Dense(1)], real: .constant(0, shape: [2, 2]), fake: .constant([1, 0, 0, 2], shape: [2, 2]))
        duel.latent = Self.latent
        duel.latents = .constant([0.5, 0, 1, 0, -0.5, 0.1, 1, 0, 0, 0.25], shape: [2, 5])
        duel.mover = .generator
        let recognition = try Network(name: "recognition", layers: layers, inputSize: [2], seed: 2)
        if layers.count == 1 { recognition.parameters[0].values = [1, 0.5, -1, 0.25, -0.5, 0, 1, 0.5] }
        duel.others = [.recognition: recognition]
        return duel
    }

    @Test("the term is the cross-entropy of the categories and the normal's −log of the numbers")
    func value() throws {
        let duel = try duel().duel()
        // Rows (1, 0.5, −1 | 0.25) for category 1 and c −0.5, (−1, 0, 2 | 1) for category 0 and c 0.25.
        func entropy(_ logits: [Double], _ own: Int) -> Double { log(logits.reduce(0) { $0 + exp($1) }) - logits[own] }
        let categorical = (entropy([1, 0.5, -1], 1) + entropy([-1, 0, 2], 0)) / 2
        let continuous = (0.5 * 0.75 * 0.75 + 0.5 * 0.75 * 0.75) / 2 + 0.5 * log(2 * Double.pi)
        let trick = MutualInformation(weight: 0.3)
        let losses = try [NetworkID.generator, .recognition, .discriminator].map {
            try trick.loss(of: $0, .constant(10), in: duel)
        }
        let bound = try #require(trick.measured(in: duel).first)
        #expect(bound.key.name == "mutual-information")
        let term = 0.3 * (categorical + continuous)
        let found = try evaluate(losses + [bound.value]).flatMap { $0 }
        expectEqual(found, [10 + term, 10 + term, 10, log(3.0) - categorical])
    }

    @Test("one reading serves both losses and the measurement, so that what drops out is drawn once")
    func once() throws {
        let duel = try duel(layers: [Dense(8), BatchNormalization(), Dropout(), Dense(4)]).duel()
        let trick = MutualInformation()
        let tensors = try [trick.loss(of: .generator, .constant(0), in: duel), trick.loss(of: .recognition, .constant(0), in: duel)]
        RandomStream.requireDistinct(in: tensors)
        #expect(RandomStream.all(in: tensors).map(\.name) == ["test/recognition/2/dropout"])
        #expect(duel.statesOfReaders[.recognition]?.count == 2)
    }

    @Test("its network ends in a logit for each category and a mean for each number")
    func player() throws {
        func setting(_ latent: any Latent, size: [Int] = [2]) -> GameSetting {
            GameSetting(exampleSize: size, batch: 4, latent: latent, loss: NonSaturating())
        }
        let trick = MutualInformation()
        let player = try #require(trick.players(in: setting(Self.latent)).first)
        #expect(player.id == .recognition && player.input == [2])
        #expect(player.target == .numbers(4, what: "3 logits and 1 mean"))
        for size in [[2], [8, 8, 1]] {
            let player = try #require(trick.players(in: setting(CodedLatent(noise: 3, categories: [10]), size: size)).first)
            let plan = try NetworkPlan(name: "recognition", layers: player.defaultLayers, inputSize: size)
            #expect(plan.outputSize == [10])
        }
        #expect(
            throws: Refusal(
                "`trick mutual-information` needs codes in the noise, found `latent normal`",
                help: "`latent codes 8 categorical 8` has a code of eight categories")
        ) { try trick.players(in: setting(NormalLatent(64))) }
    }
}
