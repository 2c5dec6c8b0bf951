import Foundation
import Testing

@testable import Files

/// Files that are whole or not there.
@Suite struct AtomicWriteTests {
    /// A folder for one test, gone after it.
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-files-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private func permissions(_ file: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    }

    @Test("replaces a file as a whole, keeps its permissions and leaves nothing beside it")
    func replacement() throws {
        try withFolder { folder in
            let file = folder.appendingPathComponent("inner/a.txt")
            try writeAtomically(Array("first".utf8), to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
            try writeAtomically(Array("second".utf8), to: file)
            #expect(try String(contentsOf: file, encoding: .utf8) == "second")
            #expect(try permissions(file) == 0o640)
            #expect(try names(file.deletingLastPathComponent()) == ["a.txt"])
        }
    }

    @Test("a new file has the permissions that the person's mask leaves")
    func mask() throws {
        try withFolder { folder in
            let plain = folder.appendingPathComponent("plain")
            #expect(FileManager.default.createFile(atPath: plain.path, contents: nil))
            let descriptor = open(folder.appendingPathComponent("open").path, O_WRONLY | O_CREAT, 0o666)
            close(descriptor)
            let file = folder.appendingPathComponent("atomic")
            try writeAtomically([], to: file)
            #expect(try permissions(file) == permissions(folder.appendingPathComponent("open")))
        }
    }

    @Test("what cannot be written is told in the system's words, and leaves nothing behind")
    func failures() throws {
        try withFolder { folder in
            let occupied = folder.appendingPathComponent("occupied", isDirectory: true)
            try FileManager.default.createDirectory(at: occupied.appendingPathComponent("x"), withIntermediateDirectories: true)
            #expect(throws: FileWriteError(reason: "is a directory")) { try writeAtomically([1], to: occupied) }
            #expect(try names(folder) == ["occupied"])
            let long = folder.appendingPathComponent(String(repeating: "n", count: 300))
            #expect(throws: FileWriteError(reason: "file name too long")) { try writeAtomically([1], to: long) }
            #expect(try names(folder) == ["occupied"])
        }
    }

    @Test("what a killed program left is swept away; what is being written, is new, or is not ours stays")
    func sweeping() throws {
        try withFolder { folder in
            let old = Date(timeIntervalSinceNow: -600)
            let ancient = Date(timeIntervalSinceNow: -200_000)
            func place(_ name: String, _ date: Date) throws {
                let file = folder.appendingPathComponent(name)
                try Data([1]).write(to: file)
                try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
            }
            try place(".gan-12-9f.part", old)
            try place(".gan-13-1a.part", ancient)
            let kept: [(String, Date)] = [
                (".gan-14-aa.part", Date()), (".gan-15-bb.part", old), (".gan-16-zz.part", ancient), (".gan-9f.part", ancient),
                ("gan-17-9f.part", ancient), (".gan-18-9f.partial", ancient), (".gan--5-9f.part", ancient),
                ("mine.safetensors", ancient),
            ]
            for (name, date) in kept { try place(name, date) }
            let writing = open(folder.appendingPathComponent(".gan-15-bb.part").path, O_WRONLY)
            TemporaryName.lock(writing)
            try writeAtomically([2], to: folder.appendingPathComponent("new"))
            #expect(try names(folder) == (kept.map(\.0) + ["new"]).sorted())
            close(writing)
            try writeAtomically([2], to: folder.appendingPathComponent("new"), sweeps: false)
            #expect(try names(folder).contains(".gan-15-bb.part"))
            try writeAtomically([2], to: folder.appendingPathComponent("new"))
            #expect(try !names(folder).contains(".gan-15-bb.part"))
        }
    }

    @Test("a name of ours is known again, and never given twice")
    func name() {
        #expect(TemporaryName.isOurs(TemporaryName.fresh()))
        #expect(TemporaryName.fresh() != TemporaryName.fresh())
    }
}
