import Declarations

/// Help for the terminal, written from the declarations.
public struct HelpText {
    let declarations: [CommandDeclaration]

    public init(_ declarations: [CommandDeclaration]) { self.declarations = declarations }

    /// Every command with its summary, by group, in the order of the declarations.
    public func index() -> String {
        let width = declarations.map { displayWidth($0.name) }.max() ?? 0
        return declarations.grouped.map { group, members in
            ([group] + members.map { "  \(padded($0.name, width))  \($0.summary)" }).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// Help for a command or for an entry of any catalogue.
    public func topic(_ word: String) throws(OptionError) -> String {
        var parts: [String] = []
        if let command = declarations.first(where: { $0.words.contains(word) }) { parts.append(help(command)) }
        for catalogue in declarations.catalogues {
            if let entry = catalogue.entry(word) { parts.append(help(entry, in: catalogue)) }
        }
        guard parts.isEmpty else { return parts.joined(separator: "\n\n") }
        let words = declarations.flatMap(\.words) + declarations.catalogues.flatMap { $0.entries.flatMap(\.words) }
        throw OptionError(
            "unknown command or topic `\(word)`",
            help: nearest(to: word, in: words).map { "did you mean `\($0)`?" } ?? "`help` lists the commands")
    }

    public func help(_ command: CommandDeclaration) -> String {
        var lines = ["\(command.name): \(command.summary)", "", "usage: \(command.usage)"]
        if !command.aliases.isEmpty { lines.append("also: \(command.aliases.joined(separator: ", "))") }
        lines += table(command.rows)
        for argument in command.arguments {
            guard case .entry(let catalogue, let trailing) = argument.kind else { continue }
            for catalogue in [catalogue, trailing].compactMap({ $0 }) {
                lines += ["", "\(catalogue.plural):"]
                let width = catalogue.names.map(displayWidth).max() ?? 0
                lines += catalogue.entries.map { "  \(padded($0.name, width))  \($0.summary)" }
            }
        }
        if !command.examples.isEmpty { lines += ["", "example:"] + indented(command.examples) }
        if !command.notes.isEmpty { lines += [""] + command.notes }
        if let source = command.source { lines += ["", "source: \(source)"] }
        return lines.joined(separator: "\n")
    }

    public func help(_ entry: Declaration, in catalogue: Catalogue) -> String {
        var lines = ["\(entry.name) (\(catalogue.noun)): \(entry.summary)", "", "usage: \(entry.usage)"]
        if !entry.aliases.isEmpty { lines.append("also: \(entry.aliases.joined(separator: ", "))") }
        lines += table(entry.rows)
        if !entry.example.isEmpty { lines += ["", "example:"] + indented([entry.example]) }
        if !entry.source.isEmpty { lines += ["", "source: \(entry.source)"] }
        return lines.joined(separator: "\n")
    }

    private func table(_ rows: [HelpRow]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let width = rows.map { displayWidth($0.name) }.max() ?? 0
        return [""]
            + rows.map { row in
                let details = row.details.isEmpty ? "" : " (\(row.details))"
                return "  \(padded(row.name, width))  \(row.summary)\(details)"
            }
    }

    private func indented(_ examples: [String]) -> [String] {
        examples.flatMap { $0.split(separator: "\n").map { "  \($0)" } }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - displayWidth(text)))
    }
}

extension [CommandDeclaration] {
    /// Groups in the order of their first member.
    var grouped: [(group: String, members: [CommandDeclaration])] {
        var groups: [(group: String, members: [CommandDeclaration])] = []
        for declaration in self {
            if let index = groups.firstIndex(where: { $0.group == declaration.group }) {
                groups[index].members.append(declaration)
            } else {
                groups.append((declaration.group, [declaration]))
            }
        }
        return groups
    }
}
