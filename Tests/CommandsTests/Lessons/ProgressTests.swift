import Foundation
import Testing

@testable import Commands

@Suite("Progress in lessons")
struct ProgressTests {
    @Test("a file that is none is set aside, with a remark, and never deleted", arguments: ["small turn\n", "small turn flown\n", "\u{FFFD}\0 \u{1}x y z w\n"])
    func broken(_ text: String) throws {
        let learner = try Learner()
        defer { learner.close() }
        let file = try #require(learner.session.options.progressFile)
        let state = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        #expect(learner.type("lesson small").contains("is set aside as"))
        let kept = try String(contentsOf: state.appendingPathComponent("progress.broken-1"), encoding: .utf8)
        #expect(kept == text)
        #expect(try learner.progress().contains("small recipe here"))
        try Data(text.utf8).write(to: file)
        learner.type("again")
        #expect(FileManager.default.fileExists(atPath: state.appendingPathComponent("progress.broken-2").path), "the first is not written over")
    }

    @Test("two prompts side by side keep each other's lines, and what a person wrote")
    func sideBySide() throws {
        let one = try Learner(["01-small.gan": smallLesson, "02-other.gan": smallLesson])
        let two = try Learner([:], again: one.folder)
        defer { one.close() }
        one.type("lesson small", "")
        two.type("lesson other", "")
        one.type("", "", "skip")
        let text = try one.progress()
        #expect(text.contains("small recipe done\n") && text.contains("other recipe done\n") && text.contains("small train done\n"))
        #expect(text.hasPrefix("#"))
        two.close(keepsFolder: true)
    }

    @Test("a place that cannot be written costs nobody the lesson, and is told once")
    func unwritable() throws {
        let learner = try Learner()
        defer { learner.close() }
        try Data().write(to: learner.folder.appendingPathComponent("state"))
        let opened = learner.type("lesson small")
        #expect(opened.contains("your progress cannot be kept"))
        #expect(!learner.type("").contains("cannot be kept"))
        #expect(learner.session.draft.dataset != nil)
    }
}
