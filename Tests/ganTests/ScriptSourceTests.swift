import Foundation
import Language
import Testing

@testable import gan

@Suite("Reading the script that the command line names")
struct ScriptSourceTests {
    private func refusal(_ path: String) -> Diagnostic? {
        do throws(Diagnostic) {
            _ = try ScriptSource.read(path)
            return nil
        } catch {
            return error
        }
    }

    @Test("what is no script is said in so many words, and is a mistake of the command line")
    func refusals() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files: [(String, [UInt8])] = [("latin.gan", [0x64, 0xE4, 0xFF, 0x0A]), ("zero.gan", [0x64, 0, 1, 0x0A])]
        for (name, bytes) in files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
        let path = folder.path
        let expected = [
            (path, "expected a script, found the folder `\(path)`"),
            ("\(path)/missing.gan", "there is no file or command `\(path)/missing.gan`"),
            ("\(path)/latin.gan", "`\(path)/latin.gan` is no UTF-8 text"),
            ("\(path)/zero.gan", "`\(path)/zero.gan` is no script: it holds binary data"),
        ]
        for (path, message) in expected {
            let error = try #require(refusal(path))
            #expect(error.message == message)
            #expect(ExitStatus(error) == .mistake)
        }
        #expect(refusal("docter")?.help == ["did you mean `gan doctor`?"])
    }

    @Test("empty files and pipes are read")
    func pipes() throws {
        #expect(try ScriptSource.read("/dev/null").source.text == "")
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data("print 3\n".utf8))
        try pipe.fileHandleForWriting.close()
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        #expect(try ScriptSource.read(path).source.text == "print 3\n")
    }

    @Test("`--set` takes a name and a value")
    func settings() {
        #expect(Setting(argument: "width=32")?.value == "32")
        #expect(Setting(argument: "kind=wgan-gp")?.name == "kind")
        for wrong in ["width", "=3", "width="] { #expect(Setting(argument: wrong) == nil) }
    }
}
