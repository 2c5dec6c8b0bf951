import Foundation
import Lab
import Language
import Testing

@testable import Commands

@Suite("Functions of what was recorded")
struct SeriesTests {
    @Test("print, expect and record take them; a claim says what was found")
    func everywhere() throws {
        let run = Run("data ring\ntrain 30\nexpect swing(loss.generator, 20) > 0 and period(loss.generator) > 0")
        #expect(run.error == nil && run.run("print lowest(modes)") == nil)
        #expect(Run("data ring\ntrain 10\nprint lowest(modes)").error?.message == "expected at least 2 recorded values of `modes`, found one")
        #expect(run.output.text.contains("swing(loss.generator, 20) = "))
        #expect(!run.output.text.contains("loss.generator = "))
        #expect(run.run("record \"x.csv\" step average(loss.generator, 10)") == nil)
        let failed = try #require(run.run("expect swing(loss.generator, 20) < 0"))
        #expect(failed.message.hasPrefix("expected swing(loss.generator, 20) < 0, found swing(loss.generator, 20) = "))
        #expect(run.run("expect amplitude(step.rate) > 0")?.message == "unknown name `step.rate`")
    }

    @Test("a condition that needs more steps does not hold yet, and then it does")
    func untilEnough() throws {
        let run = Run("data ring\ntrain 100 until swing(loss.generator, 25) > 0")
        #expect(run.error == nil)
        #expect(run.session.experiment?.step == 25)
        let stopped = Run("data ring\nstop when swing(loss.generator, 25) > 0 or step == 7\ntrain 40")
        #expect(stopped.error == nil && stopped.session.experiment?.step == 7)
        #expect(stopped.run("train 40") == nil && stopped.session.experiment?.step == 25)
    }

    @Test("what is wrong is said with the way out", arguments: [
        ("swing(loss.generator, 9)", "expected 9 steps of `loss.generator`, found 5", "`train 4` makes the rest"),
        ("swing(0.5)", "`swing` expects the name of a measurement, found `0.5`", "such as `swing(loss.generator, 200)`, over the last 200 steps"),
        ("swing(width)", "`swing` expects the name of a measurement; `width` is none", "such as `swing(loss.generator, 200)`, over the last 200 steps"),
        ("swing(loss.generator, 1)", "expected at least 2 steps, found 1", nil),
        ("swing(loss.generator, 2.5)", "expected a whole number, found 2.5", nil),
        ("swing()", "`swing` expects a measurement and a number of steps, found 0 values", "such as `swing(loss.generator, 200)`, over the last 200 steps"),
        ("period(step)", "`step` is not recorded over the steps: it is computed when it is asked for", nil),
        ("lowest(coupling)", "`coupling` is not recorded over the steps: it is computed when it is asked for",
         "`record \"runs.csv\" step coupling` after each `train` keeps it in a table"),
        ("swnig(loss.generator)", "unknown function `swnig`", nil),
    ])
    func wrong(_ text: String, _ message: String, _ help: String?) throws {
        let error = try #require(Run("let width = 4\ndata ring\ntrain 5\nprint \(text)").error)
        #expect(error.message == message && error.help.first == help)
    }

    @Test("a check finds what no run could answer, and nothing else")
    func checks() throws {
        let right = "data ring\ntrain 30\nexpect swing(loss.generator, 200) < 1\nstop when amplitude(loss.generator, 50) > 1\ntrain 5"
        #expect(Run(right) { $0.isCheckOnly = true }.error == nil)
        for (script, message) in [
            ("data ring\nexpect swing(loss.generator) < 1", "`loss.generator` is known after the first training step"),
            ("data ring\ntrain 5\nprint swing(distance)", "`distance` cannot be measured"),
        ] {
            #expect(try #require(Run(script) { $0.isCheckOnly = true }.error).message.hasPrefix(message))
        }
    }

    @Test("the circle of the smallest game has the period that its rate gives")
    func circle() throws {
        let game = """
            data line modes 1 deviation 0.3 offset 1
            latent 1
            generator
              layer dense data initializer zeros
            discriminator
              layer dense 1
            loss wgan
            penalty none
            optimizer sgd rate 0.1
            train 300
            """
        // Two numbers chasing each other turn by the rate at every step: 2π / 0.1.
        let run = Run(game + "\nexpect period(loss.generator, 200) > 61 and period(loss.generator, 200) < 65")
        #expect(run.error == nil, "\(run.message ?? "")")
    }
}
