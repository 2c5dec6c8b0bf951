import Foundation
import Language
import Testing

@testable import Commands

/// `load`, with what a check makes of it.
@Suite struct LoadTests {
    @Test("a check knows the recipe of a file that the script itself saves")
    func plannedFile() {
        let script = "data ring\ntrain 5\nsave \"a.safetensors\"\nclear\nload \"a.safetensors\"\ntrain 5\nplot samples"
        #expect(Run(script) { $0.isCheckOnly = true }.message == nil)
        let wrong = Run("""
            data ring
            save "a.safetensors"
            clear
            load "a.safetensors"
            generator
              layer dense 3
            train 5
            """) { $0.isCheckOnly = true }
        #expect(wrong.error?.message == "the generator makes 3 but `data ring` is 2")
    }

    @Test("a check reads the recipe of a file that is there, and asks nothing of one that is not")
    func foreignFile() throws {
        let saved = Run("data ring\nlatent 3\ntrain 2\nsave \"a.safetensors\"")
        defer { saved.close() }
        #expect(saved.message == nil)
        let check = Run("load \"a.safetensors\"\ntrain 5") {
            $0.isCheckOnly = true
            $0.scriptFolder = saved.folder
        }
        #expect(check.message == nil)
        #expect(check.session.draft.latent?.size == 3)
        let unknown = Run("""
            load "b.safetensors"
            train 5 until modes >= 3
            plot samples
            expect modes >= 3
            generator
              layer dense data
            model mlp
            """) { $0.isCheckOnly = true }
        #expect(unknown.message == nil)
        #expect(unknown.run("clear\ntrain 5")?.message == "there is no data set yet")
    }

    @Test("a file that cannot be loaded leaves all as it was, warnings and the watched figure too")
    func failure() throws {
        let run = Run("""
            data ring
            discriminator
              layer dense 8
              layer batchnorm
              layer dense 1
            loss wgan-gp
            watch samples
            train 1
            """)
        defer { run.close() }
        #expect(run.message == nil)
        let other = Run("data grid\ntrain 1\nsave \"other.safetensors\"")
        defer { other.close() }
        var bytes = try Data(contentsOf: other.folder.appendingPathComponent("other.safetensors"))
        // Another latent size than the arrays have.
        let text = try #require(bytes.range(of: Data("data grid".utf8)))
        bytes.replaceSubrange(text, with: Data("data line".utf8))
        try FileManager.default.createDirectory(at: run.folder, withIntermediateDirectories: true)
        try bytes.write(to: run.folder.appendingPathComponent("other.safetensors"))
        #expect(run.run("load \"other.safetensors\"") != nil)
        #expect(run.session.looking.watched?.kinds == ["samples"])
        #expect(run.session.givenWarnings.count == 1)
        #expect(run.run("train 1\nexpect step == 2") == nil)
        #expect(run.output.notes.components(separatedBy: "warning:").count == 2)
    }

    @Test("what is no saved experiment is named for what it is, as a failure of the run")
    func noExperiment() throws {
        let run = Run("data ring\ntrain 1\nsave \"s.gan\"")
        defer { run.close() }
        #expect(run.message == nil)
        try FileManager.default.createDirectory(at: run.folder.appendingPathComponent("inner"), withIntermediateDirectories: true)
        for (statement, message) in [
            ("load \"s.gan\"", "expected an experiment that `save` wrote, found the script `s.gan`"),
            ("load \"inner\"", "expected a file, found the folder `inner`"),
            ("include \"inner\"", "expected a file, found the folder `inner`"),
            ("load \"\"", "expected a file name, found an empty text"),
            ("include \"\"", "expected a file name, found an empty text"),
            ("load \"none.safetensors\"", "no file `none.safetensors`"),
            ("include \"none.gan\"", "no file `none.gan`"),
            ("load \"/etc/hostname\"", "`/etc/hostname` lies outside the folders that a script may read"),
            ("include \"/etc/hostname\"", "`/etc/hostname` lies outside the folders that a script may read"),
        ] {
            let error = try #require(run.run(statement), "\(statement)")
            #expect(error.message == message)
            #expect(error.category == .failure, "\(statement)")
        }
        #expect(run.run("load \"s.gan\"")?.help == ["`include \"s.gan\"` runs it"])
        #expect(run.run("expect step == 1") == nil)
    }

    @Test("a loaded experiment goes on with its own seed, whatever the command line says")
    func seed() throws {
        let whole = Run("seed 5\ndata ring\ntrain 4\nsave \"a.safetensors\"\ntrain 4\nprint loss.generator")
        defer { whole.close() }
        let rest = Run("load \"a.safetensors\"\ntrain 4\nprint loss.generator") {
            $0.seed = 9
            $0.scriptFolder = whole.folder
        }
        defer { rest.close() }
        #expect(rest.message == nil)
        #expect(rest.output.text.split(separator: "\n").last == whole.output.text.split(separator: "\n").last)
    }

    @Test("no penalty at all is kept, and shown")
    func noPenalty() throws {
        let run = Run("data ring\nloss wgan-gp\npenalty none\ntrain 2\nsave \"a.safetensors\"\nshow settings")
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.session.experiment?.recipe.penalties.isEmpty == true)
        #expect(run.output.text.contains("\npenalty none\n"))
        let again = Run("load \"a.safetensors\"") { $0.scriptFolder = run.folder }
        defer { again.close() }
        #expect(again.message == nil)
        #expect(again.session.experiment?.recipe.penalties.isEmpty == true)
        #expect(again.run("penalty gradient-penalty weight 3\ntrain 1") == nil)
        let penalties = again.session.draft.statements.filter { $0.hasPrefix("penalty") }
        #expect(penalties == ["penalty gradient-penalty weight 3 target 1"])
        #expect(again.run("penalty none\nloss wgan-gp\ntrain 1") == nil)
        #expect(again.session.experiment?.recipe.penalties.isEmpty == false)
    }
}
