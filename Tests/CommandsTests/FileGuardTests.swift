import Foundation
import Language
import Testing

@testable import Commands

/// Lessons come from the web: where a script may read and write.
@Suite struct FileGuardTests {
    @Test("a script writes below its output folder only", arguments: ["../x.png", "/tmp/x.png", "a/../../x.png"])
    func outputGuard(_ name: String) throws {
        let run = Run("data ring\nplot samples \"\(name)\"")
        defer { run.close() }
        #expect(run.error?.message.contains("lies outside the output folder") == true)
        #expect(run.error?.category == .failure)
    }

    @Test("a script reads below its own folder only")
    func inputGuard() throws {
        let run = Run("include \"/etc/hostname\"")
        #expect(run.error?.message.contains("lies outside the folders that a script may read") == true)
        let trusted = Run("include \"/etc/hostname\"") { $0.isTrusted = true }
        #expect(trusted.error?.message.contains("outside") != true)
    }

    @Test("a refusal to write is a failure of the run, whichever command asked", arguments: [
        "plot samples \"../x.png\"", "sample 4 \"../x.png\"", "save \"../x.safetensors\"", "save \"/tmp/x.gan\"",
        "record \"../x.csv\" step", "table \"../x.csv\"",
    ])
    func refusal(_ statement: String) {
        let run = Run("data ring\ntrain 1\n\(statement)")
        defer { run.close() }
        #expect(run.error?.category == .failure, "\(run.message ?? "")")
    }

    @Test("a folder that cannot be made is a failure of the run", arguments: [
        "plot samples \"a/x.png\"", "save \"a/x.safetensors\"", "save \"a/x.gan\"", "record \"a/x.csv\" step",
    ])
    func failure(_ statement: String) throws {
        let run = Run("data ring\ntrain 1")
        defer { run.close() }
        try FileManager.default.createDirectory(at: run.folder, withIntermediateDirectories: true)
        // A file stands where the folder would be.
        try Data().write(to: run.folder.appendingPathComponent("a"))
        let error = try #require(run.run(statement))
        #expect(error.category == .failure, "\(error)")
        #expect(error.message.contains("cannot be made"), "\(error)")
    }

    @Test("an output folder that cannot be used is known before anything is made")
    func outputFolder() throws {
        let run = Run("print 1")
        defer { run.close() }
        #expect(run.session.outputFolderProblem == nil)
        #expect(!FileManager.default.fileExists(atPath: run.folder.path))
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("gan-file-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data().write(to: file)
        for folder in [file, file.appendingPathComponent("deeper/out")] {
            let blocked = Run("print 1") { $0.outputFolder = folder }
            let problem = try #require(blocked.session.outputFolderProblem)
            #expect(problem.message == "the output folder `\(folder.relativePath)` cannot be used: `\(file.path)` is a file")
            #expect(problem.category == .failure)
            let error = try #require(blocked.run("data ring\nplot samples"))
            #expect(error.message.hasPrefix("the output folder `"), "\(error)")
        }
    }

    @Test("a symbolic link leads nobody outside, neither reading nor writing")
    func links() throws {
        let manager = FileManager.default
        let base = manager.temporaryDirectory.appendingPathComponent("gan-links-\(UUID().uuidString)", isDirectory: true)
        defer { try? manager.removeItem(at: base) }
        let inside = base.appendingPathComponent("inside", isDirectory: true)
        let outside = base.appendingPathComponent("outside", isDirectory: true)
        for folder in [inside, outside] { try manager.createDirectory(at: folder, withIntermediateDirectories: true) }
        try Data("print 1\n".utf8).write(to: outside.appendingPathComponent("secret.gan"))
        try manager.createSymbolicLink(
            at: inside.appendingPathComponent("link.gan"), withDestinationURL: outside.appendingPathComponent("secret.gan"))
        try manager.createSymbolicLink(at: inside.appendingPathComponent("folder"), withDestinationURL: outside)
        for name in ["link.gan", "folder/secret.gan"] {
            let run = Run("include \"\(name)\"") { $0.scriptFolder = inside }
            #expect(run.error?.message.contains("lies outside the folders") == true, "\(run.message ?? "")")
        }
        let run = Run("data ring\nplot samples \"folder/x.png\"") { $0.outputFolder = inside }
        #expect(run.error?.message.contains("lies outside the output folder") == true)
        #expect(!manager.fileExists(atPath: outside.appendingPathComponent("x.png").path))
    }
}
