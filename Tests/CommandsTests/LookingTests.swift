import Figures
import Foundation
import Lab
import Language
import Testing

@testable import Commands

@Suite struct LookingTests {
    @Test("show model lists layers, sizes, parameters, totals and memory")
    func model() throws {
        let said = try LookingWorkbench().run("data ring\nshow model")
        // Dense layers have inputs × outputs + outputs parameters: 64·128 + 128 = 8320, and so on.
        let expected = """
            generator
              layer     output  parameters
              noise         64
              dense        128        8320
              relu         128
              dense        128      16 512
              relu         128
              dense          2         258
              together              25 090

            discriminator
              layer     output  parameters
              example        2
              dense        128         384
              relu         128
              dense        128      16 512
              relu         128
              dense          1         129
              together              17 025

            42 115 parameters in all; training in batches of 256 needs about
            """
        #expect(said.hasPrefix(expected))
        #expect(said.hasSuffix("MB\n"))
    }

    @Test("show settings is a script with every number, defaults marked")
    func settings() throws {
        let script = """
            seed 7
            data ring modes 5
            latent 16
            generator
              layer dense 32 relu
              layer dense 2
            loss wgan-gp weight 1
            optimizer adam rate 0.001 beta1 0.5
            batch 100
            ratio discriminator 5 generator 1
            show settings
            """
        let said = try LookingWorkbench().run(script)
        let expected = """
            seed 7
            data ring modes 5 radius 2 deviation 0.02
            latent 16
            generator
              layer dense 32 initializer he relu
              layer dense 2 initializer he
            discriminator                               # by default
              layer dense 128 initializer he relu       # by default
              layer dense 128 initializer he relu       # by default
              layer dense 1 initializer he              # by default
            loss wgan-gp weight 1 target 1
            penalty gradient-penalty weight 1 target 1  # the loss's own
            trick none                                  # by default
            optimizer adam rate 0.001 beta1 0.5 beta2 0.999 epsilon 1e-08
            batch 100
            ratio discriminator 5 generator 1
            # `loss wgan-gp` was published with weight 10, `ratio discriminator 5`, `optimizer adam rate 0.0001 beta1 0 beta2 0.9`, on photographs; weight 0.1 in its code for points

            """
        #expect(said == expected)
        // What it prints makes the same recipe.
        let first = LookingWorkbench()
        try first.run(script)
        let again = LookingWorkbench()
        try again.run(said + "measure step")
        #expect(first.session.experiment?.recipe == again.session.experiment?.recipe)
        #expect(again.session.experiment != nil)
    }

    @Test(
        "show settings makes the same recipe again",
        arguments: [
            "trick unroll steps 3", "trick unroll steps 3 rate 0.01", "loss wgan clip 0.1", "penalty clip limit 0.2",
            "optimizer discriminator rmsprop rate 0.0001 decay 0.9", "optimizer sgd rate 0.1 momentum 0.5",
            "generator\nlayer dense 8 leaky-relu slope 0.1\nlayer dense data", "model mlp width 32", "loss lsgan",
            "generator\nlayer dense 8 initializer normal deviation 0.3 no-bias\nlayer batchnorm momentum 0.5\nlayer elu\nlayer tanh\nlayer dense data",
            "data digits classes 3, 1 size 16\nmodel dcgan width 4 critic", "data spiral turns 2", "data grid\ntrick unroll 2",
            "trick spectral-norm network both",
            "trick feature-matching layer 1",
            "trick instance-noise deviation 0.5 to 0 over 5000", "trick instance-noise deviation 0.5 to 0.01 over 5000 geometric",
            "trick label-smoothing real 0.8",
            "trick label-smoothing real 0.7..1.2", "trick label-smoothing real 0.9 generated 0..0.2 insist",
            "trick flip-labels 0.1 to 0 over 1000", "trick label-noise 0.2", "trick pack 4", "trick replay size 2000",
            "trick augment translation reach 0.2 target 0.5", "data digits\ntrick augment cutout brightness probability 0.5",
            "trick top-k share 1 to 0.5 over 100 geometric", "trick mixed-batch",
            "discriminator\nlayer maxout 8 pieces 3 initializer normal\nlayer dense 1",
            "trick average decay 0.9\ntrick unroll 1",
            "loss wgan-gp\npenalty none", "data line\nloss hinge\npenalty clip limit 0.3\npenalty gradient-penalty weight 0.1",
        ])
    func settingsAgain(line: String) throws {
        let first = LookingWorkbench()
        let said = try first.run("data ring\n\(line)\nshow settings")
        let again = LookingWorkbench()
        try again.run(said + "measure step")
        #expect(again.session.experiment != nil)
        #expect(first.session.experiment?.recipe == again.session.experiment?.recipe, "\(said)")
    }

    @Test("show data says size, examples and modes for points and for images")
    func data() throws {
        let ring = try LookingWorkbench().run("data ring modes 5\nshow data")
        #expect(ring.contains("size of an example  2\n"))
        #expect(ring.contains("modes               5\n"))
        #expect(ring.contains("drawn fresh at every step"))
        let digits = try LookingWorkbench(mode: .ascii).run("data digits\nshow data")
        #expect(digits.contains("size of an example  8x8x1\n"))
        #expect(digits.contains("examples            1797\n"))
        #expect(digits.contains("classes             0 (178), 1 (182), "))
        #expect(digits.split(separator: "\n").count > 12)
        let moons = try LookingWorkbench().run("data moons\nshow data")
        #expect(moons.contains("classes             0, 1\n"))
        for axes in ["1", "2"] {
            let point = try LookingWorkbench(mode: .ascii).run("data point dimensions \(axes) at 3\nshow data")
            #expect(point.contains("examples            all the same: 3\(axes == "2" ? ", 3" : "")\n"))
            #expect(point.split(separator: "\n").count > 12)
        }
    }

    @Test("show history has about ten rows, the first and the last step among them")
    func history() throws {
        let bench = LookingWorkbench()
        try bench.run("data ring\ntrain 57")
        let lines = try bench.run("show history").split(separator: "\n")
        #expect(lines.count == 12)
        #expect(lines[0].contains("loss.generator"))
        #expect(lines[1].hasPrefix("     1 "))
        #expect(lines[11].hasPrefix("    57 "))
        let failure = try #require(LookingWorkbench().failure("data ring\nshow history"))
        #expect(failure.message == "no training step has been made yet")
    }

    @Test("show script prints what was run")
    func script() throws {
        let said = try LookingWorkbench().run("data ring\nlet width = 8\nshow script")
        #expect(said.contains("data ring\nlet width = 8\n"))
    }

    @Test("measure prints name, value and unit, and says why a quantity is missing")
    func measure() throws {
        let bench = LookingWorkbench()
        try bench.run("data ring\ntrain 3")
        #expect(try bench.run("measure step").contains("step             3  steps\n"))
        let all = try bench.run("measure")
        for name in ["loss.generator", "score.real", "accuracy.fake", "modes", "quality", "balance"] {
            #expect(all.contains("  \(name) "), "\(name)")
        }
        #expect(!all.contains("distance"))
        let images = try #require(LookingWorkbench().failure("data moons\nmeasure modes"))
        #expect(images.message.contains("`data moons` has no known modes"))
        let early = try #require(LookingWorkbench().failure("data ring\nmeasure loss.generator"))
        #expect(early.message == "`loss.generator` is known after the first training step")
        let untrained = try LookingWorkbench().run("data ring\nmeasure")
        #expect(untrained.contains("modes"))
        #expect(!untrained.contains("loss.generator"))
    }

    @Test("the balance of samples that reach no mode is infinite, wherever it is asked for")
    func emptyBalance() throws {
        let bench = LookingWorkbench()
        try bench.run("data ring\ngenerator\n  layer dense 2 initializer zeros\noptimizer generator sgd rate 0.0000001\ntrain 2")
        #expect(try bench.run("measure modes balance").contains("balance      infinity  nats\n"))
        #expect(try bench.run("print balance").contains("infinity"))
        try bench.run("expect balance > 100")
        try bench.run("train 2 until balance < 0.1")
        #expect(bench.failure("expect balance <= 0.2") != nil)
        #expect(bench.failure("plot balance")?.message.contains("was infinite whenever it was measured") == true)
        try bench.run("record \"a.csv\" modes balance")
        #expect(try bench.run("table \"a.csv\" by modes").contains("infinity"))
    }

    @Test("sample draws so many points, curves or images and writes them")
    func sample() throws {
        for data in ["ring", "line", "digits"] {
            let bench = LookingWorkbench(mode: .ascii)
            let said = try bench.run("data \(data)\nsample 9 \"nine.png\"")
            #expect(bench.bytes("nine.png").starts(with: pictureSignature))
            #expect(said.contains("nine.png\n"))
            #expect(said.split(separator: "\n").count > 8, "\(data)")
        }
        let failure = try #require(LookingWorkbench().failure("data digits\nsample 3000"))
        #expect(failure.message == "a figure shows at most 2500 images, found 3000")
    }

    @Test("watch redraws on a terminal at most ten times a second, once at the end, and never elsewhere")
    func watch() throws {
        final class Screen: SessionOutput {
            var drawn: [String] = []
            var notes = ""
            private var text: EventText
            let showsFrames: Bool

            init(_ mode: GraphicsMode) {
                text = EventText(terminal: Terminal(mode: mode, columns: 60, rows: 20))
                showsFrames = mode != .none
            }

            func receive(_ event: SessionEvent) {
                if case .frame = event { drawn.append(text.text(of: event)) }
                if case .remark(let words) = event { notes += words }
            }
        }
        func screen(_ mode: GraphicsMode, _ script: String) throws -> Screen {
            let screen = Screen(mode)
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)")
            let options = SessionOptions(outputFolder: folder)
            let session = GanSession(options: options, output: screen)
            let start = ContinuousClock.now
            try session.run(Source(name: "test.gan", text: script))
            let limit = Int((ContinuousClock.now - start) / .milliseconds(100)) + 2
            #expect(screen.drawn.count <= limit)
            return screen
        }
        let watched = try screen(.ascii, "data ring\nwatch samples every 2\ntrain 20")
        #expect(watched.drawn.first?.contains("generated") == true)
        #expect(watched.drawn.last?.contains("step 20") == true)
        let several = try screen(.ascii, "data ring\nwatch samples losses modes every 2\ntrain 20")
        for word in ["samples of ring", "losses", "modes"] { #expect(several.drawn.last?.contains(word) == true) }
        #expect(several.notes.isEmpty)
        // All that follows the figures has room below them: the live line, two of the closing one, the files, the prompt.
        #expect(several.drawn.allSatisfy { $0.count { $0 == "\n" } <= 20 - 1 - 2 - 3 - 1 })
        #expect(try screen(.none, "data ring\nwatch samples every 2\ntrain 20").drawn.isEmpty)
        #expect(try screen(.ascii, "data ring\nwatch samples every 2\nwatch off\ntrain 20").drawn.isEmpty)
        let impossible = try screen(.ascii, "data digits\nwatch centre every 1\ntrain 3")
        #expect(impossible.drawn.isEmpty)
        #expect(impossible.notes.hasPrefix("`watch centre` ends: `plot centre` draws"))
    }

    @Test("the axes of watched figures hold still, those of their files fit")
    func heldAxes() throws {
        let bench = LookingWorkbench()
        try bench.run("data ring\nsample 1")
        let experiment = try #require(bench.session.experiment)
        var frame: PlaneFrame?
        var ranges: [ClosedRange<Double>] = []
        for _ in 0..<6 {
            try experiment.train(steps: 30)
            for kind in ["samples", "critic"] {
                let figure = try figure(named: kind, of: experiment, holding: &frame)
                if case .scatter(let scatter) = figure.content, let range = scatter.xRange { ranges.append(range) }
                let held = try #require(frame).ranges
                if case .heatmap(let map) = figure.content {
                    #expect(held.x.lowerBound < map.xRange.lowerBound && map.xRange.upperBound < held.x.upperBound)
                }
            }
        }
        for (earlier, later) in zip(ranges, ranges.dropFirst()) {
            #expect(later.lowerBound <= earlier.lowerBound && later.upperBound >= earlier.upperBound)
        }
        #expect(Set(ranges).count <= 3)
    }

    @Test("watched figures end in files after each training, terminal or not")
    func watchedFiles() throws {
        let bench = LookingWorkbench()
        let said = try bench.run("data ring\nwatch samples losses every 5\ntrain 12\ntrain 3\nwatch off\ntrain 2\nplot samples")
        let names = ["01-samples.png", "02-losses.png", "03-samples.png", "04-losses.png", "05-samples.png"]
        for name in names {
            #expect(said.contains(name), "\(name)")
            #expect(bench.bytes(name).starts(with: pictureSignature), "\(name)")
        }
        #expect(!FileManager.default.fileExists(atPath: bench.folder.appendingPathComponent("06-losses.png").path))
    }

    @Test("nothing is written while a script is only checked")
    func checking() throws {
        let bench = LookingWorkbench(isCheckOnly: true)
        let said = try bench.run(
            "data ring\ntrain 5\nplot samples\nsample 5\nmeasure\nshow model\nexpect modes >= 9\nrecord \"a.csv\" step\ntable")
        #expect(said.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: bench.folder.path))
        #expect(bench.failure("plot samples \"a.bmp\"") != nil)
    }

    @Test(
        "every example of the looking and scripting commands runs",
        arguments: [
            PlotCommand.declaration, SampleCommand.declaration, WatchCommand.declaration, ShowCommand.declaration,
            MeasureCommand.declaration, ExpectCommand.declaration, RecordCommand.declaration, TableCommand.declaration,
        ].flatMap(\.examples))
    func examples(script: String) throws {
        try LookingWorkbench().run(script)
    }
}
