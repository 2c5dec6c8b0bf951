import Declarations
import Testing

@testable import Language

/// A text in place of a catalogue's word, and options that take files and columns.
@Suite("Texts for entries")
struct TextEntryTests {
    private static let sets = Catalogue(
        "set",
        [
            Declaration("plain", summary: "nothing", example: "", source: ""),
            Declaration(
                "file", summary: "a file",
                arguments: [OptionDeclaration("path", .file(extensions: ["csv"]), summary: "which")],
                options: [
                    OptionDeclaration("label", .key, isOptional: true, summary: "a column"),
                    OptionDeclaration("columns", .key, isOptional: true, isList: true, summary: "some columns"),
                ], example: "", source: ""),
        ], entryNameForText: { $0.hasSuffix(".csv") ? "file" : nil })

    private enum Take: Command {
        static let declaration = CommandDeclaration(
            "take", summary: "takes a set", group: "sets", arguments: [.entry("set", of: sets, summary: "which")],
            examples: [])

        static func run(_ arguments: BoundArguments, in session: Kitchen) throws {
            let entry = arguments.entry("set")
            let values = entry.values
            let columns = values.list("columns").map(\.wording).joined(separator: "+")
            session.log.append(
                [entry.name, values.has("path") ? values.text("path") : "", values.has("label") ? values.text("label") : "", columns]
                    .joined(separator: "|"))
        }
    }

    private func result(_ text: String) -> String {
        let session = Kitchen()
        let interpreter = Interpreter(commands: [Take.self], session: session)
        do throws(Diagnostic) {
            try interpreter.run(Source(name: "t", text: text))
            return session.log.joined()
        } catch { return error.message }
    }

    @Test("a text that the catalogue knows stands for its entry and is its first argument")
    func text() {
        #expect(result("take \"a.csv\"") == "file|a.csv||")
        #expect(result("take \"a.csv\" label kind") == result("take file \"a.csv\" label=kind"))
        #expect(result("take a.csv label kind") == "file|a.csv|kind|")
        #expect(result("take plain") == "plain|||")
        #expect(result("take \"a.txt\"").contains("\"a.txt\""))
        #expect(result("take file") != "file|||")
    }

    @Test("a column is a name or a number, also where a quantity or a variable is called so")
    func keys() {
        #expect(result("take \"a.csv\" label heat") == "file|a.csv|heat|")
        #expect(result("let x = 3\ntake \"a.csv\" columns x, 2, \"my y\" label 4") == "file|a.csv|4|\"x\"+\"2\"+\"my y\"")
        #expect(result("take \"a.csv\" label 1.5").contains("expected a name or a number"))
    }

    @Test("files are offered in place of the word, and the entry's options behind the text")
    func completion() {
        let completer = Completer(
            declarations: [Take.declaration], files: { typed in ["a.csv"].filter { $0.hasPrefix(typed) } })
        func found(_ input: String) -> [String] { completer.complete(input).candidates.map(\.text) }
        #expect(Set(found("take ")) == ["plain", "file", "\"a.csv\""])
        #expect(found("take file ") == ["\"a.csv\""])
        #expect(Set(found("take \"a.csv\" ")) == ["label", "columns"])
    }
}
