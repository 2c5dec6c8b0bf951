import Declarations

/// Help for the terminal, written from the declarations.
public struct HelpText {
    let declarations: [CommandDeclaration]
    let topics: [Topic]
    /// No line is wider, unless a single word is.
    let columns: Int

    public init(_ declarations: [CommandDeclaration], topics: [Topic] = [], columns: Int = 80) {
        self.declarations = declarations
        self.topics = topics
        self.columns = columns
    }

    /// Every command with its summary, by group, in the order of the declarations.
    public func index() -> String {
        let width = declarations.map { displayWidth($0.name) }.max() ?? 0
        return declarations.grouped.map { group, members in
            ([group] + members.flatMap { row($0.name, $0.summary, width) }).joined(separator: "\n")
        }.joined(separator: "\n\n") + (topics.isEmpty ? "" : "\n\n" + topicIndex)
    }

    /// The topics by name alone.
    private var topicIndex: String {
        (["topics"] + wrapped("  " + topics.map(\.phrase).joined(separator: ", "), columns: columns, hanging: "  "))
            .joined(separator: "\n")
    }

    /// Help for a word or some words of the language, or for a topic.
    ///
    /// Two words are a command and a word of it (`layer dense`), unless they are a topic together (`mode collapse`).
    public func topic(_ words: [String]) throws(Refusal) -> String {
        if words.count > 1, let topic = topics.topic(words.joined(separator: " ")) { return help(topic) }
        if words.count == 2 { return try topic(words[1], of: words[0]) }
        if words.count == 1 { return try topic(words[0]) }
        throw unknown(words.joined(separator: " "))
    }

    /// Help for a command, an entry of any catalogue, an option or a topic.
    public func topic(_ word: String) throws(Refusal) -> String {
        var parts: [String] = []
        if let command = declarations.first(where: { $0.words.contains(word) }) { parts.append(help(command)) }
        for catalogue in declarations.catalogues {
            if let entry = catalogue.entry(word) {
                let owner = declarations.first { $0.catalogues.contains { $0.noun == catalogue.noun } }
                parts.append(help(entry, in: catalogue, behind: owner?.name))
            }
        }
        guard parts.isEmpty else { return parts.joined(separator: "\n\n") }
        if let topic = topics.topic(word) { return help(topic) }
        let owners = declarations.filter { $0.hasOwnWord(word) }
        if !owners.isEmpty {
            let names = owners.map { "`\($0.name)`" }.joined(separator: " and ")
            return (fitted("`\(word)` is a word of \(names):") + owners.flatMap { ["", help($0)] }).joined(separator: "\n")
        }
        let options = optionRows(word)
        guard options.isEmpty else { return (["\(word) is an option of"] + table(options)).joined(separator: "\n") }
        throw unknown(word)
    }

    private func unknown(_ words: String) -> Refusal {
        let known =
            declarations.flatMap(\.words) + declarations.catalogues.flatMap { $0.entries.flatMap(\.words) }
            + topics.flatMap { [$0.name, $0.phrase] + $0.words }
        return Refusal(
            "unknown command or topic `\(shortened(words))`",
            help: nearest(to: words, in: known).map { "did you mean `\($0)`?" } ?? "`help` lists the commands")
    }

    /// What an option of that name does for each entry that has one: `rate` of `adam`, of `sgd`, ….
    private func optionRows(_ name: String) -> [HelpRow] {
        declarations.catalogues.flatMap { catalogue in
            catalogue.entries.flatMap { entry in
                (entry.arguments + entry.options).filter { $0.name == name }.map { option in
                    var row = HelpRow(option)
                    row.name = "\(catalogue.noun) \(entry.name)"
                    return row
                }
            }
        }
    }

    /// A topic: what it is, why, what to try.
    public func help(_ topic: Topic) -> String {
        let renderer = ProseRenderer(columns: columns)
        var lines = fitted("\(topic.phrase): \(topic.summary)") + [""]
        lines += renderer.render(topic.text).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        lines += shown(topic.example.isEmpty ? [] : [topic.example])
        if let source = topic.source { lines += [""] + fitted("source: \(source)") }
        return lines.joined(separator: "\n")
    }

    /// Help for a word of a command: `layer dense`, `stop when`.
    public func topic(_ word: String, of name: String) throws(Refusal) -> String {
        guard let command = declarations.first(where: { $0.words.contains(name) }) else { return try topic(name) }
        for argument in command.arguments {
            guard case .entry(let catalogue, let trailing) = argument.kind else { continue }
            if let entry = catalogue.entry(word) { return help(entry, in: catalogue, behind: command.name) }
            if let trailing, let entry = trailing.entry(word) { return help(entry, in: trailing) }
        }
        if command.hasOwnWord(word) { return help(command) }
        throw Refusal("`\(name)` has no word `\(shortened(word))`", help: "`help \(name)` lists its words")
    }

    public func help(_ command: CommandDeclaration) -> String {
        var lines = head(command.name, command.summary, usage: command.usage, aliases: command.aliases)
        lines += table(command.rows)
        for argument in command.arguments {
            guard case .entry(let catalogue, let trailing) = argument.kind else { continue }
            for catalogue in [catalogue, trailing].compactMap({ $0 }) {
                lines += ["", "\(catalogue.plural):"]
                let width = catalogue.names.map(displayWidth).max() ?? 0
                lines += catalogue.entries.flatMap { row($0.name, $0.summary, width) }
            }
        }
        lines += shown(command.examples)
        if !command.notes.isEmpty { lines += [""] + command.notes.flatMap { fitted("- " + $0, hanging: "  ") } }
        if let source = command.source { lines += [""] + fitted("source: \(source)") }
        return lines.joined(separator: "\n")
    }

    /// - Parameter command: the word that stands before the entry in a statement, where one does.
    public func help(_ entry: Declaration, in catalogue: Catalogue, behind command: String? = nil) -> String {
        let usage = command.map { "\($0) \(entry.usage)" } ?? entry.usage
        var lines = head("\(entry.name) (\(catalogue.noun))", entry.summary, usage: usage, aliases: entry.aliases)
        lines += table(entry.rows)
        lines += shown(entry.example.isEmpty ? [] : [entry.example])
        if let published = entry.published { lines += [""] + fitted("published with: \(published)") }
        if !entry.claims.isEmpty { lines += [""] + entry.claims.sentences.flatMap { fitted($0) } }
        if !entry.source.isEmpty { lines += [""] + fitted("source: \(entry.source)") }
        return lines.joined(separator: "\n")
    }

    // MARK: - Parts

    private func head(_ name: String, _ summary: String, usage: String, aliases: [String]) -> [String] {
        var lines = fitted("\(name): \(summary)")
        // A word that stands alone has no form to show.
        if usage.contains(" ") { lines += [""] + fitted("usage: \(usage)", hanging: "         ") }
        return aliases.isEmpty ? lines : lines + [""] + fitted("also: \(aliases.joined(separator: ", "))")
    }

    private func table(_ rows: [HelpRow]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let width = rows.map { displayWidth($0.name) }.max() ?? 0
        return [""] + rows.flatMap { row($0.name, $0.summary + ($0.details.isEmpty ? "" : " (\($0.details))"), width) }
    }

    /// A name and, beside it, what it means.
    private func row(_ name: String, _ text: String, _ width: Int) -> [String] {
        let padding = String(repeating: " ", count: max(0, width - displayWidth(name)))
        let hanging = String(repeating: " ", count: 4 + max(width, displayWidth(name)))
        return wrapped("  \(name)\(padding)  " + text, columns: columns, hanging: hanging)
    }

    /// Examples as they are typed, one apart from the other.
    private func shown(_ examples: [String]) -> [String] {
        guard !examples.isEmpty else { return [] }
        let blocks = examples.map { $0.split(separator: "\n").map { "  \($0)" } }
        return ["", examples.count == 1 ? "example:" : "examples:"] + blocks.joined(separator: [""])
    }

    private func fitted(_ text: String, hanging: String = "  ") -> [String] {
        wrapped(text, columns: columns, hanging: hanging)
    }
}

extension CommandDeclaration {
    /// Whether an argument, a choice, an option or a clause of the command is called so.
    func hasOwnWord(_ word: String) -> Bool {
        if clauses.contains(where: { $0.name == word }) || options.contains(where: { $0.name == word }) { return true }
        return arguments.contains { argument in
            if case .value(let option) = argument.kind, case .word(let choices) = option.kind {
                return choices.contains(word)
            }
            return false
        }
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
