import Foundation
import Language
import Testing

@testable import Commands

@Suite("Lessons")
struct LessonTests {
    static let files: [URL] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appendingPathComponent("lessons")
        let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (found ?? []).filter { $0.pathExtension == "gan" }.sorted { $0.path < $1.path }
    }()

    @Test("there are lessons")
    func present() {
        #expect(Self.files.count >= 3)
    }

    @Test("every word and every statement of a lesson reaches the screen", arguments: files)
    func words(_ file: URL) throws {
        let source = Source(name: file.lastPathComponent, text: try String(contentsOf: file, encoding: .utf8))
        let output = RecordedOutput()
        var narration = try #require(Narration(source))
        for statement in try Parser.parse(source) { narration.passages(through: statement).forEach { output.receive(.passage($0)) } }
        narration.rest().forEach { output.receive(.passage($0)) }
        let shown = Set(output.text.split(whereSeparator: \.isWhitespace))
        for cell in Cell.cells(of: source) {
            let missing = cell.text.split(whereSeparator: \.isWhitespace).filter { !shown.contains($0) }
            // The marks of headings become rules below them.
            #expect(missing.allSatisfy { $0.allSatisfy { "#-".contains($0) } }, "\(missing)")
        }
    }

    @Test("a run tells words, statements and results in order; a quiet one and a script without words tell none")
    func told() throws {
        func run(_ text: String, tells: Bool) throws -> String {
            var options = SessionOptions()
            options.tellsWords = tells
            let output = RecordedOutput()
            let session = GanSession(options: options, output: output)
            defer { session.close() }
            try session.run(Source(name: "lesson", text: text))
            return output.text
        }
        let lesson = "# %% [markdown]\n# Hello.\n# %%\nprint 1 + 1\n# %% [markdown]\n# Bye.\n"
        #expect(try run(lesson, tells: true) == "Hello.\n\ngan> print 1 + 1\n2\n\nBye.\n\n")
        #expect(try run(lesson, tells: false) == "2\n")
        #expect(try run("print 1 + 1", tells: true) == "2\n")
    }
}
