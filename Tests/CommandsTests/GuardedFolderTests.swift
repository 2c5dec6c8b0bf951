import Foundation
import Testing

@testable import Commands

/// Rows of a table reach the file that was checked, whole or not at all.
@Suite struct GuardedFolderTests {
    private final class Bench {
        let base = FileManager.default.temporaryDirectory
            .appendingPathComponent("gan-guard-\(UUID().uuidString)", isDirectory: true)
        var inside: URL { base.appendingPathComponent("inside", isDirectory: true) }
        var victim: URL { base.appendingPathComponent("victim.csv") }

        init() throws {
            try FileManager.default.createDirectory(
                at: inside.appendingPathComponent("deeper"), withIntermediateDirectories: true)
            try Data("precious\n".utf8).write(to: victim)
        }

        deinit { try? FileManager.default.removeItem(at: base) }

        func text(_ file: URL) -> String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }
    }

    @Test("a file is begun, replaced and added to")
    func writing() throws {
        let bench = try Bench()
        let folder = try GuardedFolder(["deeper"], below: bench.inside.path)
        try folder.replace("runs.csv", with: "old\n")
        try folder.replace("runs.csv", with: "a\n1\n")
        try folder.append("2\n", to: "runs.csv")
        #expect(bench.text(bench.inside.appendingPathComponent("deeper/runs.csv")) == "a\n1\n2\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.inside.path + "/deeper") == ["runs.csv"])
    }

    @Test("a link that was put in the place of the file or of a folder is not followed")
    func links() throws {
        let bench = try Bench()
        let manager = FileManager.default
        let link = bench.inside.appendingPathComponent("runs.csv")
        try manager.createSymbolicLink(at: link, withDestinationURL: bench.victim)
        try manager.createSymbolicLink(at: bench.inside.appendingPathComponent("away"), withDestinationURL: bench.base)
        let folder = try GuardedFolder([], below: bench.inside.path)
        let reason = FileProblem("a symbolic link stands in its way")
        #expect(throws: reason) { try folder.append("row\n", to: "runs.csv") }
        #expect(throws: reason) { _ = try folder.create("runs.csv") }
        #expect(throws: reason) { _ = try GuardedFolder(["away"], below: bench.inside.path) }
        // A new table takes the link's place and leaves what it led to.
        try folder.replace("runs.csv", with: "new\n")
        #expect(bench.text(bench.victim) == "precious\n")
        #expect(bench.text(link) == "new\n")
    }

    @Test("what is no plain file is refused")
    func special() throws {
        let bench = try Bench()
        let folder = try GuardedFolder([], below: bench.inside.path)
        #expect(mkfifo(bench.inside.path + "/pipe.csv", 0o600) == 0)
        // Without a reader it cannot even be opened; with one it is no plain file.
        #expect(throws: FileProblem.self) { try folder.append("row\n", to: "pipe.csv") }
        let reader = open(bench.inside.path + "/pipe.csv", O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        #expect(throws: FileProblem("it is no plain file")) { try folder.append("row\n", to: "pipe.csv") }
    }

    @Test("a full disk is said to be one")
    func fullDisk() {
        let file = open("/dev/full", O_WRONLY)
        guard file >= 0 else { return }
        defer { close(file) }
        #expect(throws: FileProblem("no space left on device")) { try appendWhole("row\n", to: file) }
    }

    @Test("a row that finds no room is taken back whole")
    func halfRow() throws {
        let bench = try Bench()
        let path = bench.inside.appendingPathComponent("runs.csv").path
        try Data("a\n1\n".utf8).write(to: URL(fileURLWithPath: path))
        // Opened for reading only, the file lets nothing be written; what stood there stays.
        let file = open(path, O_RDONLY)
        defer { close(file) }
        #expect(throws: FileProblem.self) { try appendWhole("2\n", to: file) }
        #expect(bench.text(URL(fileURLWithPath: path)) == "a\n1\n")
    }

    @Test("`record` names the reason, and what became of the table")
    func record() throws {
        let run = Run("data ring\ntrain 1\nrecord \"runs.csv\" step")
        defer { run.close() }
        let file = run.folder.appendingPathComponent("runs.csv")
        try FileManager.default.removeItem(at: file)
        let error = try #require(run.run("record \"runs.csv\" step"))
        #expect(error.message.hasSuffix("runs.csv` cannot be written: no such file or directory"), "\(error)")
        #expect(error.help == ["the table ends with the row before this one"])
        #expect(error.category == .failure)
    }
}
