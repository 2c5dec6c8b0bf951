import Figures
import Foundation
import Lab
import Language
import Testing

@testable import Commands

@Suite("animate")
struct AnimateTests {
    private static let signature = Array("GIF89a".utf8)

    /// Width, height and the number of frames, which a control block each stands before. (GIF89a, sections 18 and 23)
    private func shape(_ bytes: [UInt8]) -> (width: Int, height: Int, frames: Int) {
        guard bytes.count > 10 else { return (0, 0, 0) }
        let frames = bytes.indices.dropLast(7).count { bytes[$0] == 0x21 && bytes[$0 + 1] == 0xF9 && bytes[$0 + 2] == 4 && bytes[$0 + 7] == 0 }
        return (Int(bytes[6]) + Int(bytes[7]) << 8, Int(bytes[8]) + Int(bytes[9]) << 8, frames)
    }

    @Test("figures over the steps behind become one file, and the session stays where it was")
    func behind() throws {
        let bench = LookingWorkbench()
        try bench.run("data ring\nbatch 16\ntrain 30\nloss lsgan")
        let experiment = try #require(bench.session.experiment)
        let before = (weights: experiment.weights, history: experiment.history, recipe: experiment.recipe)
        let said = try bench.run("animate samples critic losses \"all.gif\" from 10 to 30 frames 5 width 200")
        #expect(said.hasPrefix("samples, critic, losses: ") && said.contains("all.gif\n5 frames of 600x"))
        #expect(said.contains(" pixels, step 10 to 30, "))
        #expect(bench.bytes("all.gif").starts(with: Self.signature))
        #expect(shape(bench.bytes("all.gif")).width == 600)
        #expect(shape(bench.bytes("all.gif")).frames == 5)
        #expect(bench.session.experiment === experiment)
        #expect(experiment.weights == before.weights)
        #expect(experiment.history == before.history && experiment.recipe == before.recipe && experiment.step == 30)
        #expect(bench.session.looking.film == nil)
    }

    @Test("training on gives the same numbers with and without it")
    func bits() throws {
        func weights(_ middle: String) throws -> [[Float]]? {
            let bench = LookingWorkbench()
            try bench.run("data ring\nbatch 16\ntrain 20\n\(middle)\ntrain 20")
            return bench.session.experiment?.weights
        }
        let plain = try weights("")
        #expect(try weights("animate samples frames 4 width 200") == plain)
        let filmed = LookingWorkbench()
        try filmed.run("data ring\nbatch 16\nanimate critic \"a.gif\" train 40 frames 4 width 200")
        #expect(filmed.session.experiment?.weights == plain)
        #expect(shape(filmed.bytes("a.gif")).frames == 4)
    }

    @Test("without a kind it shows what is watched, without a name it is numbered among the pictures")
    func defaults() throws {
        let bench = LookingWorkbench()
        let said = try bench.run(
            "data ring\nbatch 8\ntrain 3\nplot samples\nanimate frames 2 width 200\nwatch losses\nanimate frames 2 width 200\nplot samples")
        for name in ["01-samples.png", "02-samples.gif", "03-losses.gif", "04-samples.png"] { #expect(said.contains(name), "\(name)") }
    }

    @Test("what ends a training early leaves the frames up to there")
    func early() throws {
        let bench = LookingWorkbench()
        try bench.run("data ring\nbatch 8\nanimate samples \"until.gif\" train 100 until step >= 6 frames 51 width 200")
        let step = bench.session.experiment?.step
        #expect(step == 6)
        #expect(shape(bench.bytes("until.gif")).frames == 4)
        let failure = try #require(bench.failure("loss lsgan\noptimizer sgd rate 0.3\nanimate losses \"failed.gif\" train 50 frames 50 width 200"))
        #expect(failure.message.contains("is not a finite number"))
        #expect(shape(bench.bytes("failed.gif")).frames == 2)
    }

    @Test("Ctrl-C on the way writes nothing and leaves everything as it was")
    func interruption() throws {
        final class Stopping: SessionOutput {
            var session: GanSession?
            var stops = false
            var progressPause: Duration { .zero }
            func receive(_ event: SessionEvent) {
                guard stops, case .progress(let progress) = event, progress.activity == "animate" else { return }
                stops = false
                session?.isInterrupted = true
            }
        }
        let output = Stopping()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let session = GanSession(options: SessionOptions(outputFolder: folder), output: output)
        output.session = session
        try session.run(Source(name: "test.gan", text: "data ring\nbatch 8\ntrain 50"))
        let weights = session.experiment?.weights
        output.stops = true
        #expect {
            try session.run(Source(name: "test.gan", text: "animate samples \"a.gif\""))
        } throws: { ($0 as? Diagnostic)?.message == "interrupted: no animation was written, and the session is where it was" }
        #expect(!session.isInterrupted && session.experiment?.step == 50)
        #expect(session.experiment?.weights == weights)
        #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("a.gif").path))
        output.session = nil
        session.close()
    }

    @Test(
        "what cannot be done is said with the way out, by a run and by a check",
        arguments: [
            ("animate samples \"a.mp4\"", "an animation can be written as .gif, found `a.mp4`"),
            ("animate samples \"gif\"", "an animation can be written as .gif, found `gif`"),
            ("animate samples from 20 to 10", "expected a first step before the last, found 20 and 10"),
            ("animate samples from 2 train 10", "`from` chooses among the steps behind, but `train` makes new ones"),
            ("animate samples until modes > 2", "`until` ends a training, found it without `train`"),
            ("animate losses scor", "unknown plot `scor`"),
            ("animate losses class 3", "`animate losses` shows no single class"),
        ])
    func mistakes(_ line: String, _ message: String) throws {
        for isCheckOnly in [false, true] {
            let bench = LookingWorkbench(isCheckOnly: isCheckOnly)
            #expect(bench.failure("data ring\nbatch 8\ntrain 5\n\(line)")?.message == message)
        }
    }

    @Test("before any step, and for a plot that shows nothing, a check says what a run would")
    func empty() throws {
        for isCheckOnly in [false, true] {
            #expect(LookingWorkbench(isCheckOnly: isCheckOnly).failure("data ring\nanimate samples")?.message == "no training step has been made yet")
            let digits = LookingWorkbench(isCheckOnly: isCheckOnly).failure("data digits\nbatch 4\ntrain 1\nanimate centre")
            #expect(digits?.message.hasPrefix("`plot centre` draws a way in a plane or on a line") == true)
        }
        // The steps behind were made under another recipe, which a check does not judge by this one.
        #expect(LookingWorkbench(isCheckOnly: true).failure("data ring\ntrain 1\ndata digits\nanimate centre") == nil)
        let bench = LookingWorkbench()
        try bench.run("data ring\nbatch 8\ntrain 5")
        #expect(bench.failure("animate samples to 9")?.message == "expected a step from 0 to 5, those that can be gone to, found 9")
        #expect(bench.failure("plot samples \"a.gif\"")?.help == ["`animate samples \"a.gif\"` writes how it changes over the steps"])
        try bench.run("rewind 0")
        #expect(bench.failure("animate samples")?.message == "expected a first step before the last, found 0 and 0")
        try bench.run("animate samples to 5 frames 2 width 200")
    }

    @Test("frames lie evenly over the steps, the first and the last among them")
    func evenly() {
        #expect(Film.evenSteps(0...10, count: 100) == Array(0...10))
        #expect(Film.evenSteps(0...2000, count: 5) == [0, 500, 1000, 1500, 2000])
        #expect(Film.evenSteps(7...17, count: 4) == [7, 10, 14, 17])
        #expect(Film.evenSteps(3...3, count: 5) == [3])
    }

    @Test("all frames of a map show one piece of the plane")
    func plane() throws {
        let bench = LookingWorkbench()
        // Its samples wander far beyond the data.
        try bench.run("data ring\nbatch 8\noptimizer sgd rate 0.5\nloss wgan\ntrain 30")
        let experiment = try #require(bench.session.experiment)
        let span = Source(name: "", text: "").span
        let steps = Array(0...30)
        let empty = Film(of: ["critic", "samples"], label: nil, at: steps)
        var taken = empty
        _ = try experiment.replica().replay(steps) { taken.take($0) }
        try #require(!taken.staleSteps.isEmpty, "the test needs samples that move")
        let film = try bench.session.film(empty, at: steps, of: experiment, span: span)
        #expect(film.staleSteps.isEmpty && film.frames.count == 31)
        let ranges = film.animation(width: 200, framesPerSecond: 10).frames.map { frame -> [ClosedRange<Double>?] in
            frame.figures.flatMap { figure -> [ClosedRange<Double>?] in
                switch figure.content {
                case .heatmap(let map): [map.xRange, map.yRange, map.valueRange]
                case .scatter(let scatter): [scatter.xRange, scatter.yRange]
                default: []
                }
            }
        }
        #expect(Set(ranges).count == 1)
    }
}

extension Experiment {
    /// The weights of all networks.
    fileprivate var weights: [[Float]] { networks.flatMap { $0.parameters.map(\.values) } }
}
