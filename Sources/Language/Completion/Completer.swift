import Declarations

/// What could stand at the cursor.
public struct Completion: Sendable, Hashable {
    public struct Candidate: Sendable, Hashable {
        public let text: String
        public let summary: String
    }

    /// The characters of the input that a candidate replaces.
    public let replaced: Range<Int>
    public let candidates: [Candidate]
}

/// Completes input from the declarations alone.
public struct Completer {
    let declarations: [CommandDeclaration]
    /// Variables and measurements.
    let names: () -> [String]
    /// Blocks that `define` made.
    let blocks: () -> [String]
    let sizeWords: [String]
    let helpTopics: [Topic]
    /// File names that begin with a text, folders ending in `/`.
    let files: (String) -> [String]

    public init(
        declarations: [CommandDeclaration], names: @escaping () -> [String] = { [] },
        blocks: @escaping () -> [String] = { [] }, sizeWords: [String] = [],
        helpTopics: [Topic] = [], files: @escaping (String) -> [String] = { _ in [] }
    ) {
        self.declarations = declarations
        self.names = names
        self.blocks = blocks
        self.sizeWords = sizeWords
        self.helpTopics = helpTopics
        self.files = files
    }

    public init<Session: CommandSession>(
        _ interpreter: Interpreter<Session>, files: @escaping (String) -> [String] = { _ in [] }
    ) {
        self.init(
            declarations: interpreter.declarations, names: { interpreter.scope.names },
            blocks: { interpreter.definitions.keys.sorted() }, sizeWords: interpreter.session.sizeWords,
            helpTopics: Session.topics, files: files)
    }

    /// `input` is everything up to the cursor; of several lines only the last counts.
    public func complete(_ input: String) -> Completion {
        let characters = Array(input)
        let line = statementStart(characters)
        switch quoteState(characters, from: line) {
        case .comment: return Completion(replaced: characters.count..<characters.count, candidates: [])
        case .text(let start):
            if let brace = openBrace(characters, from: start) { return names(characters, from: brace + 1) }
            let typed = String(characters[start...])
            let found = files(typed).map { Completion.Candidate(text: $0, summary: "") }
            return Completion(replaced: start..<characters.count, candidates: found)
        case .plain: break
        }
        var start = characters.count
        while start > line,
            characters[start - 1].continuesWord || characters[start - 1] == "-" || characters[start - 1] == "."
        {
            // `1..st` completes `st`.
            if start >= 2, characters[start - 1] == ".", characters[start - 2] == "." { break }
            start -= 1
        }
        while start < characters.count, !characters[start].continuesWord { start += 1 }
        let typed = String(characters[start...]).lowercased()
        var seen: Set<String> = []
        let candidates = possibilities(before: String(characters[line..<start])).filter {
            $0.text.lowercased().hasPrefix(typed) && seen.insert($0.text).inserted
        }
        return Completion(replaced: start..<characters.count, candidates: candidates)
    }

    /// Where the last statement begins; a `\` joins it to the line before.
    private func statementStart(_ characters: [Character]) -> Int {
        var start = characters.count
        while start > 0 {
            if characters[start - 1].endsLine, start < 2 || characters[start - 2] != "\\" { break }
            start -= 1
        }
        return start
    }

    /// The brace of a text behind which a calculation is being typed.
    private func openBrace(_ characters: [Character], from start: Int) -> Int? {
        var open: Int?
        var index = start
        while index < characters.count {
            if open == nil, characters[index] == "{", index + 1 < characters.count, characters[index + 1] == "{" {
                index += 1
            } else if characters[index] == "{" {
                open = index
            } else if characters[index] == "}" {
                open = nil
            }
            index += 1
        }
        return open
    }

    /// Values for the word at the end of a calculation.
    private func names(_ characters: [Character], from earliest: Int) -> Completion {
        var start = characters.count
        while start > earliest, characters[start - 1].continuesWord || characters[start - 1] == "." { start -= 1 }
        let typed = String(characters[start...]).lowercased()
        return Completion(
            replaced: start..<characters.count, candidates: values.filter { $0.text.lowercased().hasPrefix(typed) })
    }

    private enum QuoteState {
        case plain, comment
        case text(Int)
    }

    private func quoteState(_ characters: [Character], from line: Int) -> QuoteState {
        var opening: Int?
        var index = line
        while index < characters.count {
            let character = characters[index]
            if character == "\\", opening != nil {
                index += 1
            } else if character == "\"" {
                opening = opening == nil ? index + 1 : nil
            } else if character == "#", opening == nil {
                return .comment
            }
            index += 1
        }
        return opening.map { .text(min($0, characters.count)) } ?? .plain
    }

    private func possibilities(before text: String) -> [Completion.Candidate] {
        var lexer = Lexer(Source(name: "prompt", text: text))
        let tokens: [Token]
        do throws(Diagnostic) { tokens = try lexer.run() } catch { return [] }
        guard let line = Parser.lines(of: tokens).last else { return commands }
        return possibilities(behind: line)
    }

    private func possibilities(behind line: [Token]) -> [Completion.Candidate] {
        guard let word = line[0].word else { return line[0].isSymbol(.question) ? topics : [] }
        switch word {
        case "if": return line.endsOperand ? connectives : values
        case "repeat": return values
        case "let":
            return line.contains { $0.isSymbol(.assign) } ? line.endsOperand ? connectives : values : []
        case "for":
            return line.contains { $0.word == "in" } ? values : line.count > 2 ? [.init(text: "in", summary: "")] : []
        case "else": return [.init(text: "if", summary: "asks a further condition")]
        case "define", "end": return []
        default: break
        }
        guard let declaration = declarations.first(where: { $0.words.contains(word) }) else {
            return blocks().contains(word) ? values : []
        }
        var walker = CompletionWalker(declaration, line)
        return candidates(for: walker.expectations())
    }

    // MARK: - Candidates

    private func candidates(for expectations: [CompletionWalker.Expectation]) -> [Completion.Candidate] {
        expectations.flatMap { expectation -> [Completion.Candidate] in
            switch expectation {
            case .word(let word, let summary): [.init(text: word, summary: summary)]
            case .entries(let catalogue): catalogue.entries.map { .init(text: $0.name, summary: $0.summary) }
            case .kind(.word(let choices)): choices.map { .init(text: $0, summary: "") }
            case .kind(.file): files("").map { .init(text: "\"\($0)\"", summary: "") }
            case .kind(.size): sizeWords.map { .init(text: $0, summary: "") }
            case .kind(.integer), .kind(.number): names().map { .init(text: $0, summary: "") }
            case .kind: []
            case .value: values
            case .connective: connectives
            case .file: files("").map { .init(text: "\"\($0)\"", summary: "") }
            case .topic: topics
            case .command(let names): named(names)
            case .inner(let line): possibilities(behind: line)
            }
        }
    }

    /// The commands of these names, or all that look.
    private func named(_ names: [String]?) -> [Completion.Candidate] {
        declarations.filter { names?.contains($0.name) ?? $0.isLook }.map { .init(text: $0.name, summary: $0.summary) }
    }

    private var commands: [Completion.Candidate] {
        declarations.flatMap { declaration in
            declaration.words.map { .init(text: $0, summary: declaration.summary) }
        } + blocks().map { .init(text: $0, summary: "a block of this script") }
            + ["end", "else"].map { .init(text: $0, summary: "") }
    }

    private var values: [Completion.Candidate] {
        names().map { .init(text: $0, summary: "") }
            + Function.all.map { .init(text: $0.name, summary: $0.summary) }
            + SeriesFunction.allCases.map { .init(text: $0.name, summary: $0.summary) }
            + ["not", "true", "false"].map { .init(text: $0, summary: "") }
    }

    private var connectives: [Completion.Candidate] { ["and", "or"].map { .init(text: $0, summary: "") } }

    private var topics: [Completion.Candidate] {
        declarations.map { .init(text: $0.name, summary: $0.summary) }
            + declarations.catalogues.flatMap { $0.entries.map { .init(text: $0.name, summary: $0.summary) } }
            + helpTopics.map { .init(text: $0.name, summary: $0.summary) }
    }
}

extension [CommandDeclaration] {
    /// Every catalogue that a command takes entries from, once.
    public var catalogues: [Catalogue] {
        var found: [Catalogue] = []
        for argument in flatMap(\.arguments) {
            guard case .entry(let catalogue, let trailing) = argument.kind else { continue }
            for candidate in [catalogue, trailing].compactMap({ $0 })
            where !found.contains(where: { $0.noun == candidate.noun }) {
                found.append(candidate)
            }
        }
        return found
    }
}
