import Foundation
import Language
import Testing

@testable import Commands

/// What a check finds before anything runs, and what it lets pass.
@Suite struct CheckTests {
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
        ("data moons\ntrain 3\nexpect modes > 2", "`modes` cannot be measured"),
        ("define f x\nlayer dense x rellu\nend", "unknown option `rellu` of `dense`"),
        ("data digits\ntrain 3\nplot centre", "`plot centre` draws a way in a plane or on a line, but `data digits` is 8x8x1"),
        ("data digits\ntrick feature-matching\ntrain 3\nplot critic", "under `trick feature-matching` the generator does not follow the scores"),
        ("data moons\ntrain 3\nplot ledger", "`plot ledger` has nothing to show: `data moons` has no known modes"),
        ("data ring\ntrain 3\nexpect swing(step, 2) > 0", "`step` is not recorded over the steps"),
        ("data ring\ntrain 3\nexpect swing(lsos.generator, 2) > 0", "unknown name `lsos.generator`"),
        ("data ring\ntrain 3\nplot critic training", "`training` belongs to `plot samples`"),
        ("data ring\ntrain 3\nplot codes", "`plot codes` shows what codes in the noise change, but `latent normal` has none"),
        ("data moons\ntrain 3\nplot modes", "`plot modes` has nothing to show: `data moons` has no known modes"),
        ("data ring\ntrick pack 2\ntrain 3\nplot critic", "the discriminator judges 4 at once under `trick pack`, so that a single example has no score"),
        ("data ring\ntrick pack 2\ntrain 3\nsample 5 \"x.csv\"\nscore \"x.csv\"", "the discriminator judges 4 at once under `trick pack`"),
        ("data ring\nmethod diffusion\ntrain 3\nplot score", "`method diffusion` has no discriminator to ask"),
        ("data ring\nloss wgan\ntrain 3\nplot accuracy", "`plot accuracy` has nothing to show"),
    ])
    func checkFinds(_ script: String, _ beginning: String) throws {
        let error = try #require(Run(script) { $0.isCheckOnly = true }.error)
        #expect(error.message.hasPrefix(beginning))
    }

    @Test("what a check says of a look, the run says too", arguments: [
        "data digits\ntrain 1\nplot centre", "data moons\ntrain 1\nplot ledger", "data ring\ntrain 1\nprint swing(coupling)",
        "data ring\ntrick pack 2\ntrain 1\nplot critic",
        "data ring\ntrick pack 2\ntrain 1\nsample 5 \"x.csv\"\nscore \"x.csv\"", "data line\nmethod diffusion\ntrain 1\nplot critic",
        "data moons\ntrain 1\nplot modes", "data ring\nloss wgan\ntrain 1\nplot accuracy",
    ])
    func looks(_ script: String) throws {
        let checked = try #require(Run(script) { $0.isCheckOnly = true }.error)
        let ran = try #require(Run(script).error)
        #expect(checked.message == ran.message && checked.help == ran.help)
    }

    @Test("what there is to see on a line without a score of single examples is drawn", arguments: ["trick pack 2", "method diffusion"])
    func withoutScores(_ words: String) {
        #expect(Run("data line\n\(words)\ntrain 1\nplot samples\nshow data").message == nil)
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
}
