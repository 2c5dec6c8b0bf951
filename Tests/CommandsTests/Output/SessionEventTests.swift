import Figures
import Foundation
import Language
import Testing

@testable import Commands

@Suite("What a session says, it says as values")
struct SessionEventTests {
    private func events(_ script: String, _ prepare: (inout SessionOptions) -> Void = { _ in }) throws -> [SessionEvent] {
        let run = Run(script, prepare)
        defer { run.close() }
        try #require(run.message == nil)
        return run.output.events
    }

    @Test("a figure is the value that was drawn, with its kind and its file")
    func figures() throws {
        let run = Run("data ring\ntrain 2\nplot critic \"map.png\"")
        defer { run.close() }
        let shown = try #require(run.output.events.compactMap { if case .figure(let shown) = $0 { shown } else { nil } }.last)
        #expect(shown.kind == "critic" && !shown.wasWatched)
        #expect(shown.file?.url.lastPathComponent == "map.png")
        guard case .heatmap(let map) = shown.figure.content else {
            Issue.record("expected a map, found \(shown.figure)")
            return
        }
        #expect(map.colorBarLabel == "probability of \"real\"")
        // The same value makes the same file.
        let kept = try Data(contentsOf: run.folder.appendingPathComponent("map.png"))
        #expect(try Array(kept) == encode(shown.figure, as: .png))
    }

    @Test("tables have their columns, units and rows; what carries on below them is theirs")
    func tables() throws {
        func table(_ script: String) throws -> TextTable {
            try #require(try events(script).compactMap { if case .table(let table) = $0 { table } else { nil } }.last)
        }
        let measured = try table("data ring\ntrain 2\nmeasure step balance")
        #expect(measured.header == ["measurement", "value", "unit"])
        #expect(measured.rows.first == ["step", "2", "steps"])
        let history = try table("data ring\ntrain 3\nshow history")
        #expect(history.rows.map(\.first) == ["1", "2", "3"])
        #expect(history.footnote == nil && history.markedRows.isEmpty)
        let recorded = try table("for i in 1..2\nrecord \"a.csv\" i\nend\ntable")
        #expect(recorded.rows == [["1"], ["2"]])
    }

    @Test("a training tells how it ended, and an expectation what it found")
    func outcomes() throws {
        let said = try events("data ring\ntrain 4\ntrain 9 until step >= 6\nexpect step == 6")
        let trained = said.compactMap { if case .trained(let training) = $0 { training } else { nil } }
        #expect(trained.map(\.reason) == [.allSteps(4), .condition("step >= 6")])
        #expect(trained.map(\.step) == [4, 6])
        #expect(trained.allSatisfy { $0.numbers.modeCount == 8 && $0.numbers.losses.map(\.network) == [.discriminator, .generator] })
        let over = said.compactMap { if case .progress(let progress) = $0 { progress } else { nil } }
        #expect(over.filter(\.isOver).map(\.done) == [4, 2])
        let held = try #require(said.compactMap { if case .expectation(let held) = $0 { held } else { nil } }.first)
        #expect(held.condition == "step == 6" && held.found.map(\.value) == ["6"])
    }

    @Test("a script without words says its statements, a lesson its passages; what a statement stands for is not said")
    func statements() throws {
        func statements(_ events: [SessionEvent]) -> [String] {
            events.compactMap { if case .statement(let text) = $0 { text } else { nil } }
        }
        let plain = try events("data digits\nmodel dcgan width 4\nfor i in 1..2\n  print i\nend\n   layer tanh") { $0.tellsWords = true }
        #expect(statements(plain) == ["data digits", "model dcgan width 4", "for i in 1..2\n  print i\nend", "  layer tanh"])
        let lesson = try events("# %% [markdown]\n# Hello.\n# %%\nprint 1") { $0.tellsWords = true }
        #expect(statements(lesson).isEmpty)
        #expect(lesson.count { if case .passage = $0 { true } else { false } } == 2)
    }

    @Test("quiet lets results, places and failures through, and nothing else")
    func quiet() throws {
        var quiet = EventText(terminal: Terminal(mode: .ascii))
        quiet.isQuiet = true
        let figure = ShownFigure(
            Figure(title: "title", .lines(LinePlot(series: []))), kind: "losses", facts: TextTable(header: ["fact", "1"]),
            file: WrittenFile(kind: "losses", url: URL(fileURLWithPath: "/a.png"), path: "a.png"))
        let numbers = TrainingNumbers()
        let silent: [SessionEvent] = [
            .passage(.words("words")), .statement("print 1"), .confirmation("loaded\n"), .expectation(HeldExpectation("1 < 2", found: [])),
            .trained(FinishedTraining(.allSteps(1), step: 1, seconds: 0, numbers: numbers)), .frame([figure]), .remark("remark\n"),
            .progress(TrainingProgress(done: 1, steps: 2, seconds: 0, rate: nil, numbers: numbers)),
            .diagnostic(Diagnostic("careful", severity: .warning)),
        ]
        for event in silent { #expect(quiet.text(of: event) == "", "\(event)") }
        #expect(quiet.text(of: .figure(figure)) == "  fact  1\nlosses: a.png\n")
        #expect(quiet.text(of: .text("1\n")) == "1\n")
        #expect(quiet.text(of: .diagnostic(Diagnostic("wrong"))) == "error: wrong\n")
        #expect(quiet.text(of: .diagnostic(Diagnostic("interrupted", severity: .note))).hasPrefix("note: interrupted"))
    }

    @Test("words of every kind of event are written out, where they would steer a terminal")
    func steering() {
        let evil = "a\u{1B}[2J\u{9B}1m\u{7}"
        var table = TextTable(title: evil, header: [evil], rows: [[evil]])
        table.footnote = evil
        let file = WrittenFile(kind: evil, url: URL(fileURLWithPath: "/a.png"), path: evil)
        let figure = ShownFigure(Figure(title: evil, .lines(LinePlot(series: []))), kind: evil, facts: table, file: file)
        let events: [SessionEvent] = [
            .passage(.words(evil)), .passage(.title(evil)), .passage(.code([evil])), .statement(evil), .text(evil), .script(evil),
            .table(table), .figure(figure), .file(file), .confirmation(evil), .remark(evil), .frame([figure]),
            .expectation(HeldExpectation(evil, found: [(evil, evil)])), .diagnostic(Diagnostic(evil)),
            .trained(FinishedTraining(.condition(evil), step: 1, seconds: 0, numbers: TrainingNumbers())),
        ]
        var plain = EventText(terminal: Terminal(mode: .ascii))
        var page = MarkdownText(besides: URL(fileURLWithPath: "/tmp"))
        for event in events {
            for text in [plain.text(of: event), page.text(of: event)] {
                #expect(!text.unicodeScalars.contains { [0x07, 0x1B, 0x9B].contains($0.value) }, "\(event)")
            }
        }
    }
}
