import Declarations

/// The reference of a language as one Markdown page, written from the declarations alone.
///
/// `catalogues` adds those that no command takes as an argument; the others are found by themselves.
public func referencePage(
    title: String, introduction: String = "", declarations: [CommandDeclaration], catalogues: [Catalogue] = []
) -> String {
    var lines = ["# \(title)", ""]
    if !introduction.isEmpty { lines += [introduction, ""] }
    let all =
        declarations.catalogues
        + catalogues.filter { extra in
            !declarations.catalogues.contains { $0.noun == extra.noun }
        }
    lines += ["| group | commands |", "|---|---|"]
    for (group, members) in declarations.grouped {
        lines.append("| \(group) | \(members.map { "[`\($0.name)`](#\($0.name))" }.joined(separator: ", ")) |")
    }
    for (group, members) in declarations.grouped {
        lines += ["", "## \(capitalized(group))"]
        for command in members { lines += section(command) }
    }
    for catalogue in all {
        lines += ["", "## \(capitalized(catalogue.plural))"]
        for entry in catalogue.entries { lines += section(entry) }
    }
    lines += ["", "## Functions", "", "| function | value |", "|---|---|"]
    lines += Function.all.map { "| `\($0.name)` | \($0.summary) |" }
    lines += ["| `count` | how many values it is given |"]
    lines += Function.constants.keys.sorted().map { "| `\($0)` | a constant |" }
    return lines.joined(separator: "\n") + "\n"
}

private func section(_ command: CommandDeclaration) -> [String] {
    var lines = ["", "### \(command.name)", "", sentence(command.summary), "", fenced(command.usage)]
    if !command.aliases.isEmpty {
        lines += ["", "Also: " + command.aliases.map { "`\($0)`" }.joined(separator: ", ") + "."]
    }
    lines += table(command.rows)
    if !command.examples.isEmpty { lines += ["", fenced(command.examples.joined(separator: "\n"))] }
    for note in command.notes { lines += ["", note] }
    if let source = command.source { lines += ["", "Source: \(source)."] }
    return lines
}

private func section(_ entry: Declaration) -> [String] {
    var lines = ["", "### \(entry.name)", "", sentence(entry.summary), "", fenced(entry.usage)]
    if !entry.aliases.isEmpty {
        lines += ["", "Also: " + entry.aliases.map { "`\($0)`" }.joined(separator: ", ") + "."]
    }
    lines += table(entry.rows)
    if !entry.example.isEmpty { lines += ["", fenced(entry.example)] }
    if !entry.source.isEmpty { lines += ["", "Source: \(entry.source)."] }
    return lines
}

private func table(_ rows: [HelpRow]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let header = ["", "| name | meaning | value | default |", "|---|---|---|---|"]
    return header
        + rows.map { row in
            let type = row.type + (row.unit.map { ", in \($0)" } ?? "")
            let start = row.defaultValue.map { "`\(cell($0))`" } ?? ""
            return "| `\(row.name)` | \(cell(row.summary)) | \(cell(type)) | \(start) |"
        }
}

private func fenced(_ text: String) -> String { "```\n\(text)\n```" }

/// A bar would end the table cell.
private func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
}

private func sentence(_ summary: String) -> String { capitalized(summary) + "." }

private func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
