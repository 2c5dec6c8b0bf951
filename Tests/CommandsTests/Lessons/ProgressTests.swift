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

    /// A learner with a folder where the file of progress is to be.
    private func learnerWithState() throws -> (learner: Learner, file: URL) {
        let learner = try Learner()
        let file = try #require(learner.session.options.progressFile)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        return (learner, file)
    }

    @Test("what is there and cannot be opened as a file is set aside too")
    func unopenable() throws {
        let (learner, file) = try learnerWithState()
        defer { learner.close() }
        try FileManager.default.createDirectory(at: file.appendingPathComponent("mine"), withIntermediateDirectories: true)
        #expect(learner.type("lesson small").contains("is set aside as"))
        #expect(FileManager.default.fileExists(atPath: file.path + ".broken-1/mine"))
        #expect(try learner.progress().contains("small recipe here"))
    }

    @Test("where nothing more can be set aside, what stands there stays, with a remark")
    func fullOfBroken() throws {
        let (learner, file) = try learnerWithState()
        defer { learner.close() }
        for number in 1...99 { try Data("old\n".utf8).write(to: URL(fileURLWithPath: file.path + ".broken-\(number)")) }
        try Data("small turn flown\n".utf8).write(to: file)
        #expect(learner.type("lesson small").contains("your progress cannot be kept"))
        #expect(!learner.type("").contains("cannot be kept"), "it is told once")
        #expect(try learner.progress() == "small turn flown\n")
        #expect(learner.session.draft.dataset != nil)
    }

    @Test("a symbolic link stays one, and the file that it leads to is written", arguments: ["kept/real", "../elsewhere"])
    func link(_ destination: String) throws {
        let (learner, file) = try learnerWithState()
        defer { learner.close() }
        let real = file.deletingLastPathComponent().appendingPathComponent(destination)
        try FileManager.default.createDirectory(at: real.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("small recipe done\n".utf8).write(to: real)
        try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: destination)
        learner.type("lesson small", "", "")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file.path) == destination)
        #expect(try String(contentsOf: real, encoding: .utf8).contains("small train here\n"))
    }

    @Test("of a link to what is no progress the link alone is set aside", arguments: [true, false])
    func foreignLink(_ toFolder: Bool) throws {
        let (learner, file) = try learnerWithState()
        defer { learner.close() }
        let other = file.deletingLastPathComponent().appendingPathComponent("other")
        if toFolder {
            try FileManager.default.createDirectory(at: other.appendingPathComponent("mine"), withIntermediateDirectories: true)
        } else {
            try Data([0xFF, 0, 0xFE]).write(to: other)
        }
        try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: other.path)
        #expect(learner.type("lesson small").contains("is set aside as"))
        #expect(FileManager.default.fileExists(atPath: toFolder ? other.path + "/mine" : other.path), "what the link led to stays")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file.path + ".broken-1") == other.path)
        #expect(try learner.progress().contains("small recipe here"))
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
