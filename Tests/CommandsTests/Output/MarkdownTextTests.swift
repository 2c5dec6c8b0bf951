import Figures
import Foundation
import Language
import Testing

@testable import Commands

@Suite("A session as a page in Markdown")
struct MarkdownTextTests {
    private func page(_ events: [SessionEvent]) -> String {
        var page = MarkdownText(besides: URL(fileURLWithPath: "/class/notes", isDirectory: true))
        return events.map { page.text(of: $0) }.joined() + page.ending
    }

    private let figure = Figure(title: "samples of ring · step 5", .lines(LinePlot(series: [])))

    private func file(_ path: String) -> WrittenFile {
        WrittenFile(kind: "samples", url: URL(fileURLWithPath: "/class/out/" + path), path: "out/" + path)
    }

    @Test("words, statements, results, tables and pictures, each as Markdown has it")
    func whole() {
        var table = TextTable(header: ["step", "balance"], rows: [["1", "0.5"], ["2", "nan"]], leftColumns: [])
        table.units = [1: "nats"]
        table.markedRows = [1]
        table.footnote = "failed"
        let said = page([
            .passage(.words("# The duel\n\nTwo *networks*.")), .passage(.title("Train")), .passage(.code(["data ring", "train 5"])),
            .progress(TrainingProgress(done: 1, steps: 5, seconds: 1, rate: 1, numbers: TrainingNumbers())), .text("one\n"),
            .remark("two\n"), .statement("show history"), .table(table),
            .figure(ShownFigure(figure, kind: "samples", file: file("01-samples.png"))), .frame([]), .statement("quit"),
        ])
        #expect(said == """
            # The duel

            Two *networks*.

            ### Train

            ```gan
            data ring
            train 5
            ```

            ```text
            one
            two
            ```

            ```gan
            show history
            ```

            | step | balance (nats) |
            | --: | --: |
            | 1 | 0.5 |
            | 2 | nan \\* |

            \\* failed

            ![samples of ring · step 5](../out/01-samples.png)

            ```gan
            quit
            ```

            """)
    }

    @Test("what a script prints ends no fence and makes no table, link or tag")
    func hostile() {
        let said = page([.text("```\n# no heading\n````\n"), .text("more\n")])
        #expect(said == "`````text\n```\n# no heading\n````\nmore\n`````\n")
        // A longer run of backticks comes later: its own fence is longer.
        let late = page([.text("a\n"), .text("```\n")])
        #expect(late == "```text\na\n```\n\n````text\n```\n````\n")
        let table = page([.table(TextTable(header: ["a|b"], rows: [["<script>"], ["x\ny"]]))])
        #expect(table == "| a\\|b |\n| --- |\n| \\<script\\> |\n| x y |\n")
        let title = page([.passage(.title("](x) `a`"))])
        #expect(title == "### \\](x) \\`a\\`\n")
    }

    @Test("a picture's address leads from the page to the file; a document is a link")
    func addresses() {
        #expect(page([.figure(ShownFigure(figure, kind: "samples", file: file("a b(1).svg")))]).hasSuffix("](../out/a%20b%281%29.svg)\n"))
        #expect(page([.figure(ShownFigure(figure, kind: "samples", file: file("a.pdf")))]).hasPrefix("[samples of ring"))
        #expect(page([.file(file("x.csv"))]) == "samples: [out/x.csv](../out/x.csv)\n")
    }

    @Test("a figure without a file is drawn in letters")
    func letters() {
        let plot = Figure(title: "data", .lines(LinePlot(series: [.init(name: "a", x: [0, 1], y: [0, 1])])))
        let said = page([.figure(ShownFigure(plot, kind: "data", facts: TextTable(header: ["data", "ring"])))])
        #expect(said.hasPrefix("| data | ring |\n| --- | --: |\n\n```text\n"))
        #expect(said.contains("⣀") || said.contains("⠤"))
        #expect(!said.contains("\u{1B}"))
    }

    @Test("a run keeps its page beside what it shows; a page that cannot be written is a failure")
    func kept() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-page-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("page.md")
        let (shown, kept) = (RecordedOutput(), try FileOutput.transcript(at: file))
        let session = GanSession(
            options: SessionOptions(outputFolder: folder.appendingPathComponent("out")), output: DividedOutput(shown: shown, kept: kept))
        defer { session.close() }
        try session.run(Source(name: "a.gan", text: "data ring\nplot samples\nprint 1"))
        try kept.finish(file)
        let page = try String(contentsOf: file, encoding: .utf8)
        #expect(page.contains("](out/01-samples.png)\n"))
        #expect(page.hasSuffix("```gan\nprint 1\n```\n\n```text\n1\n```\n"))
        #expect(shown.text.hasSuffix("01-samples.png\n1\n"))
        let error = #expect(throws: Diagnostic.self) { try FileOutput.transcript(at: folder.appendingPathComponent("no/page.md")) }
        #expect(error?.category == .failure)
        #if os(Linux)
            let full = URL(fileURLWithPath: "/dev/full")
            let output = try FileOutput.transcript(at: full)
            output.receive(.text("1\n"))
            let lost = #expect(throws: Diagnostic.self) { try output.finish(full) }
            #expect(lost?.message == "`/dev/full` cannot be written: no space left on device")
        #endif
    }
}
