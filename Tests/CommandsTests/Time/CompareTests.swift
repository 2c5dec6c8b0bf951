import Figures
import Foundation
import Language
import Testing

@testable import Commands
@testable import Lab

@Suite("Beside each other")
struct CompareTests {
    private static let small = AtTests.small

    private func tables(_ run: Run) -> [TextTable] {
        run.output.events.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    private func figures(_ run: Run) -> [Figure] {
        run.output.events.compactMap { if case .figure(let shown) = $0 { shown.figure } else { nil } }
    }

    /// The curves of a figure.
    private func series(_ figure: Figure?) -> [LinePlot.Series] {
        if case .lines(let plot)? = figure?.content { plot.series } else { [] }
    }

    @Test("each alternative is trained under each seed as if it were alone, and the table has their means")
    func alternatives() throws {
        let run = Run(Self.small + "compare loss lsgan, wgan-gp weight 1 seeds 4..6 train 40 curves quality, loss.generator")
        defer { run.close() }
        #expect(run.message == nil)
        let table = try #require(tables(run).first)
        #expect(table.rows.map(\.first) == ["lsgan", "wgan-gp weight 1"] && table.rows.map { $0[1] } == ["3", "3"])
        let column = try #require(table.header.firstIndex(of: "quality"))
        for (row, loss) in [(0, "lsgan"), (1, "wgan-gp weight 1")] {
            var values: [Double] = []
            var ends: [Double] = []
            for seed in 4...6 {
                let alone = Run(Self.small + "loss \(loss)\nseed \(seed)\ntrain 40")
                defer { alone.close() }
                let experiment = try #require(alone.session.experiment)
                values.append(try #require(measurement(named: "quality")).value(of: experiment))
                ends.append(Double(try #require(experiment.history.value("loss.generator", atStep: 40))))
            }
            #expect(table.rows[row][column] == Spread(values).text)
            let curve = series(figures(run).last)[row]
            #expect(curve.name == loss && curve.hasBand && curve.x.last == 40)
            #expect(abs((curve.y.last ?? 0) - Spread(ends).mean) < 1e-9)
            #expect(abs((curve.deviations.last ?? 0) - (Spread(ends).deviation ?? 0)) < 1e-9)
        }
        #expect(figures(run).count == 2)
    }

    @Test("the session stays as it is")
    func nothingChanges() throws {
        let run = Run(Self.small + "train 10\nloss lsgan")
        defer { run.close() }
        let before = try #require(run.session.experiment).snapshot()
        #expect(run.run("compare optimizer sgd rate 0.1, adam rate 0.01 seeds 1 train 3") == nil)
        let after = try #require(run.session.experiment).snapshot()
        #expect(after.state.values == before.state.values && after.recipe == before.recipe && after.history == before.history)
        #expect(run.session.draft.loss.name == "lsgan" && run.session.draft.optimizers.isEmpty)
        let fresh = Run(Self.small + "compare trick none, unroll 2 seeds 1 train 2")
        defer { fresh.close() }
        #expect(fresh.message == nil && fresh.session.experiment == nil)
    }

    @Test("a run that fails is told, and counts for nothing")
    func failing() throws {
        let run = Run(Self.small + "compare optimizer sgd rate 1e30, adam seeds 1..2 train 10")
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.output.notes.contains("`optimizer sgd rate 1e30`: 2 runs failed, the first at step"))
        let table = try #require(tables(run).first)
        #expect(table.rows.map { $0[1] } == ["0", "2"] && table.rows[0][2] == "-")
    }

    @Test("Ctrl-C keeps the runs that are whole, and says how many")
    func interrupted() throws {
        final class Stopping: SessionOutput {
            let recorded = RecordedOutput()
            var session: GanSession?
            var progressPause: Duration { .zero }
            func receive(_ event: SessionEvent) {
                recorded.receive(event)
                // In the middle of the third run of six.
                if case .progress(let progress) = event, progress.done >= 25 { session?.isInterrupted = true }
            }
        }
        let output = Stopping()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-tests-\(UUID().uuidString)", isDirectory: true)
        let session = GanSession(options: SessionOptions(outputFolder: folder, dataFolders: packageData), output: output)
        output.session = session
        defer {
            output.session = nil
            session.close()
            try? FileManager.default.removeItem(at: folder)
        }
        #expect {
            try session.run(Source(name: "prompt", text: Self.small + "compare loss lsgan, hinge seeds 1..3 train 10"))
        } throws: { error in
            let error = error as? Diagnostic
            return error?.category == .interruption && error?.message == "interrupted: 2 of 6 runs are whole"
        }
        let tables = output.recorded.events.compactMap { if case .table(let table) = $0 { table } else { nil } }
        #expect(tables.first?.rows.map { $0[1] } == ["1", "1"])
        #expect(!session.isInterrupted)
    }

    @Test("branches: what was measured, what differs, curves over each other and samples")
    func branches() throws {
        let run = Run(Self.small + "train 20\nbranch cure\nloss lsgan\ntrick unroll 2\ntrain 10")
        defer { run.close() }
        let before = try #require(run.session.experiment).snapshot()
        #expect(run.run("compare main cure curves loss.generator") == nil)
        let tables = tables(run)
        #expect(tables.count == 2)
        #expect(tables[0].header == ["measurement", "main", "cure", "unit"])
        #expect(tables[0].rows.first { $0[0] == "step" }?.prefix(3) == ["step", "20", "30"])
        #expect(tables[1].header == ["recipe of main", "recipe of cure"])
        #expect(tables[1].rows.contains { $0[1].hasPrefix("loss lsgan") } && tables[1].rows.contains { $0[1].hasPrefix("trick unroll 2") })
        #expect(!tables[1].rows.joined().contains { $0.hasPrefix("data") || $0.hasPrefix("batch") })
        let curves = series(figures(run).first)
        #expect(curves.map(\.name) == ["main", "cure"] && curves.map { $0.x.count } == [20, 30])
        #expect(Array(curves[1].y.prefix(20)) == curves[0].y)
        guard case .panels(let samples)? = figures(run).last?.content else { return #expect(Bool(false), "samples") }
        #expect(figures(run).count == 2 && samples.map(\.title) == ["main · step 20 · non-saturating", "cure · step 30 · lsgan"])
        let frames = samples.compactMap { if case .scatter(let scatter) = $0.content { scatter.xRange } else { nil } }
        #expect(frames.count == 2 && frames[0] == frames[1])
        let after = try #require(run.session.experiment).snapshot()
        #expect(after.state.values == before.state.values && run.session.time.branches.current == "cure")
        #expect(run.run("compare main") == nil && run.run("compare") == nil)
    }

    @Test("mistakes stand at their own places", arguments: [
        ("compare loss wgan, hnge", "unknown loss `hnge`", "hnge"),
        ("compare loss wgan", "expected at least two alternatives, found one", "loss wgan"),
        ("compare loss wgan, hinge, wgan", "expected another alternative than `wgan`, found it again", "wgan"),
        ("compare loss", "expected a loss, found the end of the line", ""),
        ("compare loss wgan, hinge seeds", "expected a whole number of at least 0 for `seeds`, found the end of the line", ""),
        ("compare mian", "no branch is called `mian`", "mian"),
        ("compare main", "expected another branch than `main`, which is the one that you are on", "main"),
        ("compare", "expected a branch, or a part of the recipe with alternatives, found the end of the line", "compare"),
        ("compare ratio discriminator 0, discriminator 2", "", ""),
    ])
    func mistakes(statement: String, message: String, place: String) throws {
        for isCheck in [false, true] {
            let run = Run("") { $0.isCheckOnly = isCheck }
            defer { run.close() }
            let error = try #require(run.run(Self.small + statement))
            if !message.isEmpty { #expect(error.message == message) }
            if !place.isEmpty { #expect(error.span?.text == place) }
        }
    }

    @Test("a branch whose name is an option's word is named in quotes, and the error says so", arguments: [
        "compare train main2", "compare main2 train", "compare train",
    ])
    func namedAsOption(_ statement: String) throws {
        let run = Run(Self.small + "train 2\nbranch train\ntrain 2\nbranch main2\ntrain 2")
        defer { run.close() }
        #expect(try #require(run.run(statement)).help.contains { $0.contains("`compare \"train\"`") })
        #expect(run.run("compare \"train\" main2 curves loss.generator") == nil)
    }

    @Test("a seed that is named twice is one run, and an alternative that says the same in other words is none")
    func twice() throws {
        let run = Run(Self.small + "compare loss lsgan, hinge seeds 4, 4, 5 train 2")
        defer { run.close() }
        #expect(run.message == nil)
        #expect(tables(run).first?.rows.map { $0[1] } == ["2", "2"])
        let error = try #require(run.run("compare optimizer adam rate 0.1, adam rate 1e-1 seeds 1 train 2"))
        #expect(error.message == "expected another alternative than `adam rate 0.1`, found `adam rate 1e-1`, which says the same")
        #expect(error.span?.text == "adam rate 1e-1" && run.session.experiment == nil)
    }

    @Test("a check looks at the recipe of every alternative")
    func checks() {
        let run = Run("") { $0.isCheckOnly = true }
        defer { run.close() }
        let found = run.session.check(
            Source(name: "time.gan", text: Self.small + "ratio discriminator 2\ncompare updates alternating, simultaneous train 5\nplot samples"))
        #expect(found.count == 1)
    }

    @Test("completion goes on within the alternatives")
    func completion() {
        let run = Run(Self.small)
        defer { run.close() }
        let completer = Completer(run.session.interpreter)
        #expect(completer.complete("compare los").candidates.map(\.text) == ["loss"])
        #expect(completer.complete("compare loss wgan-gp weight 1, hin").candidates.map(\.text) == ["hinge"])
        #expect(completer.complete("compare loss wgan-gp wei").candidates.map(\.text) == ["weight"])
        #expect(completer.complete("compare loss wgan, hinge see").candidates.map(\.text) == ["seeds"])
        #expect(completer.complete("compare loss wgan, hinge curves qual").candidates.map(\.text) == ["quality"])
    }
}
