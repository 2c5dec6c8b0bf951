import Commands
import Foundation
import Language
import Testing

@testable import gan

@Suite("Completion in Readline's words")
struct PromptCompletionTests {
    private func complete(_ input: String, files: [String] = []) -> WordCompletion {
        PromptCompletion.complete(
            input,
            with: Completer(declarations: BuiltIn.declarations, files: { typed in files.filter { $0.hasPrefix(typed) } }))
    }

    private enum BuiltIn {
        static let declarations = [
            CommandDeclaration("train", summary: "trains", group: "running", examples: ["train"])
        ]
    }

    @Test("a command is completed and followed by a blank")
    func command() {
        #expect(complete("tra").candidates == ["train"])
        #expect(complete("tra").ending == " ")
    }

    @Test("within quotes only the part behind the last folder is given, and the quote is closed")
    func files() {
        let found = complete("include \"out/le", files: ["out/lesson.gan"])
        #expect(found.candidates == ["lesson.gan"])
        #expect(found.ending == "\"")
        #expect(complete("include \"ou", files: ["out/"]).ending == "/")
    }

    @Test("names are those that the command can mean: below the output folder or in every place, with its endings")
    func places() throws {
        let base = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: base) }
        let (scripts, out) = (base.appendingPathComponent("scripts"), base.appendingPathComponent("out"))
        for folder in [scripts, out] { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
        try Data().write(to: scripts.appendingPathComponent("zz-lesson.gan"))
        for name in ["zz-run.safetensors", "zz-look.png"] { try Data().write(to: out.appendingPathComponent(name)) }
        try FileManager.default.createDirectory(at: out.appendingPathComponent("zz-seed"), withIntermediateDirectories: true)
        var options = SessionOptions(outputFolder: out)
        options.scriptFolder = scripts
        let session = GanSession(options: options, output: RecordedOutput())
        defer { session.close() }
        func candidates(_ input: String) -> [String] { PromptCompletion.complete(input, in: session).candidates }
        #expect(candidates("plot samples \"zz") == ["zz-look.png", "zz-seed/"])
        #expect(candidates("data ring\n  save \"zz") == ["zz-run.safetensors", "zz-seed/"])
        #expect(candidates("load \"zz") == ["zz-run.safetensors", "zz-seed/"])
        #expect(candidates("include \"zz") == ["zz-lesson.gan", "zz-seed/"])
        #expect(candidates("plot samples \"").allSatisfy { $0.hasPrefix("zz") })
        #expect(candidates("optimizer cr") == ["critic"])
        #expect(candidates("watch ").contains("samples") && !candidates("watch ").contains("every"))
        #expect(candidates("watch samples ev") == ["every"])
        #expect(candidates("trick unroll 5 ").contains("none") == false)
        #expect(candidates("trick n") == ["none"])
        #expect(candidates("expect ").contains("modes") && !candidates("expect ").contains("and"))
        #expect(candidates("expect modes an") == ["and"])
        #expect(candidates("expect not mod") == ["modes", "modes.held", "modes.top", "modes.hops", "modes.turnover"])
    }

    @Test("folders end in a stroke, hidden files appear only when asked for")
    func listing() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("inner"), withIntermediateDirectories: true)
        for name in ["a.gan", ".hidden"] { try Data().write(to: folder.appendingPathComponent(name)) }
        #expect(PromptCompletion.files(folder.path + "/", in: [folder]) == [folder.path + "/a.gan", folder.path + "/inner/"])
        #expect(PromptCompletion.files(folder.path + "/.", in: [folder]) == [folder.path + "/.hidden"])
        #expect(PromptCompletion.files("", in: [folder, folder]) == ["a.gan", "inner/"])
    }
}
