import Declarations

/// The reference of a language as one Markdown page, written from the declarations alone.
///
/// `catalogues` adds those that no command takes as an argument; the others are found by themselves.
public func referencePage(
    title: String, introduction: String = "", declarations: [CommandDeclaration], catalogues: [Catalogue] = [],
    topics: [Topic] = []
) -> String {
    var lines = ["# \(title)", ""]
    if !introduction.isEmpty { lines += [introduction, ""] }
    let all =
        declarations.catalogues
        + catalogues.filter { extra in
            !declarations.catalogues.contains { $0.noun == extra.noun }
        }
    // A link needs the name that the page's reader gives to the heading, and equal headings are numbered there.
    var anchors = Anchors()
    _ = anchors.add(title)
    var links: [String: String] = [:]
    for (group, members) in declarations.grouped {
        _ = anchors.add(group)
        for command in members { links[command.name] = "[`\(command.name)`](#\(anchors.add(command.name)))" }
    }
    lines += ["| group | commands |", "|---|---|"]
    for (group, members) in declarations.grouped {
        lines.append("| \(group) | \(members.compactMap { links[$0.name] }.joined(separator: ", ")) |")
    }
    let kinds = all.map { "[\($0.plural)](#\(anchors.add($0.plural)))" }
    if !kinds.isEmpty { lines += ["", "Kinds of things: " + kinds.joined(separator: ", ") + "."] }
    for (group, members) in declarations.grouped {
        lines += ["", "## \(capitalized(group))"]
        for command in members { lines += section(command) }
    }
    for catalogue in all {
        lines += ["", "## \(capitalized(catalogue.plural))"]
        for entry in catalogue.entries { lines += section(entry) }
    }
    if !topics.isEmpty { lines += ["", "## Topics"] }
    for topic in topics { lines += section(topic) }
    lines += ["", "## Functions", "", "| function | value |", "|---|---|"]
    lines += Function.all.map { "| `\($0.name)` | \($0.summary) |" }
    lines += ["| `count` | how many values it is given |"]
    lines += SeriesFunction.allCases.map { "| `\($0.name)` | \($0.summary) |" }
    lines += Function.constants.keys.sorted().map { "| `\($0)` | a constant |" }
    return lines.joined(separator: "\n") + "\n"
}

private func section(_ command: CommandDeclaration) -> [String] {
    var lines = ["", "### \(command.name)", "", sentence(command.summary), "", fenced(command.usage)]
    if !command.aliases.isEmpty {
        lines += ["", "Also: " + command.aliases.map { "`\($0)`" }.joined(separator: ", ") + "."]
    }
    lines += table(command.rows)
    if !command.examples.isEmpty { lines += ["", fenced(command.examples.joined(separator: "\n\n"))] }
    if !command.notes.isEmpty { lines += [""] + command.notes.map { "- " + sentence($0) } }
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
    if let published = entry.published { lines += ["", "Published with: \(published)."] }
    if !entry.claims.isEmpty { lines += [""] + entry.claims.sentences.map { "- " + sentence($0) } }
    if !entry.source.isEmpty { lines += ["", "Source: \(entry.source)."] }
    return lines
}

private func section(_ topic: Topic) -> [String] {
    var lines = ["", "### \(capitalized(topic.phrase))", "", sentence(topic.summary), "", topic.text]
    if !topic.words.isEmpty { lines += ["", "Also: " + topic.words.joined(separator: ", ") + "."] }
    if !topic.example.isEmpty { lines += ["", fenced(topic.example)] }
    if let source = topic.source { lines += ["", "Source: \(source)."] }
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

private func sentence(_ summary: String) -> String { capitalized(summary) + (summary.hasSuffix(".") ? "" : ".") }

/// The names that GitHub and others give to headings: lower case, a stroke for a blank, no other signs, and `-1`, `-2`, …
/// behind a name that was there before.
private struct Anchors {
    private var counts: [String: Int] = [:]

    mutating func add(_ heading: String) -> String {
        let letters = heading.lowercased().map { $0 == " " ? "-" : $0 }
        let name = String(letters.filter { $0.isLetter || $0.isNumber || "-_".contains($0) })
        let count = counts[name, default: 0]
        counts[name] = count + 1
        return name + (count > 0 ? "-\(count)" : "")
    }
}

private func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
