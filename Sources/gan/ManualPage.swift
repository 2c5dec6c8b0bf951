import ArgumentParser
import Commands
import Foundation
import Language

/// The page for `man`, made from the declarations of the command line and of the language alone.
///
/// Source: man(7), the macros of manual pages.
func manualPage() throws -> String {
    // The argument parser tells its declarations as JSON, which is its public form of them.
    let command = try JSONDecoder().decode(DumpedHelp.self, from: Data(Gan._dumpHelp().utf8)).command
    var page = Roff()
    page.add(#".TH GAN 1 "" "gan \#(Gan.version)" "User Commands""#)
    page.section("NAME")
    page.add("gan \\- " + Roff.escaped(plain(command.abstract ?? "")))
    page.section("SYNOPSIS")
    for (index, form) in ["[options]", "[options] file", "command [options]"].enumerated() {
        page.add((index > 0 ? ".br\n" : "") + ".B gan", Roff.escaped(form))
    }
    page.section("DESCRIPTION")
    page.verbatim(Gan.configuration.discussion)
    page.section("COMMANDS")
    for child in command.subcommands ?? [] where child.shouldDisplay && child.commandName != "help" {
        page.add(".SS " + Roff.quoted("gan " + ([child.commandName] + child.operands).joined(separator: " ")))
        page.words(child.abstract ?? "")
        for option in child.options { page.item(option.form, option.abstract ?? "") }
    }
    page.section("LANGUAGE")
    page.words("One statement a line. `help NAME` at the prompt explains each word, with its arguments and an example that runs.")
    let session = GanSession(options: SessionOptions(), output: RecordedOutput())
    defer { session.close() }
    for declaration in session.interpreter.declarations { page.item(declaration.usage, declaration.summary) }
    page.section("ENVIRONMENT")
    for (name, meaning) in environment { page.item(name, meaning) }
    page.section("FILES")
    for (name, meaning) in files { page.item(name, meaning) }
    return page.text
}

private let environment = [
    ("GAN_DATA", "Folders in which data files are looked for first, with colons between them."),
    ("GAN_GRAPHICS", "How to show pictures, as `--graphics` has it."),
]

private let files = [
    ("$XDG_CONFIG_HOME/gan/init.gan", "Statements that the prompt runs before the first that is typed."),
    ("$XDG_STATE_HOME/gan/history", "What was typed at the prompt."),
    ("$XDG_STATE_HOME/gan/progress", "What was done in lessons."),
    ("share/gan", "Beside `bin`: the lessons and the data that came with the program."),
]

/// Text with backticks, which a manual page has no use for.
private func plain(_ text: String) -> String { text.filter { $0 != "`" } }

/// Lines of a manual page.
private struct Roff {
    private var lines: [String] = []
    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func add(_ added: String...) { lines += added }
    mutating func section(_ title: String) { add(".SH \(title)") }
    mutating func words(_ text: String) { add(Self.escaped(plain(text))) }

    /// A term and what it means.
    mutating func item(_ term: String, _ meaning: String) {
        // A term of several lines, such as an example of a block, would end the macro.
        let term = term.split(separator: "\n").map(String.init)
        add(".TP", ".B " + Self.quoted(term.first ?? ""))
        for more in term.dropFirst() { add(".br", Self.escaped(more)) }
        if !term.dropFirst().isEmpty { add(".br") }
        add(Self.escaped(plain(meaning)))
    }

    /// Lines that keep their breaks.
    mutating func verbatim(_ text: String) {
        add(".nf")
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            add(line.isEmpty ? ".sp" : Self.escaped(plain(String(line))))
        }
        add(".fi")
    }

    /// What has no meaning to the formatter: a backslash, a dash, a dot or an apostrophe at the beginning of a line.
    static func escaped(_ text: String) -> String {
        let text = text.replacingOccurrences(of: "\\", with: "\\e").replacingOccurrences(of: "-", with: "\\-")
            .replacingOccurrences(of: "\n", with: " ")
        return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
    }

    /// One argument of a macro.
    static func quoted(_ text: String) -> String { "\"" + escaped(text).replacingOccurrences(of: "\"", with: "\\(dq") + "\"" }
}

/// What the argument parser dumps, as far as the page needs it.
private struct DumpedHelp: Decodable {
    var command: Command

    struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var shouldDisplay: Bool
        var arguments: [Argument]?
        var subcommands: [Command]?

        private var shown: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
        var operands: [String] { shown.filter { $0.kind == "positional" }.map { $0.valueName ?? "" } }
        var options: [Argument] { shown.filter { $0.kind != "positional" && $0.preferredName?.name != "help" } }
    }

    struct Argument: Decodable {
        var kind: String
        var abstract: String?
        var valueName: String?
        var preferredName: Name?
        var shouldDisplay: Bool

        /// `--seed number`
        var form: String {
            let name = preferredName.map { ($0.name.count == 1 ? "-" : "--") + $0.name } ?? ""
            return kind == "option" ? "\(name) \(valueName ?? "value")" : name
        }
    }

    struct Name: Decodable { var name: String }
}
