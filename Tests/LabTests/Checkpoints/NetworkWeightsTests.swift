import Declarations
import Foundation
import Networks
import Testing

@testable import Lab

@Suite("Weights of a network alone")
struct NetworkWeightsTests {
    private func trained(_ seed: UInt64 = 7, steps: Int = 5) throws -> Experiment {
        let experiment = try Experiment(try ringRecipe(seed: seed))
        try experiment.train(steps: steps)
        return experiment
    }

    private func bits(_ experiment: Experiment, _ role: NetworkID) -> [[UInt32]] {
        let network = experiment.trained(role).network
        return (network.parameters + network.states).map { $0.values.map(\.bitPattern) }
    }

    @Test("come back bit for bit in both layouts, and change nothing else", arguments: NetworkWeights.Layout.allCases)
    func roundTrip(_ layout: NetworkWeights.Layout) throws {
        let saved = try trained()
        let file = try saved.weights(of: [.generator], layout: layout).encoded()
        let other = try trained(8)
        let discriminator = bits(other, .discriminator)
        try other.load(NetworkWeights(decoding: file), into: [.generator])
        #expect(bits(other, .generator) == bits(saved, .generator))
        #expect(bits(other, .discriminator) == discriminator)
        #expect(other.step == 5 && other.history.count == 5)
        #expect(other.trained(.generator).slots.allSatisfy { $0.values.allSatisfy { $0 == 0 } })
        #expect(other.trained(.generator).updateCount.values == [0])
        #expect(other.trained(.discriminator).updateCount.values == [5])
    }

    @Test("of both networks lie in one file, and of a whole experiment's file are read too")
    func both() throws {
        let saved = try trained()
        for file in [
            try saved.weights(of: Adversarial.networks, layout: .pytorch).encoded(),
            try saved.weights(of: Adversarial.networks, layout: .gan).encoded(),
            saved.checkpoint(recipeText: "").encoded(),
        ] {
            let other = try trained(8)
            try other.load(NetworkWeights(decoding: file), into: Adversarial.networks)
            #expect(bits(other, .generator) == bits(saved, .generator))
            #expect(bits(other, .discriminator) == bits(saved, .discriminator))
        }
    }

    @Test("are read of what PyTorch's own writer leaves: names and arrays, without a word about them")
    func foreign() throws {
        let saved = try trained()
        var file = try saved.weights(of: [.discriminator], layout: .pytorch).file
        #expect(file.entries.map(\.name) == ["0.weight", "0.bias", "2.weight", "2.bias"])
        #expect(file["0.weight"]?.shape == [8, 2])
        for metadata in [[:], ["format": "pt"]] {
            file.metadata = metadata
            let other = try trained(8)
            try other.load(NetworkWeights(decoding: file.encoded()), into: [.discriminator])
            #expect(bits(other, .discriminator) == bits(saved, .discriminator))
        }
    }

    @Test("of another network or another shape are refused with their name, and then nothing changes")
    func misfits() throws {
        let saved = try trained()
        func refusal(
            _ layout: NetworkWeights.Layout, into role: NetworkID = .generator, _ change: (inout Safetensors) -> Void
        ) throws -> CheckpointError? {
            var file = try saved.weights(of: [.generator], layout: layout).file
            change(&file)
            let other = try trained(8)
            let before = other.bits
            defer { #expect(other.bits == before) }
            do throws(CheckpointError) {
                try other.load(NetworkWeights(decoding: file.encoded()), into: [role])
                return nil
            } catch {
                return error
            }
        }
        #expect(try refusal(.gan, into: .discriminator) { _ in } == .otherNetwork(expected: "discriminator", found: "generator"))
        #expect(
            try refusal(.pytorch, into: .discriminator) { $0.metadata = [:] }
                == .shape(name: "0.weight", expected: [8, 2], found: [8, 4]))
        #expect(try refusal(.gan) { $0.entries.removeFirst() } == .missing(name: "generator.0.weight"))
        #expect(try refusal(.pytorch) { $0.entries.removeLast() } == .missing(name: "2.bias"))
        #expect(try refusal(.pytorch) { $0.entries[0].values[3] = .infinity } == .notFinite(name: "0.weight", value: .infinity))
        #expect(
            try refusal(.pytorch) { $0.entries.append(.init(name: "3.weight", shape: [1], values: [1])) }
                == .unknown(name: "3.weight"))
        #expect(
            try refusal(.gan) { $0.entries.append(.init(name: "generator.9.weight", shape: [1], values: [1])) }
                == .unknown(name: "generator.9.weight"))
        #expect(try refusal(.gan) { $0.metadata["version"] = "2" } == .weightsVersion("2"))
        #expect(try refusal(.gan) { $0.metadata["layout"] = "onnx" } == .metadata("layout"))
        #expect(try refusal(.gan) { $0.metadata["networks"] = "generator critic" } == .metadata("networks"))
        #expect(try refusal(.gan) { $0.metadata["format"] = "other" } == .foreign)
        #expect(
            try refusal(.pytorch) { $0.entries[0] = .init(name: "0.weight", shape: [8, 4], type: .int64, values: $0.entries[0].values.map { $0.rounded() }) }
                == .type(name: "0.weight", found: "I64"))
    }

    @Test("a network whose pixels PyTorch would read in another order is refused before anything is written")
    func unfit() throws {
        func error(_ layers: [any Layer], _ input: [Int]) throws -> Refusal? {
            let plan = try NetworkPlan(name: "test", layers: layers, inputSize: input)
            do {
                _ = try PyTorchForm(plan)
                return nil
            } catch {
                return error
            }
        }
        #expect(try error([Reshape([2, 2, 3]), Flatten(), Dense(1)], [12]) != nil)
        #expect(try error([Reshape([4, 2, 1])], [2, 2, 2])?.help == "a `layer dense 4x2x1` makes that size in one step")
        #expect(try error([Convolution(2), Flatten()], [2, 2, 1]) != nil)
        #expect(try error([Dense(6), Reshape([2, 3])], [4]) != nil)
        // One channel, or one pixel, has one order only.
        #expect(try error([Reshape([3, 4, 1]), Flatten(), Dense(1)], [12]) == nil)
        #expect(try error([Convolution(1), Flatten()], [2, 2, 1]) == nil)
    }
}
