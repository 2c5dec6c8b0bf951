import Commands
import Foundation
import Language
import Testing

@testable import gan

@Suite("The manual page and the completions")
struct ManualPageTests {
    @Test("every command, option and word of the language is on the manual page")
    func whole() throws {
        let page = try manualPage()
        #expect(page.hasPrefix(".TH GAN 1"))
        for title in ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "LANGUAGE", "ENVIRONMENT", "FILES"] {
            #expect(page.contains("\n.SH \(title)\n"))
        }
        for command in Gan.configuration.subcommands where command.configuration.shouldDisplay {
            let name = (command.configuration.commandName ?? "").replacingOccurrences(of: "-", with: "\\-")
            #expect(page.contains(".SS \"gan \(name)"))
        }
        #expect(page.contains(".B \"\\-\\-seeds list\"") && page.contains(".B \"\\-\\-transcript file\""))
        let session = GanSession(options: SessionOptions(), output: RecordedOutput())
        defer { session.close() }
        for declaration in session.interpreter.declarations { #expect(page.contains(".B \"\(declaration.name)"), "\(declaration.name)") }
    }

    @Test("no line of the page begins with a mark that the formatter would take for a macro of its own")
    func macros() throws {
        let known = [".TH", ".SH", ".SS", ".TP", ".B", ".br", ".nf", ".fi", ".sp"]
        for line in try manualPage().split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
            #expect(known.contains(String(line.prefix { $0 != " " })), "\(line)")
        }
    }

    @Test("a shell completes commands, options and files", arguments: ["bash", "zsh", "fish"])
    func completions(_ shell: String) throws {
        var script = ""
        do { _ = try Gan.parseAsRoot(["--generate-completion-script", shell]) } catch { script = Gan.fullMessage(for: error) }
        for word in ["doctor", "transcript", "graphics", "ipynb"] { #expect(script.contains(word), "\(shell): \(word)") }
    }
}
