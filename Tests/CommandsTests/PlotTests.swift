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
        for kind in Self.kinds {
            let said = try bench.run("plot \(kind) \"\(kind).png\"")
            #expect(said.contains("\(kind).png"), "\(kind)")
            #expect(bench.bytes("\(kind).png").starts(with: pictureSignature), "\(kind)")
        }
    }

    @Test("images have every plot but the map of the discriminator, which says what to plot instead")
    func imagesHavePlots() throws {
        let bench = LookingWorkbench()
        try bench.run("data digits\ntrain 2")
        for kind in Self.kinds where kind != "critic" {
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
