import Foundation
import Lab
import Language
import Testing

@testable import Commands

@Suite struct SessionTests {
    @Test("data and train are enough")
    func defaults() {
        let run = Run("data ring\ntrain 30\nexpect step == 30 and quality <= 1")
        #expect(run.message == nil)
        #expect(run.output.text.contains("trained 30 steps to step 30 "))
    }

    @Test("another loss goes on with the trained weights, another layer starts anew")
    func change() throws {
        let run = Run("data ring\ntrain 10\nloss hinge\ntrain 10\nexpect step == 20")
        #expect(run.message == nil)
        #expect(run.run("generator\nlayer dense 16 relu\nlayer dense 2\ntrain 3\nexpect step == 3") == nil)
        #expect(run.output.notes.contains("start anew"))
    }

    @Test("an error leaves the session as it was")
    func errorsKeepEverything() throws {
        let run = Run("data ring\ntrain 7")
        #expect(run.run("train many")?.message != nil)
        #expect(run.run("loss nothing") != nil)
        #expect(run.run("load \"missing.safetensors\"") != nil)
        #expect(run.run("expect step == 7\ntrain 1\nexpect step == 8") == nil)
    }

    @Test("until and stop when end a training early and say why")
    func conditions() {
        let run = Run("data ring\ntrain 50 until step >= 12\nexpect step == 12")
        #expect(run.message == nil)
        #expect(run.output.text.contains("stopped at step 12: step >= 12 holds"))
        #expect(run.run("stop when step >= 20\ntrain 50\nexpect step == 20\nstop never\ntrain 5\nexpect step == 25") == nil)
    }

    @Test("the same seed gives the same numbers; the command line's seed wins")
    func seeds() throws {
        func loss(_ script: String, seed: UInt64? = nil) throws -> String {
            let run = Run(script + "\ntrain 5\nprint loss.generator loss.discriminator") { $0.seed = seed }
            defer { run.close() }
            #expect(run.message == nil)
            return try #require(run.output.text.split(separator: "\n").last.map(String.init))
        }
        let first = try loss("seed 3\ndata ring")
        #expect(try loss("seed 3\ndata ring") == first)
        #expect(try loss("seed 4\ndata ring") != first)
        #expect(try loss("seed 4\ndata ring", seed: 3) == first)
    }

    @Test("a saved experiment goes on bit for bit, in a session that knows nothing of it")
    func saveAndLoad() throws {
        let whole = Run("""
            let width = 24
            seed 5
            data ring modes 5
            latent 8
            generator
              layer dense (width * 2) relu
              layer dense data
            loss lsgan
            optimizer discriminator sgd rate 0.05
            ratio discriminator 2
            train 20
            save "half.safetensors"
            train 20
            print loss.generator loss.discriminator
            """)
        defer { whole.close() }
        #expect(whole.message == nil)
        let rest = Run("load \"half.safetensors\"\nexpect step == 20\ntrain 20\nprint loss.generator loss.discriminator") {
            $0.scriptFolder = whole.folder
        }
        defer { rest.close() }
        #expect(rest.message == nil)
        #expect(rest.output.text.split(separator: "\n").last == whole.output.text.split(separator: "\n").last)
        #expect(rest.session.experiment?.recipe == whole.session.experiment?.recipe)
        #expect(rest.session.recipeText == whole.session.recipeText)
    }

    @Test("a saved session is a script that runs")
    func saveSession() throws {
        let run = Run("data ring\nmodel mlp width 16\nfor i in 1..2\n  train 3\nend\nsave \"session.gan\"")
        defer { run.close() }
        #expect(run.message == nil)
        let text = try String(contentsOf: run.folder.appendingPathComponent("session.gan"), encoding: .utf8)
        #expect(text.hasPrefix("data ring\ngenerator\n"))
        let again = Run(text + "expect step == 6")
        #expect(again.message == nil)
    }

    @Test("a check trains and writes nothing, and finds what does not fit")
    func check() {
        let good = Run("data ring\ntrain 100000\nplot samples\nexpect modes >= 8\nsave \"a.safetensors\"") { $0.isCheckOnly = true }
        #expect(good.message == nil)
        #expect(!FileManager.default.fileExists(atPath: good.folder.path))
        let bad = Run("data ring\ngenerator\nlayer dense 3\ntrain 100000") { $0.isCheckOnly = true }
        #expect(bad.error?.message == "the generator makes 3 but `data ring` is 2")
    }

    @Test("a check passes what runs, though only the run knows its values", arguments: [
        "data ring\ntrain 3\nlet m = modes\nfor i in 1..m\nprint i\nend\nrepeat modes\ntrain 1\nend\nbatch (modes * 10)",
        "define f x\nprint x\nend\ndata ring\ntrain 3\nf modes\nexpect modes >= 0 or modes == 3",
        "data ring\ntrain 1\nlet n = modes + 2\ngenerator\nlayer dense n relu\nlayer dense data\ntrain 1",
        "define block width\nlayer dense width relu\nend",
        "data ring\nplot samples\nprint modes",
    ])
    func checkPasses(_ script: String) {
        #expect(Run(script) { $0.isCheckOnly = true }.message == nil)
    }

    @Test("a check finds what the run would refuse, and what it would not reach", arguments: [
        ("data ring\ndiscriminator\nlayer dense 8\nlayer dense 3", "the discriminator must end in one score"),
        ("data ring\nexpect modes > 3", "`modes` has no value before training"),
        ("data ring\nplot losses", "no training step has been made yet"),
        ("data ring\ntrain 3\nreset\nprint loss.generator", "`loss.generator` is known after the first"),
        ("data digits\ntrain 3\nexpect modes > 2", "`modes` cannot be measured"),
        ("define f x\nlayer dense x rellu\nend", "unknown option `rellu` of `dense`"),
    ])
    func checkFinds(_ script: String, _ beginning: String) throws {
        let error = try #require(Run(script) { $0.isCheckOnly = true }.error)
        #expect(error.message.hasPrefix(beginning))
    }

    private func mistakes(_ script: String) -> [String] {
        let run = Run("") { $0.isCheckOnly = true }
        defer { run.close() }
        return run.session.check(Source(name: "lesson.gan", text: script)).map { "\($0.span?.line ?? 0): \($0.message)" }
    }

    @Test("a check tells all mistakes, and each once", arguments: [
        // A layer that is wrong makes no wrong size, whoever asks for the networks.
        ("data ring\ngenerator\nlayer dense 8 rellu\ndiscriminator\nlayer dense 1\ntrain 5\nplot samples\nplto critic",
            ["3: unknown option `rellu` of `dense`", "8: unknown command `plto`"]),
        // A size that is wrong is told where it is, not at every line that needs the networks.
        ("data ring\ngenerator\nlayer dense 3\ntrain 5\ntrain 5\nplot samples\nlatent 0",
            ["3: the generator makes 3 but `data ring` is 2", "7: expected a whole number from 1 to 65536 for `numbers`, found 0"]),
        // Described anew it is looked at anew.
        ("data ring\ngenerator\nlayer dense 3\ntrain 5\ngenerator\nlayer dense 4\ntrain 5",
            ["3: the generator makes 3 but `data ring` is 2", "6: the generator makes 4 but `data ring` is 2"]),
        ("train 5\nplot samples\nmeasure", ["1: there is no data set yet"]),
        ("data rign\nmodel mlp\nlayer dense data\ntrain 3\nprint modes", ["1: unknown data set `rign`"]),
        ("data ring\ngenertor\nlayer dense 3\ntrain 3", ["2: unknown command `genertor`"]),
        ("data ring\ntrain 2 until modes != eigth\nstop when modes == \"x\"\ntrain 1",
            ["2: unknown name `eigth`", "3: expected a number, found \"x\""]),
        ("data ring\nloss wgna\ntrain 3\nprint distance", ["2: unknown loss `wgna`"]),
    ] as [(String, [String])])
    func allMistakes(_ script: String, _ expected: [String]) {
        #expect(mistakes(script) == expected)
    }

    @Test("a check that does not know a value refuses nothing", arguments: [
        "data ring\ntrain 2\nsave (\"h\" + step + \".safetensors\")\nload \"h2.safetensors\"\nprint modes\ntrain 1",
        "data ring\ntrain 2\nplot samples \"s-{step}.png\"\nrecord \"r-{modes}.csv\" step",
        "data ring\nplot samples \"s-{step}.png\"\nprint modes",
        "data ring\nif step > 0\nprint loss.generator\nend\ntrain 1",
        "data ring\nprint (step > 0 and loss.generator > 1)",
        "save \"session.gan\"\ninclude \"session.gan\"",
        "data ring\ntrain 1\nif modes > 99\ngenerator\nlayer dense 4\nlayer dense data\nend\ntrain 1",
        "data ring\ntrain 1\nif modes >= 0\nquit\nend\ngenerator\nlayer dense data\ntrain 1",
        "data ring\ntrain 1\nlet kind = 3\nif modes >= 0\nlet kind = 2\nend\ngenerator\nlayer dense kind\ntrain 1",
        "data ring\nfor w in 1..40\ngenerator\nlayer dense w\nlayer dense data\nend\ntrain 1",
        "for kind in wgan, hinge\ndata ring\nloss kind\ntrain 1\nprint \"{kind} {modes}\"\nend",
    ])
    func refusesNothing(_ script: String) {
        let run = Run(script)
        defer { run.close() }
        // `quit` ends a script as an error that is none.
        #expect(run.error == nil || run.error?.category == .ending, "\(run.message ?? "")")
        #expect(mistakes(script).isEmpty)
    }

    @Test("a check finds what stands behind an undecided `quit`")
    func behindQuit() {
        #expect(mistakes("data ring\ntrain 1\nif modes < 3\nquit\nend\nplto") == ["6: unknown command `plto`"])
        #expect(mistakes("data ring\ntrain 1\nif modes < 3\nplto\nquit\nend\nlatent 0").count == 2)
        #expect(mistakes("quit\nplto").isEmpty)
    }

    @Test("a check is soon over, however long the script runs", .timeLimit(.minutes(1)))
    func checkIsBounded() {
        #expect(mistakes("data digits\nmodel dcgan\nrepeat 1_000_000_000\nfor s in 1..1_000_000\nseed s\ntrain 10\nend\nend").isEmpty)
    }

    @Test("a script writes below its output folder only", arguments: ["../x.png", "/tmp/x.png", "a/../../x.png"])
    func outputGuard(_ name: String) throws {
        let run = Run("data ring\nplot samples \"\(name)\"")
        defer { run.close() }
        #expect(run.error?.message.contains("lies outside the output folder") == true)
        #expect(run.error?.category == .failure)
    }

    @Test("a script reads below its own folder only")
    func inputGuard() throws {
        let run = Run("include \"/etc/hostname\"")
        #expect(run.error?.message.contains("lies outside the folders that a script may read") == true)
        let trusted = Run("include \"/etc/hostname\"") { $0.isTrusted = true }
        #expect(trusted.error?.message.contains("outside") != true)
    }

    /// Presses Ctrl-C as soon as a training shows how far it is.
    final class Impatience: SessionOutput {
        weak var session: GanSession?
        var progressPause: Duration { .milliseconds(100) }

        func receive(_ event: SessionEvent) {
            if case .progress(let training) = event, !training.isOver { session?.isInterrupted = true }
        }
    }

    @Test("an interrupted training keeps its weights and says how to go on", .timeLimit(.minutes(1)))
    func interruption() throws {
        let output = Impatience()
        var options = SessionOptions(dataFolders: packageData)
        options.runsInteractively = true
        let session = GanSession(options: options, output: output)
        defer { session.close() }
        output.session = session
        let error = #expect(throws: Diagnostic.self) {
            try session.run(Source(name: "lesson.gan", text: "data ring\nbatch 8\ntrain 1_000_000"))
        }
        let step = try #require(session.experiment).step
        #expect(step > 0 && step < 1_000_000)
        #expect(error?.category == .interruption)
        #expect(error?.message == "interrupted at step \(step); the weights are kept")
        #expect(error?.help == ["`train \(1_000_000 - step)` makes the other \(1_000_000 - step) steps"])
        try session.run(Source(name: "lesson.gan", text: "train 1\nexpect step == \(step + 1)"))
    }

    @Test("an interrupted script says where it ended, and nothing of going on", .timeLimit(.minutes(1)))
    func interruptedScript() throws {
        let output = Impatience()
        let session = GanSession(options: SessionOptions(dataFolders: packageData), output: output)
        defer { session.close() }
        output.session = session
        let error = #expect(throws: Diagnostic.self) {
            try session.run(Source(name: "lesson.gan", text: "data ring\nbatch 8\ntrain 1_000_000"))
        }
        #expect(error?.message == "interrupted at step \(try #require(session.experiment).step)")
        #expect(error?.help == [])
    }

    @Test("another seed after training starts anew and says so, also under the command line's own", arguments: [nil, 9])
    func seedAfterTraining(_ override: UInt64?) {
        let run = Run("for s in 1..3\n  seed s\n  data ring\n  train 2\n  expect step == 2\nend") { $0.seed = override }
        #expect(run.message == nil)
        #expect(run.output.notes.components(separatedBy: "the seed changed: both networks start anew\n").count == 3)
        #expect(run.run("seed 3\ntrain 2\nexpect step == 4") == nil)
    }

    @Test("no step was made before training, whatever else is unknown")
    func stepBeforeTraining() {
        #expect(Run("expect step == 0\ndata ring\nif step == 0\n  train 1\nend\nexpect step == 1").message == nil)
        #expect(Run("data ring\nif step == 0\n  train 1\nelse\n  layer dense 3\nend") { $0.isCheckOnly = true }.error != nil)
    }

    @Test("what was measured under another loss is unknown until the next step")
    func otherLoss() throws {
        let run = Run("data ring\ntrain 2\nloss wgan")
        for statement in ["print distance", "measure distance", "print score.real", "expect loss.generator < 9"] {
            let error = try #require(run.run(statement), "\(statement)")
            #expect(error.message.hasSuffix("is known after a training step under `loss wgan`: the last one was made under another loss"))
        }
        #expect(run.run("print gradient.generator modes\ntrain 1\nprint distance score.real") == nil)
    }

    @Test("what other penalties, tricks or data enter is unknown until the next step")
    func otherParts() throws {
        for (line, name, end) in [
            ("penalty none", "loss.discriminator", "without a penalty: the last one was made under other penalties"),
            (
                "loss wgan-gp weight 3", "loss.discriminator", "under `loss wgan-gp`: the last one was made under another loss"
            ),
            (
                "penalty gradient-penalty weight 3", "loss.discriminator",
                "under this `penalty gradient-penalty`: the last one was made under other penalties"
            ),
            ("trick unroll 2", "loss.generator", "under this `trick unroll`: the last one was made under other tricks"),
            ("data grid", "score.real", "on `data grid`: the last one was made on other data"),
        ] {
            let run = Run("data ring\nloss wgan-gp weight 1\ntrain 2\n\(line)")
            let error = try #require(run.run("print \(name)"), "\(line)")
            #expect(error.message == "`\(name)` is known after a training step \(end)")
            #expect(run.run("measure") == nil, "\(line)")
            #expect(run.run("print gradient.generator score.fake") == nil || line.hasPrefix("loss"), "\(line)")
            #expect(run.run("train 1\nprint \(name)") == nil, "\(line)")
        }
    }

    @Test("Adam without a rate takes the one that suits the data, wherever the line stands")
    func usualRate() throws {
        for (script, rate) in [
            ("data ring\noptimizer adam beta1 0.9", 0.001), ("optimizer adam beta1 0.9\ndata ring", 0.001),
            ("data digits\noptimizer adam beta1 0.9", 0.0002), ("data ring\noptimizer adam rate 0.01 beta1 0.9", 0.01),
            ("data ring\noptimizer adam rate 0.01\noptimizer adam beta1 0.9", 0.001),
        ] {
            let run = Run(script + "\nshow settings")
            #expect(run.message == nil)
            #expect(run.output.text.contains("optimizer adam rate \(Value.exact(rate)) beta1 0.9 "), "\(script)")
        }
    }

    @Test("critic is the discriminator's other name, wherever a network is named")
    func critic() throws {
        let run = Run("data ring\noptimizer critic sgd rate 0.1\nratio critic 5\nshow settings")
        #expect(run.message == nil)
        #expect(run.output.text.contains("optimizer discriminator sgd rate 0.1"))
        #expect(run.output.text.contains("ratio discriminator 5 generator 1"))
        #expect(run.run("ratio critic 5 discriminator 4")?.message == "expected `discriminator` or `critic`, found both")
    }

    @Test("a model too large for any memory can be looked at")
    func largeModel() throws {
        let run = Run("data ring\ngenerator\n  layer dense 1000000 relu\n  layer dense 1000000 relu\n  layer dense 2\nshow model")
        #expect(run.message == nil)
        #expect(run.output.text.contains("1 000 001 000 000"))
        #expect(run.output.text.contains(", but this machine has "))
        #expect(run.session.experiment == nil)
        #expect(run.run("train 1")?.category == .failure)
    }

    @Test("a run that leaves the numbers is a failure with the way out, and the session goes on")
    func notANumber() throws {
        let run = Run("data ring\noptimizer sgd rate 1e30\ntrain 50")
        let error = try #require(run.error)
        #expect(error.category == .failure)
        #expect(!error.help.isEmpty, "\(error)")
        #expect(run.run("optimizer adam\nreset\ntrain 3\nexpect step == 3") == nil)
    }

    @Test("a rate of 0 is refused after training as before, though training takes subnormal numbers as zero")
    func zero() throws {
        let before = try #require(Run("optimizer adam rate 0").error)
        let after = try #require(Run("data ring\ntrain 1\noptimizer adam rate 0").error)
        #expect(before.message == "expected a number above 0 for `rate`, found 0")
        #expect(after.message == before.message)
    }

    @Test("quit ends a script at its line, from within any block")
    func quit() {
        let run = Run("print 1\nrepeat 3\n  if true\n    quit\n  end\nend\nprint 2")
        #expect(run.session.hasQuit)
        #expect(run.output.text == "1\n")
    }
}
