import Foundation
import Lab
import Language
import Testing

@testable import Commands

/// A saved experiment is data: whoever wrote the file, `load` reads a recipe and runs nothing.
@Suite struct RecipeReadingTests {
    /// The file of a small experiment, its recipe's text exchanged.
    private func file(_ change: (String) -> String) throws -> [UInt8] {
        let run = Run("data ring\nlatent 2\ngenerator\n  layer dense data\nbatch 4\ntrain 2\nsave \"a.safetensors\"")
        defer { run.close() }
        let bytes = try Array(Data(contentsOf: run.folder.appendingPathComponent("a.safetensors")))
        let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        let header = try #require(
            JSONSerialization.jsonObject(with: Data(bytes[8..<8 + length])) as? [String: Any])
        var members = header
        var metadata = try #require(members["__metadata__"] as? [String: String])
        metadata["recipe"] = change(metadata["recipe"] ?? "")
        members["__metadata__"] = metadata
        let text = try JSONSerialization.data(withJSONObject: members)
        return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Array($0) } + text + bytes[(8 + length)...]
    }

    /// A session that has lived, into which the file is to be loaded.
    private func session(_ bytes: [UInt8]) throws -> Run {
        let run = Run("let width = 3\ndata grid\nbatch 4\nlatent 2\ndefine batch-up\n  batch 8\nend\ntrain 3")
        try FileManager.default.createDirectory(at: run.folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: run.folder.appendingPathComponent("a.safetensors"))
        return run
    }

    @Test("nothing but a recipe is read: all else is refused as a failure of the file, and nothing changes", arguments: [
        "quit", "let width = 99", "save \"b.safetensors\"", "record \"b.csv\" step", "include \"other.gan\"",
        "load \"a.safetensors\"", "print \"\u{1B}[31mred\"", "define data\nend", "repeat 3\n  batch 8\nend",
        "for i in 1..2\n  batch 8\nend", "if true\n  batch 8\nend", "train 5", "reset", "clear", "model mlp", "batch-up",
        "expect step == 0", "stop when step > 3", "help", "batch ?", "? batch", "batch width", "batch (2 + 2)", "batch = 4",
        "latent step", "data mnist classes 0..9", "batch 1e99", "batch 0", "latent 70000", "loss \u{1B}[2J", "\"text\"", "7",
        "generator\n  layer dense 3", "seed -1", "batch [[[[4]]]]", "let x = \(String(repeating: "[", count: 100_000))",
    ])
    func refusals(_ statement: String) throws {
        let run = try session(try file { $0 + statement + "\n" })
        defer { run.close() }
        let before = (run.session.draft.statements, run.session.transcript, run.session.experiment.map { ObjectIdentifier($0) })
        let written = run.output.text
        let error = try #require(run.run("load \"a.safetensors\""), "\(statement)")
        #expect(error.category == .failure)
        #expect(error.category.exitStatus == 3)
        #expect(run.session.draft.statements == before.0)
        #expect(run.session.transcript == before.1)
        #expect(run.session.experiment.map { ObjectIdentifier($0) } == before.2)
        #expect(run.output.text == written)
        #expect(!run.session.hasQuit)
        #expect(try FileManager.default.contentsOfDirectory(atPath: run.folder.path) == ["a.safetensors"])
        #expect(run.run("expect width == 3\nexpect step == 3\nbatch-up\ntrain 1") == nil)
    }

    @Test("a recipe longer than any is refused, whatever it says")
    func length() throws {
        for text in [String(repeating: "batch 4\n", count: 10_001), String(repeating: "#", count: 1_000_001)] {
            let run = try session(try file { _ in text })
            defer { run.close() }
            #expect(run.run("load \"a.safetensors\"")?.message.hasPrefix("expected a recipe of at most ") == true)
        }
    }

    @Test("the recipe in a file leaves nothing to a default")
    func completeness() throws {
        let run = Run("data ring\ntrain 1")
        defer { run.close() }
        #expect(
            run.session.recipeText == """
                seed 1
                data ring modes 8 radius 2 deviation 0.02
                latent 64
                generator
                  layer dense 128 initializer he relu
                  layer dense 128 initializer he relu
                  layer dense 2 initializer he
                discriminator
                  layer dense 128 initializer he relu
                  layer dense 128 initializer he relu
                  layer dense 1 initializer he
                loss non-saturating
                penalty none
                trick none
                optimizer adam rate 0.001 beta1 0.5 beta2 0.999 epsilon 1e-08
                batch 256
                ratio discriminator 1 generator 1

                """)
        #expect(run.run("data digits\nmodel dcgan width 4\nloss wgan-gp weight 1\noptimizer critic rmsprop\nlatent 3\nbatch 4\ntrain 1") == nil)
        let again = Run("data ring")
        defer { again.close() }
        #expect(throws: Never.self) {
            try again.session.interpreter.readRecipe(Source(name: "a", text: run.session.recipeText))
        }
        #expect(again.run("measure step") == nil)
        #expect(again.session.experiment?.recipe == run.session.experiment?.recipe)
    }

    @Test("a number that changes while training is in the recipe in a file, and reads back")
    func schedule() throws {
        let line = "trick instance-noise deviation 0.5 to 0 over 5000"
        let run = Run("data ring\n\(line)\ntrain 1\nsave \"noisy.safetensors\"")
        defer { run.close() }
        #expect(run.session.recipeText.contains("\n\(line)\n"))
        let recipe = run.session.experiment?.recipe
        #expect(run.run("trick none\ntrain 1\nload \"noisy.safetensors\"") == nil)
        #expect(run.session.experiment?.recipe == recipe && recipe?.tricks.count == 1)
    }

    @Test("weights of one network are saved and loaded, under PyTorch's names too")
    func weights() throws {
        let run = Run("""
            data ring
            latent 2
            train 3
            save "g.safetensors" weights generator
            save "critic.safetensors" weights critic pytorch
            save "all.safetensors"
            reset
            load "g.safetensors" weights generator
            load "critic.safetensors" weights critic
            expect step == 0
            load "all.safetensors" weights both
            train 1
            """)
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.output.text.contains("loaded the weights of the generator from g.safetensors\n"))
        #expect(run.output.text.contains("loaded the weights of the generator and the discriminator from all.safetensors\n"))
        for (statement, message) in [
            ("load \"g.safetensors\"", "expected an experiment that `save` wrote, found another safetensors file"),
            ("load \"g.safetensors\" weights critic", "expected weights of the discriminator, found those of the generator"),
            ("latent 3\nload \"g.safetensors\" weights generator", "the recipe's `generator.0.weight` is 3x128, the file's 2x128"),
        ] {
            let error = try #require(run.run(statement))
            #expect(error.message == message)
            #expect(error.category == .failure)
        }
        for (statement, message) in [
            ("save \"a.gan\" weights critic", "expected a name that ends in `.safetensors` for weights, found `a.gan`"),
            ("save \"a.safetensors\" pytorch", "expected `weights` and a network before `pytorch`"),
        ] {
            let error = try #require(run.run(statement))
            #expect(error.message == message)
            #expect(error.category == .mistake)
        }
    }

    @Test("a network that PyTorch would read otherwise is refused, by a check too", arguments: [true, false])
    func unfit(_ isCheckOnly: Bool) throws {
        let run = Run("""
            data digits
            latent 64
            generator
              layer reshape 4x4x4
              layer deconv data stride 2 tanh
            save "g.safetensors" weights generator
            save "g.safetensors" weights generator pytorch
            """) { $0.isCheckOnly = isCheckOnly }
        defer { run.close() }
        let error = try #require(run.error)
        #expect(error.message.hasPrefix("`layer reshape` reads 64 as 4x4x4, and PyTorch"))
        #expect(error.category == .mistake)
    }

    @Test("a file of version 1 is loaded with all that it holds, and says that what follows comes out otherwise")
    func version1() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("References/checkpoints")
        let run = Run("load \"version-1.safetensors\"\nexpect step == 12\nprint loss.generator loss.discriminator") {
            $0.scriptFolder = folder
        }
        defer { run.close() }
        #expect(run.message == nil)
        // What the version of then printed at this step.
        #expect(run.output.text.hasSuffix("0.762617 -0.00819477\n"))
        #expect(run.output.notes.contains("saved by an earlier version"))
        let experiment = try #require(run.session.experiment)
        #expect(experiment.history.count == 12)
        let saved = run.folder.appendingPathComponent("2.safetensors")
        #expect(run.run("save \"2.safetensors\"") == nil)
        let (old, new) = try (
            Safetensors(decoding: Array(Data(contentsOf: folder.appendingPathComponent("version-1.safetensors")))),
            Safetensors(decoding: Array(Data(contentsOf: saved)))
        )
        #expect(old.entries.count == new.entries.count && !old.entries.isEmpty)
        for entry in old.entries {
            // By their bits: a history has places that are not a number.
            #expect(new[entry.name]?.shape == entry.shape)
            #expect(new[entry.name]?.values.map(\.bitPattern) == entry.values.map(\.bitPattern), "\(entry.name)")
        }
        #expect(run.run("train 1\nexpect step == 13") == nil)
    }

    @Test("a file that an earlier program of this version saved goes on with the numbers that it went on with")
    func version2() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("References/checkpoints")
        let numbers = "print loss.generator loss.discriminator"
        let run = Run("load \"version-2.safetensors\"\nexpect step == 12\n\(numbers)\ntrain 3\n\(numbers)") {
            $0.scriptFolder = folder
        }
        defer { run.close() }
        #expect(run.message == nil)
        let printed = run.output.text.split(separator: "\n").filter { $0.first == "0" || $0.first == "1" }
        #expect(printed == ["0.739584 1.24699", "0.660927 1.05689"])
        #expect(!run.output.notes.contains("earlier version"))
    }
}
