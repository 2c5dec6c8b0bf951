/// Tells a script as a lesson: its words, its titles and its statements in order, each before what it does.
///
/// A script is a lesson when it has a Markdown cell; any other has nothing to tell.
public struct Narration {
    public enum Passage: Sendable, Equatable {
        /// The text of a Markdown cell.
        case words(String)
        /// The title of a code cell.
        case title(String)
        /// The lines of one statement or of one comment, as they were written.
        case code([String])
    }

    private let source: Source
    /// Everything but statements, by the line that it stands in.
    private var waiting: ArraySlice<(line: Int, passage: Passage)>
    /// The last line that was told.
    private var lastLine = 0

    /// `nil` for a script without words.
    public init?(_ source: Source) {
        let cells = Cell.cells(of: source)
        guard cells.contains(where: { $0.kind == .markdown }) else { return nil }
        self.source = source
        waiting = cells.flatMap { cell -> [(line: Int, passage: Passage)] in
            let header = cell.lines.lowerBound - 1
            guard cell.kind == .code else { return [(header, .words(cell.text))] }
            let title = cell.title.isEmpty ? [] : [(line: header, passage: Passage.title(cell.title))]
            // Lines that begin with `#|` are a cell's options, for notebooks.
            let comments = cell.lines.map { ($0, source.line($0)) }.filter { _, text in
                text.first { !$0.isWhitespace } == "#" && !text.hasPrefix("#|")
            }
            return title + comments.map { (line: $0, passage: .code([$1])) }
        }[...]
    }

    /// What stands before a statement and has not been told, and the statement itself; exercises and questions tell themselves.
    public mutating func passages(through statement: Statement) -> [Passage] {
        guard statement.span.source == source else { return [] }
        let lines = statement.lines
        var passages = take(before: lines.lowerBound)
        if case .lesson = statement.kind { return passages }
        // Comments in a block are lines of the block.
        while let next = waiting.first, next.line <= lines.upperBound { waiting.removeFirst() }
        // A second statement of a line was told with the first.
        if lines.lowerBound > lastLine { passages.append(.code(lines.map(source.line))) }
        lastLine = max(lastLine, lines.upperBound)
        return passages
    }

    /// What stands behind the last statement.
    public mutating func rest() -> [Passage] { take(before: .max) }

    private mutating func take(before line: Int) -> [Passage] {
        let reached = waiting.prefix { $0.line < line }
        waiting = waiting.dropFirst(reached.count)
        return reached.map(\.passage)
    }
}
