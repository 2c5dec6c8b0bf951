import Commands
import Foundation
import Language
import Testing

@testable import gan

@Suite("`--set`")
struct SettingTests {
    private func refusal(_ setting: String, _ script: String, folder: URL? = nil) throws -> Diagnostic? {
        var options = SessionOptions()
        options.scriptFolder = folder
        let session = GanSession(options: options, output: RecordedOutput())
        defer { session.close() }
        let settings = [try #require(Setting(argument: setting))]
        do throws(Diagnostic) {
            try settings.check(against: Source(name: "a.gan", text: script), in: session)
            return nil
        } catch {
            return error
        }
    }

    @Test("a name that no `let` of the script gives a value is refused, with the names there are")
    func unknown() throws {
        let error = try #require(try refusal("wdith=3", "let width = 2\nif true\n  let depth = 1\nend"))
        #expect(error.message == "expected a variable of the script for `--set`, found `wdith`")
        #expect(error.notes == ["variables: depth, width"])
        #expect(error.help == ["did you mean `width`?"])
        #expect(ExitStatus(error) == .mistake)
        #expect(try refusal("x=3", "define f\n  let x = 1\nend")?.notes == ["the script has no `let`"])
    }

    @Test("a name in a block or in an included script is one of the script's")
    func known() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)", isDirectory: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("repeat 2\n  let inner = 1\nend\ninclude \"shared.gan\"".utf8).write(to: folder.appendingPathComponent("shared.gan"))
        #expect(try refusal("inner=3", "include \"shared.gan\"", folder: folder) == nil)
        #expect(try refusal("width=3", "repeat 2\n  let width = 2\nend") == nil)
    }
}
