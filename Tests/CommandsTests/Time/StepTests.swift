import Foundation
import Language
import Testing

@testable import Commands
@testable import Lab

@Suite("One network alone, from a script")
struct StepTests {
    private static let small = AtTests.small

    private func bits(_ run: Run) throws -> [[Float]] { try #require(run.session.experiment).snapshot().state.values }

    @Test("it counts as steps, says so, and is gone back on")
    func steps() throws {
        let run = Run(Self.small + "train 10\nstep discriminator 5\nstep generator\nexpect step == 16\ntrain 4")
        let straight = Run(Self.small + "train 10\nstep discriminator 2")
        defer { [run, straight].forEach { $0.close() } }
        #expect(run.message == nil)
        #expect(run.output.text.contains("trained the discriminator alone for 5 steps to step 15 ("))
        #expect(run.output.text.contains("trained the generator alone for 1 step to step 16 ("))
        #expect(run.run("rewind 12") == nil)
        #expect(try bits(run) == bits(straight))
    }

    @Test("a branch and a saved experiment go on from it as from any step")
    func kept() throws {
        let run = Run(Self.small + "train 5\nstep discriminator 3\nbranch other\nsave \"there.safetensors\"\nstep generator 2\nswitch main\nload \"there.safetensors\"\nstep generator 2")
        defer { run.close() }
        #expect(run.message == nil)
        let one = try bits(run)
        #expect(run.run("switch other") == nil)
        #expect(try bits(run) == one)
    }

    @Test("what was typed is a script that gets to the same place, where Ctrl-C ended it too")
    func transcript() throws {
        let run = Run(Self.small + "train 4")
        defer { run.close() }
        #expect(run.run("repeat 2\n  step discriminator 3\n  train 2\n  step generator 1\n  expect step < 16\nend") != nil)
        #expect(run.session.transcript.suffix(7).contains("step discriminator 3"))
        let again = Run(run.session.transcript.map { $0 + "\n" }.joined())
        defer { again.close() }
        #expect(again.message == nil)
        #expect(try bits(again) == bits(run))
    }

    @Test("`step` stays the name of a measurement")
    func name() {
        let run = Run(Self.small + "train 3\nstep generator (step)\nprint step\nmeasure step\nexpect step == 6\ntrain 5 until step >= 8")
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.session.experiment?.step == 8)
    }

    @Test("what has no opponent is refused, by a check as well, and a misspelt network is named", arguments: [false, true])
    func refused(isCheck: Bool) throws {
        let run = Run("") { $0.isCheckOnly = isCheck }
        defer { run.close() }
        let error = try #require(run.run("data ring\nmethod diffusion\nstep generator 3"))
        #expect(error.message == "`method diffusion` has no opponent that could stand still" && error.help == ["`train 3` trains its network"])
        #expect(try #require(run.run("data ring\nstep discriminater")).label == "did you mean `discriminator`?")
        #expect(run.run("data ring\nstep")?.message == "expected one of generator, discriminator for `network`, found the end of the line")
    }

    @Test("a check knows that steps were made")
    func checks() {
        let run = Run("") { $0.isCheckOnly = true }
        defer { run.close() }
        #expect(run.session.check(Source(name: "a.gan", text: Self.small + "step discriminator\nplot losses\nrewind 0")).isEmpty)
    }
}
