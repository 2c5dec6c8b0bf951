import Figures
import Foundation
import Language
import Testing

@testable import Commands

@Suite("Hand-outs")
struct HandOutTests {
    private static let pages = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("References/pages", isDirectory: true)

    private static func figure(_ title: String, _ height: Double) -> ShownFigure {
        ShownFigure(
            Figure(title: title, .lines(LinePlot(series: [.init(name: "a", x: [0, 1], y: [0, height])]))), kind: "losses",
            file: WrittenFile(kind: "losses", url: URL(fileURLWithPath: "/class/out/01-losses.png"), path: "out/01-losses.png"))
    }

    /// Every kind of event, with tags wherever a script or a file could put one.
    private static let events: [SessionEvent] = {
        var table = TextTable(title: "<b>runs", header: ["name", "loss"], rows: [["<script>alert(1)</script>", "0.5"], ["a|b", "nan"]])
        table.units = [1: "nats"]
        (table.markedRows, table.footnote) = ([1], "failed & \"gone\"")
        var watched = figure("losses · step 20", 3)
        watched.wasWatched = true
        let source = Source(name: "lesson.gan", text: "print <script>\n")
        return [
            .passage(.words("# The <duel>\n\nTwo *networks*, `a < b`.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | <i> |")),
            .passage(.title("Train </h3><script>")), .passage(.code(["data ring", "train 20"])),
            .frame([figure("losses · step 10", 1)]), .progress(TrainingProgress(done: 10, steps: 20, seconds: 1, rate: 1, numbers: .init())),
            .frame([figure("losses · step 20", 2)]),
            .trained(FinishedTraining(.allSteps(20), step: 20, seconds: 1.5, numbers: TrainingNumbers(losses: [.init(.generator, 0.5)]))),
            .remark("never held\n"), .figure(watched),
            .statement("print \"<script>\""), .text("<script>alert(2)</script>\n"), .text("\u{1B}[2J\n"),
            .statement("show history"), .table(table), .file(WrittenFile(kind: "x", url: URL(fileURLWithPath: "/class/x.csv"), path: "out/<x>.csv")),
            .statement("plot losses"), .figure(figure("losses of <ring>", 4)), .expectation(HeldExpectation("step == 20", found: [("step", "20")])),
            .statement("print <script>"), .diagnostic(Diagnostic("unknown <word>", at: source.span, help: ["say \"words\""])),
            .statement("loss wgan"), .diagnostic(Diagnostic("careful", severity: .warning)),
            .statement("train 9"), .diagnostic(Diagnostic("interrupted at step 22", severity: .note, category: .interruption)),
        ]
    }()

    private static func page(_ format: HandOutFormat, _ events: [SessionEvent] = events) -> String {
        format.page(of: events, in: URL(fileURLWithPath: "/class"))
    }

    /// The pictures' bytes depend on the drawing library.
    private static func withoutPictures(_ page: String) -> String {
        var page = page
        for (before, after) in [("data:image/png;base64,", "\""), ("\"image/png\" : \"", "\"")] {
            var rest = page[...]
            var result = ""
            while let start = rest.range(of: before), let end = rest[start.upperBound...].range(of: after) {
                result += rest[..<start.upperBound] + "PICTURE"
                rest = rest[end.lowerBound...]
            }
            page = result + rest
        }
        return page
    }

    @Test("a page is as the one that was looked at", arguments: HandOutFormat.allCases)
    func committed(_ format: HandOutFormat) throws {
        let made = Self.withoutPictures(Self.page(format))
        let file = Self.pages.appendingPathComponent("session.\(format.rawValue)")
        if ProcessInfo.processInfo.environment["GAN_WRITE_PAGES"] == "1" { try Data(made.utf8).write(to: file) }
        #expect(made == (try String(contentsOf: file, encoding: .utf8)))
    }

    @Test("the page in HTML has no tag, script or address but its own")
    func closed() {
        let page = Self.page(.html)
        #expect(page.components(separatedBy: "<script").count == 2)
        #expect(!page.contains("<i>") && !page.contains("<b>") && !page.contains("\u{1B}"))
        #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("src=\"out"))
        #expect(page.contains("<title>The &lt;duel&gt;</title>"))
        // Every frame and the figure; the last watched figure is a frame.
        #expect(page.components(separatedBy: "<img ").count == 4)
        #expect(page.components(separatedBy: "class=\"frame\" hidden").count == 2)
    }

    @Test("cells of a notebook keep their names when others come before them; equal cells have names of their own")
    func names() throws {
        func names(_ events: [SessionEvent]) throws -> [String] {
            let json = try JSONSerialization.jsonObject(with: Data(Self.page(.ipynb, events).utf8)) as? [String: Any]
            return (json?["cells"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        }
        let two: [SessionEvent] = [.statement("print 1"), .text("1\n"), .statement("print 1"), .text("1\n")]
        let before = try names(two)
        let after = try names([.passage(.words("Words."))] + two)
        #expect(before.count == 2 && Set(before).count == 2)
        #expect(Array(after.dropFirst()) == before)
    }

    @Test("nothing said is a page too", arguments: HandOutFormat.allCases)
    func empty(_ format: HandOutFormat) {
        let page = Self.page(format, [])
        if format == .html { #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n")) }
        if format == .ipynb { #expect(page.contains("\"nbformat_minor\" : 5")) }
    }

    @Test("the comments above a statement are on the page with it", arguments: HandOutFormat.allCases)
    func comments(_ format: HandOutFormat) throws {
        let run = Run("# %% One\n# what it learns\ndata ring\n\n# a comment on the loss\n# in two lines\nloss lsgan\nsave \"page.\(format.rawValue)\"")
        defer { run.close() }
        #expect(run.message == nil)
        let page = try String(contentsOf: run.folder.appendingPathComponent("page.\(format.rawValue)"), encoding: .utf8)
        for words in ["# what it learns", "# a comment on the loss", "# in two lines"] { #expect(page.contains(words)) }
    }

    @Test("what was typed and failed is on the page, the `save` itself is not", arguments: HandOutFormat.allCases)
    func saved(_ format: HandOutFormat) throws {
        let run = Run("data ring\nprint \"<hello>\"")
        defer { run.close() }
        for wrong in ["print (", "loss foo"] {
            if let error = run.run(wrong) { run.session.output.receive(.diagnostic(error)) }
        }
        #expect(run.run("save \"page.\(format.rawValue)\"") == nil)
        let page = try String(contentsOf: run.folder.appendingPathComponent("page.\(format.rawValue)"), encoding: .utf8)
        #expect(page.contains("data ring") && page.contains("hello"))
        #expect(page.contains("print (") && page.contains("loss foo") && page.contains("unknown loss"))
        #expect(!page.contains("save"))
        #expect(run.output.text.hasSuffix("page.\(format.rawValue)\n"))
    }

    @Test("a check writes nothing, and weights are no page")
    func checked() {
        let run = Run("data ring\nsave \"page.html\"") { $0.isCheckOnly = true }
        defer { run.close() }
        #expect(run.message == nil && run.session.savesFrames)
        #expect(!FileManager.default.fileExists(atPath: run.folder.appendingPathComponent("page.html").path))
        #expect(run.run("save \"page.html\" weights critic")?.message == "expected a name that ends in `.safetensors` for weights, found `page.html`")
    }

    @Test("frames are drawn for a page where no terminal shows any, and change no bit of the training")
    func frames() throws {
        let script = "data ring\nwatch samples every 1\ntrain 3\nprint loss.generator"
        let plain = Run(script)
        let kept = Run(script) { $0.keepsFrames = true }
        defer {
            plain.close()
            kept.close()
        }
        #expect(plain.message == nil && kept.message == nil)
        func frames(_ run: Run) -> Int { run.session.record.events.count { if case .frame = $0 { true } else { false } } }
        #expect(frames(plain) == 0 && frames(kept) >= 1)
        #expect(plain.output.text.split(separator: "\n").last == kept.output.text.split(separator: "\n").last)
    }
}

@Suite("What a session keeps for hand-outs")
struct SessionRecordTests {
    private func frame(_ step: Int, points: Int = 10) -> SessionEvent {
        let group = PointGroup(name: "samples", points: Array(repeating: Point(0, 0), count: points))
        return .frame([ShownFigure(Figure(title: "\(step)", .scatter(Scatter(groups: [group]))), kind: "samples")])
    }

    private func steps(_ record: SessionRecord) -> [Int] {
        record.events.compactMap { if case .frame(let figures) = $0 { figures.first?.figure.title.flatMap { Int($0) } } else { nil } }
    }

    @Test("of many frames some are kept, evenly, the first and the latest among them", arguments: [1, 2, 59, 60, 61, 62, 120, 121, 1000, 1001])
    func thinned(_ count: Int) {
        let record = SessionRecord()
        for step in 0..<count { record.receive(frame(step)) }
        let kept = steps(record)
        #expect(kept.count <= SessionRecord.mostFrames && kept.count >= min(count, SessionRecord.mostFrames / 2))
        #expect(kept.first == 0 && kept.last == count - 1)
        let gaps = zip(kept, kept.dropFirst()).map { $1 - $0 }.dropLast()
        #expect(Set(gaps).count <= 1, "\(kept)")
    }

    @Test("two trainings have frames of their own")
    func trainings() {
        let record = SessionRecord()
        record.receive(frame(1))
        record.receive(.text("between\n"))
        record.receive(frame(2))
        #expect(record.events.count == 3)
    }

    @Test("past its limit old frames go first, then the oldest results, and the record says so")
    func bounded() throws {
        let record = SessionRecord(limit: 1 << 20)
        record.receive(.text("first\n"))
        for step in 0..<50 { record.receive(frame(step, points: 1000)) }
        record.receive(.text("second\n"))
        for step in 50..<100 { record.receive(frame(step, points: 1000)) }
        // The older training gave its frames; nothing else is lost.
        #expect(steps(record).first == 49 && steps(record).contains(99))
        guard case .text("first\n")? = record.events.first else {
            Issue.record("expected the first result, found \(String(describing: record.events.first))")
            return
        }
        for _ in 0..<10_000 { record.receive(.text("line\n")) }
        guard case .remark(let remark)? = record.events.first else {
            Issue.record("expected a remark, found \(String(describing: record.events.first))")
            return
        }
        #expect(remark.contains("a session's record holds 1 MiB"))
        #expect(record.events.count < 5000)
    }

    @Test("a session that only checks keeps nothing")
    func checks() {
        let run = Run("data ring\nprint 1") { $0.isCheckOnly = true }
        defer { run.close() }
        #expect(run.session.record.events.isEmpty)
    }
}
