import Foundation
import Networks
import Testing

@testable import Lab

@Suite("A checkpoint")
struct CheckpointTests {
    private func trained(steps: Int = 20) throws -> Experiment {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: steps)
        return experiment
    }

    @Test("goes on bit for bit in a fresh experiment, through a file")
    func continuation() throws {
        let whole = try trained(steps: 50)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appendingPathComponent("ring.safetensors")
        try trained(steps: 20).checkpoint(recipeText: "data ring\n# \"é\"").write(to: url)

        let checkpoint = try Checkpoint(contentsOf: url)
        #expect(checkpoint.recipeText == "data ring\n# \"é\"")
        #expect(checkpoint.seed == 7 && checkpoint.step == 20)
        let resumed = try Experiment(try ringRecipe())
        try resumed.load(checkpoint)
        #expect(resumed.step == 20)
        try resumed.train(steps: 30)
        #expect(resumed.bits == whole.bits)
        #expect(resumed.history == whole.history)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["ring.safetensors"])
    }

    @Test("names every array, slots and counters included")
    func names() throws {
        let names = Set(try trained(steps: 1).checkpoint(recipeText: "").file.entries.map(\.name))
        for name in [
            "generator.0.weight", "discriminator.2.bias", "generator.0.weight.first-moment", "generator.updates", "history",
        ] {
            #expect(names.contains(name), "\(name) is missing from \(names.sorted())")
        }
    }

    @Test("says which array does not fit, and then changes nothing")
    func misfits() throws {
        let checkpoint = try trained().checkpoint(recipeText: "")
        func refusal(_ change: (inout Recipe) -> Void) throws -> CheckpointError? {
            var recipe = try ringRecipe()
            change(&recipe)
            let experiment = try Experiment(recipe)
            let bits = experiment.bits
            defer { #expect(experiment.bits == bits && experiment.step == 0) }
            do {
                try experiment.load(checkpoint)
                return nil
            } catch {
                return error
            }
        }
        #expect(
            try refusal { $0.chosenLayers[.generator] = specify([Dense(9), Relu(), Dense(2)]) }
                == .shape(name: "generator.0.weight", expected: [4, 9], found: [4, 8]))
        #expect(
            try refusal { $0.chosenLayers[.generator] = specify([Dense(8), Relu(), Dense(8), Dense(2)]) }?.description
                .contains("generator.2.weight") == true)
        #expect(
            try refusal { $0.chosenOptimizers[.generator] = RootMeanSquare() }
                == .missing(name: "generator.0.weight.mean-square"))
        #expect(
            try refusal { $0.chosenOptimizers[.generator] = GradientDescent() }
                == .unknown(name: "generator.0.weight.first-moment"))
    }

    @Test("refuses foreign, older and tampered files")
    func foreign() throws {
        func read(_ change: (inout Safetensors) -> Void) throws(CheckpointError) -> Checkpoint {
            var file = Safetensors(
                entries: [],
                metadata: [
                    "format": "gan-checkpoint", "version": "2", "recipe": "", "seed": "1", "step": "0", "runs": "0",
                    "columns.history": "loss.generator",
                ])
            change(&file)
            return try Checkpoint(decoding: file.encoded())
        }
        #expect(throws: Never.self) { try read { _ in } }
        #expect(throws: CheckpointError.foreign) { try read { $0.metadata["format"] = "pt" } }
        #expect(throws: CheckpointError.version("3")) { try read { $0.metadata["version"] = "3" } }
        #expect(throws: CheckpointError.version("none")) { try read { $0.metadata["version"] = nil } }
        for name in ["recipe", "seed", "step", "runs", "columns.history"] {
            #expect(throws: CheckpointError.metadata(name)) { try read { $0.metadata[name] = nil } }
        }
        for text in ["-1", "9223372036854775807", "18446744073709551615", "1e3", "", " 1"] {
            #expect(throws: CheckpointError.metadata("step")) { try read { $0.metadata["step"] = text } }
            #expect(throws: CheckpointError.metadata("runs")) { try read { $0.metadata["runs"] = text } }
        }
        for text in ["1e3", "9007199254740993"] {
            #expect(throws: CheckpointError.metadata("seed")) { try read { $0.metadata["seed"] = text } }
        }
        #expect(throws: CheckpointError.damaged(.tooShort(bytes: 3))) { try Checkpoint(decoding: [1, 2, 3]) }
        #expect(throws: CheckpointError.self) {
            try Checkpoint(contentsOf: URL(fileURLWithPath: "/nowhere/ring.safetensors"))
        }
    }

    @Test("refuses numbers that are not finite, with the array's name, and then changes nothing", arguments: [Float.nan, .infinity])
    func notFinite(_ value: Float) throws {
        for name in ["generator.0.weight", "discriminator.2.bias", "generator.0.weight.first-moment"] {
            var checkpoint = try trained().checkpoint(recipeText: "")
            let place = try #require(checkpoint.file.entries.firstIndex { $0.name == name })
            let entry = checkpoint.file.entries[place]
            var values = entry.values
            values[values.count - 1] = value
            checkpoint.file.entries[place] = .init(name: name, shape: entry.shape, values: values)
            let experiment = try Experiment(try ringRecipe())
            let bits = experiment.bits
            let error = #expect(throws: CheckpointError.self) { try experiment.load(checkpoint) }
            #expect(error?.description == "expected finite numbers in the array `\(name)`, found \(value)")
            #expect(experiment.bits == bits && experiment.step == 0)
        }
    }

    @Test("refuses a history that does not fit its step")
    func history() throws {
        var checkpoint = try trained().checkpoint(recipeText: "")
        let place = try #require(checkpoint.file.entries.firstIndex { $0.name == "history" })
        checkpoint.file.entries[place] = .init(name: "history", shape: [1, 8], values: [Float](repeating: 0, count: 8))
        let experiment = try Experiment(try ringRecipe())
        #expect(throws: CheckpointError.history) { try experiment.load(checkpoint) }
    }

    @Test("refuses a counter that counts nothing", arguments: [-1, 0.5, 1e30] as [Float])
    func counters(_ value: Float) throws {
        var checkpoint = try trained().checkpoint(recipeText: "")
        let place = try #require(checkpoint.file.entries.firstIndex { $0.name == "generator.updates" })
        checkpoint.file.entries[place] = .init(name: "generator.updates", shape: [], values: [value])
        let experiment = try Experiment(try ringRecipe())
        #expect(throws: CheckpointError.count(name: "generator.updates", value: value)) { try experiment.load(checkpoint) }
    }

    @Test("names the axes of every array and the columns of the history")
    func layouts() throws {
        let (recipe, file) = (try ringRecipe(), try trained(steps: 1).checkpoint(recipeText: "").file)
        for entry in file.entries {
            let axes = try #require(file.metadata["layout.\(entry.name)"], "\(entry.name)")
            #expect(axes.split(separator: " ").count == entry.shape.count, "\(entry.name)")
        }
        #expect(file.metadata["layout.generator.0.weight"] == "inputs outputs")
        #expect(file.metadata["layout.generator.0.weight.first-moment"] == "inputs outputs")
        #expect(file.metadata["layout.history"] == "steps columns")
        #expect(file.metadata["columns.history"]?.split(separator: " ").map(String.init).sorted() == recipe.quantities.map(\.name).sorted())
    }

    @Test("finds the history's columns by their names, whatever their order; one that is not there was not measured")
    func columns() throws {
        let saved = try trained(steps: 3)
        var file = saved.checkpoint(recipeText: "").file
        let place = try #require(file.entries.firstIndex { $0.name == "history" })
        let losses = (1...3).flatMap { step in
            [StepQuantity.discriminatorLoss, .generatorLoss].map { saved.history.value($0, atStep: step) ?? .nan }
        }
        file.entries[place] = .init(name: "history", shape: [3, 2], values: losses)
        file.metadata["columns.history"] = "loss.discriminator loss.generator"
        let experiment = try Experiment(try ringRecipe())
        try experiment.load(Checkpoint(decoding: file.encoded()))
        #expect(experiment.history.value(.generatorLoss, atStep: 2) == saved.history.value(.generatorLoss, atStep: 2))
        #expect(experiment.history.value(.discriminatorLoss, atStep: 3) == saved.history.value(.discriminatorLoss, atStep: 3))
        #expect(experiment.history.value(.realScore, atStep: 2) == nil)

        file.metadata["columns.history"] = "loss.discriminator charm"
        #expect(throws: CheckpointError.column("charm")) { try experiment.load(Checkpoint(decoding: file.encoded())) }
        file.metadata["columns.history"] = "loss.discriminator loss.discriminator"
        #expect(throws: CheckpointError.history) { try experiment.load(Checkpoint(decoding: file.encoded())) }
        file.metadata["columns.history"] = ""
        file.metadata["step"] = "9007199254740992"
        file.entries[place] = .init(name: "history", shape: [1 << 53, 0], values: [])
        #expect(throws: CheckpointError.history) { try experiment.load(Checkpoint(decoding: file.encoded())) }
    }
}
