import Foundation
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

    @Test("another seed after training starts anew and says so, also under the command line's own", arguments: [nil, 9])
    func seedAfterTraining(_ override: UInt64?) {
        let run = Run("for s in 1..3\n  seed s\n  data ring\n  train 2\n  expect step == 2\nend") { $0.seed = override }
        #expect(run.message == nil)
        #expect(run.output.notes.components(separatedBy: "the seed changed: both networks start anew\n").count == 3)
        #expect(run.run("seed 3\ntrain 2\nexpect step == 4") == nil)
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
