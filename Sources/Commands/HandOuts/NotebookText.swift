import Figures
import Foundation
import Language

/// Events as a Jupyter notebook: words are Markdown cells, statements code cells with what they said below them.
///
/// A cell's name is made of what it holds, and of how often that stood before: it stays when cells around it change.
/// Source: the notebook format 4.5 of Jupyter, nbformat.readthedocs.io/en/latest/format_description.html.
struct NotebookText: EventRenderer {
    private var cells: [NotebookCell] = []
    private var count = 0

    mutating func text(of event: SessionEvent) -> String {
        switch event {
        case .passage(.words(let words)): add(.markdown, visible(words))
        case .passage(.title(let title)): add(.markdown, "### " + visible(title))
        case .passage(.code(let lines)): addStatement(lines.joined(separator: "\n"))
        case .statement(let text): addStatement(text)
        case .table(let table): show(.display(["text/plain": visible(table.text), "text/html": HTMLTable.render(table)]))
        case .figure(let shown): show(shown)
        case .file(let file): show(.stream("stdout", file.line))
        case .text(let text), .script(let text), .confirmation(let text): show(.stream("stdout", text))
        case .expectation(let held): show(.stream("stdout", held.line(isPlain: false)))
        case .trained(let training): show(.stream("stdout", training.text))
        case .remark(let text): show(.stream("stderr", text))
        case .diagnostic(let diagnostic):
            let lines = diagnostic.render(color: false)
            show(diagnostic.isFailedStatement ? .error(diagnostic.kindName, diagnostic.message, lines) : .stream("stderr", lines + "\n"))
        case .progress, .frame, .controls: break
        }
        return ""
    }

    var ending: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Strings and whole numbers can always be written.
        let json = (try? encoder.encode(Notebook(cells: identified))) ?? Data()
        return String(decoding: json, as: UTF8.self) + "\n"
    }

    private mutating func add(_ kind: NotebookCell.Kind, _ source: String) {
        cells.append(NotebookCell(kind, source))
    }

    /// Statements stand in one cell until one of them says something.
    private mutating func addStatement(_ text: String) {
        if let last = cells.last, last.outputs?.isEmpty == true {
            cells[cells.count - 1].add(visible(text))
        } else {
            count += 1
            var cell = NotebookCell(.code, visible(text))
            cell.execution_count = count
            cells.append(cell)
        }
    }

    private mutating func show(_ output: NotebookOutput) {
        // What comes before the first statement belongs to an empty one.
        if cells.last?.outputs == nil { addStatement("") }
        cells[cells.count - 1].show(output)
    }

    private mutating func show(_ shown: ShownFigure) {
        if let facts = shown.facts { show(.display(["text/plain": visible(facts.text), "text/html": HTMLTable.render(facts)])) }
        let words = visible(shown.figure.words) + (shown.file.map { "\n" + visible($0.path) } ?? "")
        guard let bytes = pagePicture(of: shown.figure) else { return show(.display(["text/plain": words])) }
        show(.display(["image/png": Data(bytes).base64EncodedString(), "text/plain": words]))
    }

    private var identified: [NotebookCell] {
        var uses: [String: Int] = [:]
        return cells.map { cell in
            var cell = cell
            let name = cell.fingerprint
            uses[name, default: 0] += 1
            cell.id = name + (uses[name] == 1 ? "" : "-\(uses[name, default: 1])")
            return cell
        }
    }
}

private struct Notebook: Encodable {
    var cells: [NotebookCell]
    var metadata = ["language_info": ["name": "gan", "file_extension": ".gan", "mimetype": "text/x-gan"]]
    var nbformat = 4
    var nbformat_minor = 5
}

/// A cell, with the names that the format has.
struct NotebookCell: Encodable {
    enum Kind: String, Encodable { case markdown, code }

    private let cell_type: Kind
    fileprivate var execution_count: Int?
    fileprivate var id = ""
    private var metadata: [String: String] = [:]
    /// None in a cell of words.
    fileprivate private(set) var outputs: [NotebookOutput]?
    private var source: String

    fileprivate init(_ kind: Kind, _ source: String) {
        cell_type = kind
        self.source = source
        outputs = kind == .code ? [] : nil
    }

    fileprivate mutating func add(_ text: String) { source += "\n" + text }

    fileprivate mutating func show(_ output: NotebookOutput) {
        let last = (outputs?.count ?? 0) - 1
        if last >= 0, outputs?[last].join(output) == true { return }
        outputs?.append(output)
    }

    /// FNV-1a of kind and text, 64 bits in hexadecimal digits. (Fowler, Noll and Vo; draft-eastlake-fnv)
    fileprivate var fingerprint: String {
        let hash = (cell_type.rawValue + "\n" + source).utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// What a cell shows; which parts there are depends on its type.
struct NotebookOutput: Encodable {
    private var output_type: String
    private var name: String?
    private var text: String?
    private var data: [String: String]?
    private var metadata: [String: String]?
    private var ename: String?
    private var evalue: String?
    private var traceback: [String]?

    static func stream(_ name: String, _ text: String) -> NotebookOutput {
        NotebookOutput(output_type: "stream", name: name, text: visible(text))
    }

    static func display(_ data: [String: String]) -> NotebookOutput {
        NotebookOutput(output_type: "display_data", data: data, metadata: [:])
    }

    static func error(_ name: String, _ message: String, _ lines: String) -> NotebookOutput {
        NotebookOutput(
            output_type: "error", ename: name, evalue: visible(message),
            traceback: visible(lines).split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }

    /// Takes over further text of the same stream. True when it did.
    fileprivate mutating func join(_ next: NotebookOutput) -> Bool {
        guard let name, name == next.name, let text, let more = next.text else { return false }
        self.text = text + more
        return true
    }
}

extension Diagnostic {
    /// Whose fault it is, as the name of an error.
    fileprivate var kindName: String {
        switch self.category {
        case .mistake, .unavailable, .early, .unknown: "Mistake"
        case .expectation: "ExpectationFailed"
        case .failure, .ending: "Failure"
        case .interruption: "Interrupted"
        }
    }
}
