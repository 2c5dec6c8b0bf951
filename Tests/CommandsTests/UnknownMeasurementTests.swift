import Testing

@testable import Commands

/// Measurements that have no value, or none any more.
@Suite struct UnknownMeasurementTests {
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
}
