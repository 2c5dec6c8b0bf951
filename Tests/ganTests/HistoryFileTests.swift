import Foundation
import Testing

@testable import gan

@Suite("The history of the prompt")
struct HistoryFileTests {
    private let url = FileManager.default.temporaryDirectory
        .appendingPathComponent("gan-\(UUID().uuidString)").appendingPathComponent("history")

    private func cleanUp() { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }

    @Test("entries come back in their order, blocks of several lines and backslashes too")
    func roundTrip() {
        defer { cleanUp() }
        let entries = ["data ring", "for s in 1..2\n  print s\nend", "print \"a\\n\""]
        let history = HistoryFile(url: url)
        for entry in entries { #expect(history.append(entry)) }
        #expect(HistoryFile(url: url).entries == entries)
    }

    @Test("blank entries and repetitions in a row are left out")
    func repetitions() {
        defer { cleanUp() }
        let history = HistoryFile(url: url)
        #expect(history.append("train 5"))
        #expect(!history.append("train 5 "))
        #expect(!history.append("  "))
        #expect(history.append("plot samples"))
        #expect(history.append("train 5"))
        #expect(HistoryFile(url: url).entries == ["train 5", "plot samples", "train 5"])
    }

    @Test("two prompts side by side keep each other's lines")
    func together() {
        defer { cleanUp() }
        let first = HistoryFile(url: url)
        let second = HistoryFile(url: url)
        _ = first.append("one")
        _ = second.append("two")
        _ = first.append("three")
        #expect(HistoryFile(url: url).entries == ["one", "two", "three"])
    }

    @Test("the file is bounded and keeps what is newest")
    func bounded() throws {
        defer { cleanUp() }
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        let lines = (0..<(HistoryFile.limit + 10)).map { "print \($0)\n" }.joined()
        try Data(lines.utf8).write(to: url)
        let history = HistoryFile(url: url)
        _ = history.append("last")
        let stored = HistoryFile(url: url).entries
        #expect(stored.count == HistoryFile.limit)
        #expect(stored.last == "last")
        #expect(stored.first == "print 11")
    }
}
