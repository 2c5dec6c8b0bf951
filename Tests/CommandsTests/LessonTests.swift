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
        let session = GanSession(options: SessionOptions(), output: output)
        defer { session.close() }
        var asked: Set<Int> = []
        for statement in try Parser.parse(source) {
            narration.passages(through: statement).forEach { output.receive(.passage($0)) }
            guard case .lesson(let block) = statement.kind else { continue }
            // It is met without its solution, which would train: its check then finds nothing, behind its words.
            let ends = block.solution == nil ? "" : "\nsolution\nend"
            try? session.run(Source(name: "block", text: statement.text.components(separatedBy: "\nsolution")[0] + ends))
            for inner in block.solution ?? [] { narration.passages(through: inner).forEach { output.receive(.passage($0)) } }
            asked.formUnion(Set(statement.lines).subtracting((block.solution ?? []).flatMap { Array($0.lines) }))
        }
        narration.rest().forEach { output.receive(.passage($0)) }
        let shown = Set(output.text.split(whereSeparator: \.isWhitespace))
        for line in asked {
            // Of the lines that ask, the texts in quotes are what a learner reads; reasons of wrong choices wait for who chooses them.
            guard !source.line(line).contains("choice") else { continue }
            let texts = source.line(line).split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
            let missing = texts.flatMap { $0.element.split(separator: " ") }.filter { !shown.contains($0) }
            #expect(missing.isEmpty, "\(missing)")
        }
        for cell in Cell.cells(of: source) {
            let told = cell.lines.filter { !asked.contains($0) }.map { source.line($0) }.joined(separator: "\n")
            let missing = (cell.kind == .markdown ? cell.text : told).split(whereSeparator: \.isWhitespace).filter { !shown.contains($0) }
            // The marks of headings become rules below them.
            #expect(missing.allSatisfy { $0.allSatisfy { "#-".contains($0) } }, "\(missing)")
        }
    }

    @Test("a run tells words, statements and results in order; a quiet one and a script without words tell none")
    func told() throws {
        func run(_ text: String, tells: Bool) throws -> String {
            try record([text]) { $0.tellsWords = tells }.text
        }
        let lesson = "# %% [markdown]\n# Hello.\n# %%\nprint 1 + 1\n# %% [markdown]\n# Bye.\n"
        #expect(try run(lesson, tells: true) == "Hello.\n\ngan> print 1 + 1\n2\n\nBye.\n\n")
        #expect(try run(lesson, tells: false) == "2\n")
        #expect(try run("print 1 + 1", tells: true) == "2\n")
    }
}
