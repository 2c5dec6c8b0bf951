import Figures
import Lab
import Language
import Testing

@testable import Commands

@Suite("What a watched training looks like")
struct WatchLayoutTests {
    private static let kinds = ["samples", "critic", "losses", "modes"]

    private static func figures(_ kinds: [String]) throws -> [ShownFigure] {
        let bench = LookingWorkbench()
        try bench.run("data ring\nbatch 8\ntrain 40")
        let experiment = try #require(bench.session.experiment)
        return try kinds.map { ShownFigure(try figure(named: $0, of: experiment), kind: $0) }
    }

    @Test(
        "the figures fill the window, with two lines below them", arguments: [(40, 12), (80, 24), (100, 30), (200, 50)],
        [GraphicsMode.blocks, .ascii])
    func layout(_ size: (columns: Int, rows: Int), _ mode: GraphicsMode) throws {
        for count in 1...4 {
            var text = EventText(terminal: Terminal(mode: mode, columns: size.columns, rows: size.rows))
            text.linesBelowFrame = 2
            let lines = text.text(of: .frame(try Self.figures(Array(Self.kinds.prefix(count))))).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            #expect(lines.count <= size.rows - 2)
            #expect(lines.count > size.rows * 2 / 3, "\(count)")
            #expect(lines.allSatisfy { visibleWidth($0) <= size.columns })
            let whole = lines.joined(separator: "\n")
            // Each begins with its title, of which a narrow window shows the beginning.
            for title in ["samples of ring", "the discriminator", "losses", "modes"].prefix(count) { #expect(whole.contains(title), "\(title)") }
        }
    }

    @Test("where not all are legible, the first that are have the window")
    func fewer() throws {
        var text = EventText(terminal: Terminal(mode: .ascii, columns: 30, rows: 8))
        text.linesBelowFrame = 2
        let shown = text.text(of: .frame(try Self.figures(Self.kinds)))
        #expect(shown.contains("samples of ring") && !shown.contains("modes"))
        #expect(Arrangement.legibleCount(of: 4, columns: 100, rows: 28) == 4)
        #expect(Arrangement.legibleCount(of: 4, columns: 5, rows: 2) == 1)
    }

    @Test("the line of the keys has those that fit, whole")
    func keys() {
        let line = ControlLine([.init("space", "pause"), .init("q", "end"), .init("← →", "in time")])
        #expect(line.text(columns: 80) == "space pause  q end  ← → in time")
        #expect(line.text(columns: 30) == "space pause  q end")
        #expect(line.text(columns: 3) == "space pause")
        #expect(line.text(columns: 80) { "[\($0)]" } == "[space] pause  [q] end  [← →] in time")
    }

    @Test("the line of a pause says the step first, and what else fits")
    func pause() {
        let numbers = TrainingNumbers(losses: [.init(.discriminator, 0.61)], modes: 5, modeCount: 8)
        let pause = ControlLine.Pause(step: 21_000, end: 50_000, numbers: numbers)
        #expect(pause.line(columns: 79) == "paused at step 21 000 of 50 000  D 0.61 modes 5/8")
        #expect(pause.line(columns: 40) == "paused at step 21 000  D 0.61 modes 5/8")
        #expect(pause.line(columns: 10) == "paused at step 21 000")
    }

    @Test("the line of a running training leaves out what a narrow window has no room for")
    func progress() {
        let numbers = TrainingNumbers(losses: [.init(.discriminator, 0.61), .init(.generator, 1.22)], modes: 5, modeCount: 8)
        let progress = TrainingProgress(done: 210, steps: 500, seconds: 3, rate: 71, numbers: numbers)
        #expect(progress.line(isPlain: false, columns: 120) == progress.line(isPlain: false))
        #expect(progress.line(isPlain: false, columns: 45) == "train  42% 210/500 D 0.61 G 1.22 modes 5/8")
        #expect(progress.line(isPlain: false, columns: 39) == "210/500 D 0.61 G 1.22 modes 5/8")
    }
}
