import Declarations
import Foundation
import Lab
import Language
import Networks
import Testing

@testable import Commands

@Suite struct CatalogueTests {
    /// Every example that a declaration carries, with the word it belongs to.
    static let examples: [(word: String, script: String)] = {
        let commands = commandCatalogue.flatMap { command in
            command.declaration.examples.map { (command.declaration.name, $0) }
        }
        let catalogues = commandCatalogue.map { $0.declaration }.catalogues + [measurementEntries]
        let entries = catalogues.flatMap(\.entries)
        return commands + entries.map { ($0.name, $0.example) }
    }()

    @Test("every example runs as it stands", arguments: examples.indices)
    func exampleRuns(_ index: Int) {
        let (word, script) = Self.examples[index]
        let run = Run(script)
        defer { run.close() }
        // `quit` ends the script by throwing, and says nothing.
        if word == "quit" { return #expect(run.error?.category == .ending) }
        #expect(run.message == nil, "the example of `\(word)`: \(script)")
    }

    @Test("every command is declared whole")
    func declarations() {
        var words: Set<String> = []
        for command in commandCatalogue {
            let declaration = command.declaration
            #expect(!declaration.examples.isEmpty, "`\(declaration.name)` has an example")
            #expect(!declaration.summary.isEmpty && !declaration.summary.hasSuffix("."), "`\(declaration.name)`")
            for word in declaration.words { #expect(words.insert(word).inserted, "`\(word)` is declared once") }
        }
    }

    @Test("every word of the language has help")
    func help() {
        for word in Self.examples.map(\.word) {
            let run = Run("help \(word)")
            #expect(run.message == nil)
            #expect(run.output.text.contains(word))
            run.close()
        }
    }

    @Test("the reference page is the one that the declarations make")
    func reference() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("lessons/LANGUAGE.md")
        let page = try String(contentsOf: file, encoding: .utf8)
        #expect(page == languageReference(), "refresh it: swift run gan reference > lessons/LANGUAGE.md")
    }
}
