import Figures
import Foundation
import Language

/// Events as a page in Markdown: words of a lesson as they were written, statements and results as code, tables as tables,
/// figures as the pictures that were written.
///
/// What a script prints stands inside fences, where it means nothing; elsewhere its marks are written out.
/// Source: GitHub Flavored Markdown 0.29, sections 4.5 (fences) and 4.10 (tables).
struct MarkdownText: EventRenderer {
    /// The folder of the page: places of pictures are told from there.
    private let folder: URL
    /// The fence that is open.
    private var fence: Fence?
    private var isEmpty = true

    private struct Fence: Equatable {
        var language: String
        /// So many backticks; a line of the text that has as many would end it.
        var length: Int

        var mark: String { String(repeating: "`", count: length) }
    }

    init(besides folder: URL) { self.folder = folder }

    mutating func text(of event: SessionEvent) -> String {
        switch event {
        case .passage(.words(let words)): return block(visible(words))
        case .passage(.title(let title)): return block("### " + escaped(title))
        case .passage(.code(let lines)): return code(lines.joined(separator: "\n"), in: Self.language)
        case .statement(let text): return code(text, in: Self.language)
        case .table(let table): return block(text(of: table))
        case .figure(let shown): return text(of: shown)
        case .file(let file): return block("\(escaped(file.kind)): [\(escaped(file.path))](\(address(of: file)))")
        case .progress, .frame, .controls: return ""
        case .text, .script, .confirmation, .expectation, .trained, .remark, .diagnostic:
            var words = EventText()
            return code(words.text(of: event), in: "text")
        }
    }

    var ending: String { fence.map { $0.mark + "\n" } ?? "" }

    private static let language = GanSession.scriptExtension

    private mutating func text(of shown: ShownFigure) -> String {
        let facts = shown.facts.map { block(text(of: $0)) } ?? ""
        guard let file = shown.file else {
            // Nothing was written that could be shown: a drawing of letters.
            return facts + code(renderTerminal(shown.figure, on: Terminal(mode: .blocks)), in: "text")
        }
        let title = escaped(shown.figure.title ?? shown.kind)
        // Browsers show pictures, and no page of a PDF.
        let isPicture = file.url.pathExtension.lowercased() != FigureFormat.pdf.rawValue
        return facts + block("\(isPicture ? "!" : "")[\(title)](\(address(of: file)))")
    }

    private func text(of table: TextTable) -> String {
        func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        let header = table.header.enumerated().map { column, name in
            escaped(name + (table.units[column].map { " (\($0))" } ?? ""))
        }
        let rule = table.header.indices.map { table.leftColumns.contains($0) ? "---" : "--:" }
        let rows = table.rows.enumerated().map { index, cells in
            let cells = cells.map(escaped) + Array(repeating: "", count: max(0, header.count - cells.count))
            return row(table.markedRows.contains(index) ? cells.dropLast() + [(cells.last ?? "") + " \\*"] : cells)
        }
        let title = table.title.map { "**\(escaped($0))**\n\n" } ?? ""
        let footnote = table.footnote.map { "\n\n\\* \(escaped($0))" } ?? ""
        return title + ([row(header), row(rule)] + rows).joined(separator: "\n") + footnote
    }

    // MARK: - Blocks

    /// Text of its own, a blank line before it.
    private mutating func block(_ text: String) -> String {
        defer { (fence, isEmpty) = (nil, false) }
        return (fence.map { $0.mark + "\n" } ?? "") + (isEmpty ? "" : "\n") + text + "\n"
    }

    /// Lines in a fence; they go on in the one that is open where it is of their kind.
    private mutating func code(_ text: String, in language: String) -> String {
        guard !text.isEmpty else { return "" }
        let text = visible(text) + (text.hasSuffix("\n") ? "" : "\n")
        let needed = max(3, longestRun(of: "`", in: text) + 1)
        if let fence, fence.language == language, fence.length >= needed { return text }
        let next = Fence(language: language, length: needed)
        let opening = block(next.mark + language)
        fence = next
        return opening + text
    }

    private func longestRun(of mark: Character, in text: String) -> Int {
        var (longest, run) = (0, 0)
        for character in text {
            run = character == mark ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    // MARK: - Words

    /// Words on one line, without a meaning to Markdown or HTML. What stands in backticks is code already.
    private func escaped(_ text: String) -> String {
        visible(text).reduce(into: "") { result, character in
            switch character {
            case "\n", "\t": result += " "
            case _ where Self.marks.contains(character): result += "\\" + String(character)
            default: result.append(character)
            }
        }
    }

    private static let marks: Set<Character> = ["\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "&", "!", "~"]

    /// The file as a page in the folder names it.
    private func address(of file: WrittenFile) -> String {
        let (from, to) = (parts(of: folder), parts(of: file.url))
        let shared = zip(from, to).prefix { $0 == $1 }.count
        let steps = Array(repeating: "..", count: from.count - shared) + to.dropFirst(shared)
        return steps.map { $0.addingPercentEncoding(withAllowedCharacters: Self.plainLetters) ?? $0 }.joined(separator: "/")
    }

    private func parts(of url: URL) -> [String] { url.absoluteURL.standardizedFileURL.resolvingSymlinksInPath().pathComponents }

    /// Unreserved characters. (RFC 3986, section 2.3)
    private static let plainLetters = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
