import Foundation
import Lab
import Testing

@testable import Commands

@Suite struct PlotTests {
    static let kinds = plotCatalogue.entries.map(\.name)

    @Test("every kind of plot makes a picture of points in the plane and on a line", arguments: ["ring", "line", "spiral"])
    func pointsHaveAllPlots(data: String) throws {
        let bench = LookingWorkbench()
        try bench.run("data \(data)\ntrain 3")
        #expect(Self.kinds.count >= 12)
        let recipe = try #require(bench.session.experiment).recipe
        for kind in Self.kinds where measurement(named: kind)?.unavailability(in: recipe) == nil {
            let said = try bench.run("plot \(kind) \"\(kind).png\"")
            #expect(said.contains("\(kind).png"), "\(kind)")
            #expect(bench.bytes("\(kind).png").starts(with: pictureSignature), "\(kind)")
        }
    }

    @Test("images have every plot but the map of the discriminator, which says what to plot instead")
    func imagesHavePlots() throws {
        let bench = LookingWorkbench()
        try bench.run("data digits\ntrain 2")
        let recipe = try #require(bench.session.experiment).recipe
        for kind in Self.kinds where kind != "critic" && measurement(named: kind)?.unavailability(in: recipe) == nil {
            try bench.run("plot \(kind) \"\(kind).png\"")
            #expect(bench.bytes("\(kind).png").starts(with: pictureSignature), "\(kind)")
        }
        let failure = try #require(bench.failure("plot critic"))
        #expect(failure.message == "`plot critic` draws the discriminator over a plane or a line, but `data digits` is 8x8x1")
        #expect(failure.help == ["`plot score` shows its opinion of real and generated examples, `plot samples` the images"])
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
            for kind in Self.kinds where !["samples", "critic"].contains(kind) {
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
        // A measurement that a saved experiment leaves out is asked for, not drawn empty.
        try bench.run("save \"a.safetensors\"\nload \"a.safetensors\"")
        #expect(bench.failure("plot modes")?.message == "no value of `modes` has been kept yet")
    }

    @Test("figures are numbered in the order of drawing")
    func numbering() throws {
        let bench = LookingWorkbench()
        try bench.run("data ring\ntrain 2\nplot losses\nplot samples \"mine.pdf\"\nplot samples")
        #expect(bench.bytes("01-losses.png").starts(with: pictureSignature))
        #expect(bench.text("mine.pdf").hasPrefix("%PDF"))
        #expect(bench.bytes("02-samples.png").starts(with: pictureSignature))
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
        #expect(one.history == other.history)
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
