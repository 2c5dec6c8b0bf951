import Foundation
import Language
import Testing

@testable import Commands
@testable import Lab

@Suite("Going back, and ways of their own")
struct BranchTests {
    private static let small = "data ring\ngenerator\nlayer dense 8 relu\nlayer dense data\ndiscriminator\nlayer dense 8 relu\nlayer dense 1\nbatch 16\n"

    /// Every number of the experiment that a session stands at.
    private func bits(_ run: Run) throws -> [[Float]] { try #require(run.session.experiment).snapshot().state.values }

    @Test("what follows a rewind is what followed the step before")
    func rewinding() throws {
        let straight = Run(Self.small + "train 40")
        let back = Run(Self.small + "train 70\nrewind 25\ntrain 15")
        defer { [straight, back].forEach { $0.close() } }
        #expect(back.message == nil)
        #expect(try bits(back) == bits(straight))
        #expect(back.output.text.contains("at step 25 again"))
    }

    @Test("the recipe comes back with the step, and the statements of a stop stay")
    func recipes() throws {
        let run = Run(Self.small + "train 20\nloss lsgan\noptimizer adam rate 0.01\ntrain 20\nstop when step > 1000\nrewind 10")
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.session.draft.statements.allSatisfy { !$0.contains("lsgan") })
        #expect(run.session.draft.stopConditions.count == 1)
        #expect(run.output.notes.contains("the recipe of step 10 is back"))
        #expect(run.run("rewind 30") == nil)
        #expect(run.session.draft.statements.contains { $0.contains("lsgan") })
        #expect(run.run("train 5") == nil)
        #expect(run.session.experiment?.step == 35 && run.session.experiment?.recipe.loss.name == "lsgan")
    }

    @Test("without a step it goes to where the latest training began, and further back each time")
    func undo() throws {
        let run = Run(Self.small + "train 10\ntrain 20\ntrain 30")
        defer { run.close() }
        for step in [30, 10, 0] {
            #expect(run.run("rewind") == nil)
            #expect(run.session.experiment?.step == step)
        }
        #expect(try #require(run.run("rewind")).message == "this is where the first training began")
    }

    @Test("ways are apart: each goes on as if there were no other")
    func branches() throws {
        let alone = Run(Self.small + "train 20\ntrain 20")
        let cured = Run(Self.small + "train 20\nloss lsgan\ntrain 30")
        let both = Run(
            Self.small + "train 20\nbranch cure\nloss lsgan\ntrain 10\nswitch main\ntrain 5\nswitch cure\ntrain 20\nswitch main\ntrain 15")
        defer { [alone, cured, both].forEach { $0.close() } }
        #expect(both.message == nil)
        #expect(try bits(both) == bits(alone))
        #expect(both.run("switch cure") == nil)
        #expect(try bits(both) == bits(cured))
        #expect(both.run("rewind 25\ntrain 25") == nil)
        #expect(try bits(both) == bits(cured))
    }

    @Test("a branch before the first step, and before there is a recipe")
    func early() throws {
        let run = Run("branch other\n" + Self.small + "train 3\nswitch main")
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.session.experiment == nil && run.session.draft.dataset == nil)
        #expect(run.run("switch other") == nil)
        #expect(run.session.experiment?.step == 3)
    }

    @Test("what is there is named", arguments: [
        ("train 3\nrewind 9", "expected a step up to 3, the last that was made, found 9"),
        ("rewind 1", "no training step has been made yet"),
        ("train 1\nbranch cure\nswitch mian", "no branch is called `mian`"),
        ("train 1\nbranch main", "there is a branch `main` already"),
        ("branch \"\"", "expected a name for the branch, found an empty text"),
        ("branch " + String(repeating: "b", count: 3000), "expected a name of at most 40 letters, found 3000"),
        ("branch 1", "expected a name, found 1"),
        ("switch 1", "expected a name, found 1"),
        ("rewind abc", "expected a whole number from 0 to 100000000 for `step`, found `abc`"),
        ("rewind \"20\"", "expected a whole number from 0 to 100000000 for `step`, found \"20\""),
    ])
    func errors(_ words: String, _ message: String) throws {
        let run = Run(Self.small + words)
        defer { run.close() }
        let error = try #require(run.error)
        #expect(error.message == message && !error.help.isEmpty)
        if message.contains("mian") { #expect(error.help.first == "did you mean `main`?") }
    }

    @Test("what was typed is a script that gets to the same place")
    func transcript() throws {
        let run = Run(Self.small + "train 20\nbranch cure\nloss lsgan\ntrain 10\nrewind 25\ntrain 4\nswitch main\ntrain 2\nswitch cure")
        let again = Run(run.session.transcript.map { $0 + "\n" }.joined())
        defer { [run, again].forEach { $0.close() } }
        #expect(again.message == nil)
        #expect(try bits(again) == bits(run))
    }

    @Test("a check follows the ways, and knows not which recipe a rewind brings where there were several")
    func checks() {
        func mistakes(_ words: String) -> [String] {
            let run = Run("") { $0.isCheckOnly = true }
            defer { run.close() }
            return run.session.check(Source(name: "time.gan", text: Self.small + words)).map(\.message)
        }
        #expect(mistakes("train 3\nrewind 2\nplot losses\nexpect modes >= 0").isEmpty)
        #expect(mistakes("rewind 2") == ["no training step has been made yet"])
        #expect(mistakes("train 3\nbranch a\nloss wgan\ntrain 3\nswitch main\nplot accuracy").isEmpty)
        #expect(mistakes("train 3\nbranch a\nloss wgan\ntrain 3\nplot accuracy").count == 1)
        #expect(mistakes("train 3\nloss wgan\ntrain 3\nrewind 1\nplot accuracy").isEmpty)
        #expect(mistakes("train 3\nbranch a\nrecord \"r.csv\" step\nsave \"x.safetensors\"\nswitch main\ntable\nload \"x.safetensors\"").isEmpty)
        #expect(mistakes("train 3\nswitch nowhere") == ["no branch is called `nowhere`"])
    }
}
