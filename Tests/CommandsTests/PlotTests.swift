import Figures
import Foundation
import Lab
import Language
import Testing

@testable import Commands

@Suite struct PlotTests {
    /// All but the one that plain noise has nothing for.
    static let kinds = plotCatalogue.entries.map(\.name).filter { $0 != "codes" }

    @Test("every kind of plot makes a picture of points in the plane and on a line", arguments: ["ring", "line", "spiral", "moons", "point", "point dimensions 2 at -1"])
    func pointsHaveAllPlots(data: String) throws {
        let bench = LookingWorkbench()
        try bench.run("data \(data)\ntrain 3")
        #expect(Self.kinds.count >= 12)
        let recipe = try #require(bench.session.experiment).recipe
        for kind in Self.kinds where (try? checkPlot(named: kind, of: recipe)) != nil {
            let said = try bench.run("plot \(kind) \"\(kind).png\"")
            #expect(said.contains("\(kind).png"), "\(kind)")
            #expect(bench.bytes("\(kind).png").starts(with: pictureSignature), "\(kind)")
        }
    }

    @Test("images have every plot but the path of their mean, which says what to plot instead")
    func imagesHavePlots() throws {
        let bench = LookingWorkbench()
        try bench.run("data digits\ntrain 2")
        let recipe = try #require(bench.session.experiment).recipe
        // What fresh networks make is no digit, and has no balance.
        for kind in Self.kinds where !["critic", "balance"].contains(kind) && (try? checkPlot(named: kind, of: recipe)) != nil {
            try bench.run("plot \(kind) \"\(kind).png\"")
            #expect(bench.bytes("\(kind).png").starts(with: pictureSignature), "\(kind)")
        }
        let failure = try #require(bench.failure("plot centre"))
        #expect(failure.message == "`plot centre` draws a way in a plane or on a line, but `data digits` is 8x8x1")
        #expect(failure.help == ["`shift` measures how far the mean is from the data's, `plot shift` draws it over the steps"])
        #expect(failure.category.exitStatus == 2)
    }

    @Test("a critic's plots have scores instead of probabilities, and no accuracy")
    func critics() throws {
        for data in ["ring", "line"] {
            let bench = LookingWorkbench()
            try bench.run("data \(data)\nloss wgan-gp\ntrain 2")
            for kind in ["samples", "critic", "score", "losses", "gradients"] {
                try bench.run("plot \(kind) \"\(kind).svg\"")
                #expect(bench.text("\(kind).svg").contains("<svg"), "\(kind)")
            }
            #expect(bench.text("critic.svg").contains("the critic · step 2 · wgan-gp"))
            let failure = try #require(bench.failure("plot accuracy"))
            #expect(failure.message.hasPrefix("`plot accuracy` has nothing to show: a critic's score"))
        }
    }

    @Test("before training, samples and the discriminator can be seen, curves ask for steps")
    func untrained() throws {
        for data in ["ring", "line", "digits"] {
            let bench = LookingWorkbench()
            try bench.run("data \(data)\nplot samples \"samples.png\"")
            #expect(bench.bytes("samples.png").starts(with: pictureSignature))
            let recipe = try #require(bench.session.experiment).recipe
            let curves = Self.kinds.filter { kind in
                showsSteps(kind) && (try? checkPlot(named: kind, of: recipe)) != nil
            }
            #expect(curves.count >= 8)
            for kind in curves {
                let failure = try #require(bench.failure("plot \(kind)"), "\(kind)")
                #expect(failure.message == "no training step has been made yet", "\(kind)")
            }
        }
    }

    @Test("a measurement of samples is drawn at some steps, every other one at each")
    func measurements() throws {
        let bench = LookingWorkbench()
        try bench.run("data ring\nloss wgan-gp\ntrain 50")
        let experiment = try #require(bench.session.experiment)
        func steps(_ name: String) throws -> [Double] {
            let figure = try MeasurementPlot.figure(of: try #require(measurement(named: name)), in: experiment)
            guard case .lines(let plot) = figure.content else { return [] }
            return plot.series[0].x
        }
        #expect(try steps("modes") == [20, 40, 50])
        #expect(try steps("balance") == [20, 40, 50])
        #expect(try steps("distance") == (1...50).map(Double.init))
        #expect(try bench.run("plot modes").contains("01-modes.png"))
        #expect(MeasuringTimes(steps: 10_000).contains(200) && !MeasuringTimes(steps: 10_000).contains(100))
        let watched = Watched(kinds: ["modes"], interval: 7)
        #expect(MeasuringTimes(steps: 10_000, watched: watched).contains(7))
        // What was kept now and then is saved with the rest.
        try bench.run("save \"a.safetensors\"\nload \"a.safetensors\"")
        #expect(try steps("modes") == [20, 40, 50])
    }

    @Test("figures are numbered in the order of drawing")
    func numbering() throws {
        let bench = LookingWorkbench()
        try bench.run("data ring\ntrain 2\nplot losses\nplot samples \"mine.pdf\"\nplot samples")
        #expect(bench.bytes("01-losses.png").starts(with: pictureSignature))
        #expect(bench.text("mine.pdf").hasPrefix("%PDF"))
        #expect(bench.bytes("02-samples.png").starts(with: pictureSignature))
    }

    @Test("a later session numbers its figures behind those it finds, and replaces only those it names")
    func laterSession() throws {
        let bench = LookingWorkbench()
        try bench.run("data ring\nplot samples\nplot samples \"mine.png\"")
        for name in ["07-modes.png", "12-sample.png", "99-problems.png", "2024-10-report.png", "31-samples.svg"] {
            try Data([1]).write(to: bench.folder.appendingPathComponent(name))
        }
        let first = bench.bytes("01-samples.png")
        let mine = bench.bytes("mine.png")
        let later = GanSession(options: bench.session.options, output: RecordedOutput())
        try later.run(Source(name: "test.gan", text: "data ring\nseed 5\nplot samples\nsample 5\nplot samples \"mine.png\""))
        #expect(bench.bytes("13-samples.png").starts(with: pictureSignature))
        #expect(bench.bytes("14-sample.png").starts(with: pictureSignature))
        #expect(bench.bytes("01-samples.png") == first)
        #expect(bench.bytes("12-sample.png") == [1])
        #expect(bench.bytes("mine.png") != mine)
    }

    @Test("a figure leaves its title, the path and the prompt on the screen", arguments: [(80, 24), (40, 12), (20, 8), (200, 60)])
    func room(columns: Int, rows: Int) throws {
        let bench = LookingWorkbench(mode: .ascii, columns: columns, rows: rows)
        try bench.run("data ring\ntrain 2")
        for kind in ["samples", "critic", "losses"] {
            let said = try bench.run("plot \(kind) \"a.png\"")
            let lines = said.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            let path = try #require(lines.last)
            #expect(path.hasPrefix("\(kind): "))
            let taken = lines.count - 1 + (path.count + columns - 1) / columns
            if (path.count + columns - 1) / columns <= rows - 6 {
                #expect(taken + 1 <= rows, "\(kind)")
                #expect(lines.first?.contains("  ") == true || lines.first?.contains("s") == true)
            }
        }
    }

    @Test("the end of the duel is drawn beside the losses where it is known")
    func equilibrium() throws {
        func references(_ script: String) throws -> [LinePlot.Reference] {
            let bench = LookingWorkbench()
            try bench.run("data ring\n\(script)\ntrain 2")
            let figure = try LossesPlot.figure(of: try #require(bench.session.experiment))
            guard case .lines(let plot) = figure.content else { return [] }
            return plot.references
        }
        #expect(try references("loss non-saturating").map(\.name) == ["equilibrium 0.6931", "equilibrium 1.386"])
        #expect(try references("loss minimax").map(\.name) == ["equilibrium -0.6931", "equilibrium 1.386"])
        #expect(try references("loss wgan-gp").map(\.place) == [.height(0)])
        #expect(try references("loss non-saturating\npenalty gradient-penalty").isEmpty)
        #expect(try references("loss non-saturating\npenalty r1").count == 2)
        #expect(try references("loss non-saturating\npenalty gradient-penalty target 0").count == 2)
        #expect(try references("loss non-saturating\npenalty r1\npenalty weight-decay").isEmpty)
        #expect(try references("loss wgan\npenalty none").isEmpty)
        #expect(try references("loss minimax\ntrick unroll 1").count == 2)
        #expect(try references("loss minimax\ntrick label-smoothing").isEmpty)
        #expect(try references("loss minimax\ntrick feature-matching").isEmpty)
    }

    @Test("after a failed training the way to it is seen, on an axis that shows both ends")
    func failure() throws {
        let bench = LookingWorkbench(mode: .ascii)
        let script = "data ring\nloss lsgan\noptimizer sgd rate 0.001\ntrain 120\noptimizer sgd rate 10\ntrain 100"
        let failure = try #require(bench.failure(script))
        #expect(failure.message.contains("is not a finite number at step"))
        let experiment = try #require(bench.session.experiment)
        let failed = try #require(experiment.failedStretch)
        let figure = try LossesPlot.figure(of: experiment)
        guard case .lines(let plot) = figure.content else { return }
        // The usual losses lie on the linear part, the explosion beyond it, and its few steps fill a part of the width.
        guard case .symmetricLogarithmic(let limit) = plot.yScale else {
            Issue.record("expected a symmetric logarithmic axis, found \(plot.yScale)")
            return
        }
        #expect((0.01...1).contains(limit))
        let steps = try #require(plot.xRange)
        #expect(steps.contains(Double(failed.step)) && steps.upperBound - steps.lowerBound < 5.2 * 50)
        #expect(plot.series.map(\.name) == ["generator", "", "discriminator", ""])
        #expect(plot.series[0].x.last == 120 && plot.series[1].x.first == 120)
        #expect(plot.series[3].x.last ?? 0 >= Double(failed.step - 1))
        #expect(plot.references.map(\.name).suffix(2) == ["weights of step 120", "not a number at step \(failed.step)"])
        let shown = try bench.run("plot losses")
        #expect(shown.contains("weights of step 120") && shown.contains("not a number at step \(failed.step)"))
        // What is kept of samples ends with the weights.
        #expect(!(try bench.run("plot modes")).contains("not a number"))
        for kind in ["gradients", "score", "loss.generator"] {
            #expect(try bench.run("plot \(kind)").contains("weights of step 120"), "\(kind)")
        }
        let history = try bench.run("show history")
        #expect(history.contains("\n   120  ") && history.contains(" *\n"))
        #expect(history.hasSuffix(
            "  * the way to step \(failed.step), where `\(failed.quantity)` was no finite number; the weights are those of step 120\n"))
        let after = try bench.run("optimizer sgd rate 0.001\ntrain 3\nplot losses\nshow history")
        #expect(!after.contains("not a number") && !after.contains("*\n") && after.contains("\n   123  "))
    }

    @Test("a wrong ending is refused before anything is drawn")
    func endings() throws {
        let bench = LookingWorkbench()
        let failure = try #require(bench.failure("data ring\nplot samples \"ring.gif\""))
        #expect(failure.message == "a figure can be written as .png, .svg or .pdf, found `ring.gif`")
        #expect(bench.session.experiment == nil)
    }

    @Test("drawing leaves training as it is, bit for bit")
    func drawingChangesNothing() throws {
        let plain = LookingWorkbench()
        try plain.run("data ring\ntrain 4")
        let looked = LookingWorkbench()
        try looked.run("data ring\ntrain 2\nplot samples\nplot critic\nsample 10\nmeasure\nshow data\ntrain 2")
        let one = try #require(plain.session.experiment)
        let other = try #require(looked.session.experiment)
        #expect(one.history.count == 4)
        #expect(one.history.columns == other.history.columns)
    }

    @Test("every plot's example runs")
    func examples() throws {
        for entry in plotCatalogue.entries {
            let bench = LookingWorkbench()
            let said = try bench.run(entry.example)
            #expect(said.contains("01-\(entry.name).png"), "\(entry.name)")
            #expect(!entry.source.isEmpty)
        }
    }
}
