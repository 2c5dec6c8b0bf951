import Foundation
import Language
import Testing

@testable import Commands
@testable import Lab

@Suite("Conditions that end trainings")
struct BreakpointTests {
    private static let small = AtTests.small

    private func step(_ run: Run) -> Int { run.session.experiment?.step ?? -1 }

    @Test("any measurement ends a training in its middle, with what was found")
    func values() throws {
        for name in ["loss.discriminator", "gradient.generator", "score.fake", "accuracy.real", "modes", "quality", "balance"] {
            let run = Run(Self.small + "stop when \(name) > -1\ntrain 50")
            defer { run.close() }
            #expect(run.message == nil)
            let costly = try #require(measurement(named: name)).isCostly
            #expect(step(run) == (costly ? 20 : 1))
            let value = Value.number(try #require(measurement(named: name)).value(of: try #require(run.session.experiment))).display
            #expect(run.output.text.contains("stopped at step \(step(run)): \(name) > -1 holds (") && run.output.text.contains(" \(name) = \(value),"))
        }
    }

    @Test("an equality and the step say what was found by themselves")
    func plain() {
        let run = Run(Self.small + "stop when step == 3\ntrain 5\nstop never\ntrain 5 until step > 4")
        defer { run.close() }
        #expect(run.output.text.contains("stopped at step 3: step == 3 holds (") && run.output.text.contains("stopped at step 5: step > 4 holds ("))
    }

    @Test("the next training goes on past a condition, which ends trainings again when it has not held in between")
    func passing() {
        let run = Run(Self.small + "stop when step % 20 >= 10\ntrain 100")
        defer { run.close() }
        #expect(step(run) == 10)
        #expect(run.run("train 3") == nil)
        #expect(step(run) == 13)
        #expect(run.output.notes.contains("on past `step % 20 >= 10`, which held here"))
        // It has held all the time since.
        #expect(run.run("train 100") == nil)
        #expect(step(run) == 30)
        #expect(run.run("train 5\ntrain 5\ntrain 100") == nil)
        #expect(step(run) == 50)
    }

    @Test("a condition that holds when it is set ends the first training, and from another place the next as well")
    func elsewhere() {
        let run = Run(Self.small + "train 10\nstop when step > 5\ntrain 10")
        defer { run.close() }
        #expect(step(run) == 11)
        #expect(run.run("train 4\nrewind 9\ntrain 10") == nil)
        #expect(step(run) == 10)
        #expect(run.run("reset\ntrain 20") == nil)
        #expect(step(run) == 6)
    }

    @Test("another condition still ends the training that goes past one")
    func several() {
        let run = Run(Self.small + "stop when step > 5\nstop when step >= 12\ntrain 20\ntrain 20")
        defer { run.close() }
        #expect(step(run) == 12)
        #expect(run.run("train 10") == nil)
        #expect(step(run) == 22)
    }

    @Test("an `until` means what it says, however often")
    func until() {
        let run = Run(Self.small + "train 20 until step > 3\ntrain 20 until step > 3")
        defer { run.close() }
        #expect(step(run) == 5)
    }

    @Test("what is never true or false is no condition, whoever asks for one", arguments: [
        "1", "modes", "modes and step > 2", "not step", "modes + 1", "average(loss.generator)",
    ])
    func noConditions(_ text: String) throws {
        for line in ["stop when", "expect", "train 3 until"] {
            for isCheck in [false, true] {
                let run = Run(Self.small + "\(line) \(text)") { $0.isCheckOnly = isCheck }
                defer { run.close() }
                let error = try #require(run.error)
                #expect(error.message.hasPrefix("expected a condition that is true or false, found "), "\(line) \(text)")
                #expect(error.help.contains { $0.contains(" > ") })
                #expect(run.session.draft.stopConditions.isEmpty && run.session.experiment == nil)
            }
        }
        #expect(Run(Self.small + "let done = false\nstop when done\nstop when not done and step > 1\ntrain 5").message == nil)
    }

    @Test("a word that is no beginning is answered with both", arguments: ["stop now", "stop 3"])
    func beginnings(_ line: String) throws {
        let error = try #require(Run(line).error)
        #expect(error.message.hasPrefix("expected `when` or `never`, found "))
        #expect(error.help.contains { $0.contains("`stop when CONDITION`") } && error.help.contains("`stop never`"))
    }

    @Test("alone it lists the conditions, and `never` takes them away")
    func list() {
        let run = Run(Self.small + "stop\nstop when gradient.generator > 100\nstop when modes >= 8\nstop")
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.output.text == "stop when gradient.generator > 100\nstop when modes >= 8\n")
        #expect(run.output.notes.contains("no condition ends a training"))
        #expect(run.run("stop never\nstop") == nil)
        #expect(run.session.draft.stopConditions.isEmpty)
    }
}
