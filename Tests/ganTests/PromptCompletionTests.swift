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

    @Test("folders end in a stroke, hidden files appear only when asked for")
    func listing() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("inner"), withIntermediateDirectories: true)
        for name in ["a.gan", ".hidden"] { try Data().write(to: folder.appendingPathComponent(name)) }
        #expect(PromptCompletion.files(folder.path + "/") == [folder.path + "/a.gan", folder.path + "/inner/"])
        #expect(PromptCompletion.files(folder.path + "/.") == [folder.path + "/.hidden"])
    }
}
