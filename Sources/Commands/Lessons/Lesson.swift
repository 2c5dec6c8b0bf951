import Language

/// A script as its learners go through it, cell by cell.
public struct Lesson {
    /// One stop: words, and the statements below them.
    public struct Cell {
        /// Keys what a learner has done; the same in every language.
        public let id: String
        public let title: String
        /// Markdown.
        public let words: [String]
        public let statements: [Statement]
        /// Whether the script says the id, and does not leave it to the title.
        public let isNamed: Bool
        /// Its percent line; of one without, its first line.
        public let span: Span
    }

    /// `mode-collapse`.
    public let name: String
    /// The heading of its first words.
    public let title: String
    public let source: Source
    public let cells: [Cell]

    /// - Parameter name: of the script's file, which may begin with a number and end in `.gan`.
    public init(_ source: Source, file name: String) throws(Diagnostic) {
        self.source = source
        self.name = Self.name(ofFile: name)
        cells = try Self.cells(of: source)
        guard !cells.isEmpty else {
            throw Diagnostic("expected a lesson, found a script without a line", at: source.span)
        }
        let headings = cells.flatMap(\.words).flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("# ") }
        title = headings.first.map { String($0.dropFirst(2)) } ?? self.name
    }

    /// `02-mode-collapse.gan` is `mode-collapse`.
    static func name(ofFile file: String) -> String {
        var name = file.split(separator: "/").last.map(String.init) ?? file
        if name.hasSuffix(".\(GanSession.scriptExtension)") { name.removeLast(GanSession.scriptExtension.count + 1) }
        name = key(name)
        let rest = name.drop { $0.isASCII && $0.isNumber }
        return rest.count < name.count && rest.hasPrefix("-") && rest.count > 1 ? String(rest.dropFirst()) : name
    }

    /// Words belong to the code below them; those at the end are a cell of their own.
    private static func cells(of source: Source) throws(Diagnostic) -> [Cell] {
        let statements = try Parser.parse(source)
        var cells: [Cell] = []
        var words: [(text: String, cell: Language.Cell)] = []
        func add(_ cell: Language.Cell, title: String, _ statements: [Statement]) {
            let named = (cell.attributes["id"] ?? words.compactMap { $0.cell.attributes["id"] }.last).map(key)
            let usual = slug(title).isEmpty ? "cell-\(cells.count + 1)" : slug(title)
            let taken = cells.filter { $0.id == usual || $0.id.hasPrefix(usual + "-") }.count
            cells.append(
                Cell(
                    id: named ?? (taken > 0 ? "\(usual)-\(taken + 1)" : usual), title: title, words: words.map(\.text), statements: statements,
                    isNamed: named != nil, span: Span(source, source.range(ofLine: max(1, cell.lines.lowerBound - 1)))))
            words = []
        }
        for cell in Language.Cell.cells(of: source) {
            guard cell.kind == .code else {
                words.append((cell.text, cell))
                continue
            }
            let own = statements.filter { cell.lines.contains($0.header.line) }
            if own.isEmpty, words.isEmpty { continue }
            add(cell, title: cell.title, own)
        }
        if let last = words.last { add(last.cell, title: "", []) }
        return cells
    }

    /// A name that is one word in the file of progress.
    private static func key(_ text: String) -> String {
        let word = visible(text).split(whereSeparator: \.isWhitespace).joined(separator: "-")
        return word.isEmpty ? "-" : word
    }

    /// `Train the critic` is `train-the-critic`.
    private static func slug(_ title: String) -> String {
        title.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }
}
