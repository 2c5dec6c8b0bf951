import Figures
import Foundation
import Language

/// Events as one HTML file that needs nothing beside it: pictures, style and script are within. A training's frames stand
/// behind a slider; where no script runs the last of them is shown.
///
/// Whatever a script or a file supplied passes `escapedHTML`.
struct HTMLPage: EventRenderer {
    private let title: String
    private var isOpen = false
    /// The kind of lines that the open `pre` holds.
    private var lines: Lines?
    /// Whether a statement with its results is open.
    private var isInCell = false
    /// The frames of the training that runs.
    private var frames: [[ShownFigure]] = []
    /// Whether the cell shows the frames of its training: the last of them is its figure.
    private var hasSlider = false

    private enum Lines: String { case statement, output, remark, warning, failed }

    init(title: String) { self.title = title }

    mutating func text(of event: SessionEvent) -> String {
        let head = isOpen ? "" : PageStyle.opening(title)
        isOpen = true
        if case .frame(let figures) = event {
            frames.append(figures)
            return head
        }
        if case .progress = event { return head }
        return head + slider() + body(of: event)
    }

    private mutating func body(of event: SessionEvent) -> String {
        switch event {
        case .passage(.words(let words)): endCell() + HTMLProse.render(words)
        case .passage(.title(let title)): endCell() + "<h3>\(escapedHTML(title))</h3>\n"
        case .passage(.code(let lines)): pre(lines.joined(separator: "\n"), as: .statement)
        case .statement(let text): pre(text, as: .statement)
        case .table(let table): block(HTMLTable.render(table))
        case .figure(let shown): figure(shown)
        case .file(let file): block("<p class=\"file\">\(escapedHTML(file.kind)): <code>\(escapedHTML(file.path))</code></p>\n")
        case .text(let text), .script(let text), .confirmation(let text): pre(text, as: .output)
        case .expectation(let held): pre(held.line(isPlain: false), as: .output)
        case .trained(let training): pre(training.text, as: .output)
        case .remark(let text): pre(text, as: .remark)
        case .diagnostic(let diagnostic):
            pre(diagnostic.render(color: false), as: diagnostic.isFailedStatement ? .failed : .warning)
        case .progress, .frame, .controls: ""
        }
    }

    var ending: String {
        var page = self
        return (isOpen ? "" : PageStyle.opening(title)) + page.slider() + page.endCell() + PageStyle.closing
    }

    // MARK: - Blocks

    /// Lines in a `pre`; they go on in the one that is open where it is of their kind. A failure stands alone.
    private mutating func pre(_ text: String, as kind: Lines) -> String {
        var text = text
        while text.hasSuffix("\n") { text.removeLast() }
        let escaped = escapedHTML(text)
        if lines == kind, kind != .failed { return "\n" + escaped }
        let start = kind == .statement ? endCell() + "<section class=\"cell\">\n" : endLines()
        if kind == .statement { isInCell = true }
        lines = kind
        // A line feed behind the tag is no part of the text, one that the text begins with is.
        return start + "<pre class=\"\(kind.rawValue)\">\n" + escaped
    }

    private mutating func endLines() -> String {
        defer { lines = nil }
        return lines == nil ? "" : "</pre>\n"
    }

    private mutating func endCell() -> String {
        defer { (isInCell, hasSlider) = (false, false) }
        return endLines() + (isInCell ? "</section>\n" : "")
    }

    private mutating func block(_ html: String) -> String { endLines() + html }

    // MARK: - Figures

    private mutating func figure(_ shown: ShownFigure) -> String {
        let facts = shown.facts.map(HTMLTable.render) ?? ""
        let place = shown.file.map { " <span class=\"file\">\(escapedHTML($0.path))</span>" } ?? ""
        if shown.wasWatched, hasSlider { return block(facts + (place.isEmpty ? "" : "<p class=\"file\">\(escapedHTML(shown.kind)):\(place)</p>\n")) }
        let caption = escapedHTML(shown.figure.title ?? shown.kind)
        return block(facts + "<figure>\n\(picture(shown.figure))<figcaption>\(caption)\(place)</figcaption>\n</figure>\n")
    }

    private func picture(_ figure: Figure) -> String {
        guard let bytes = pagePicture(of: figure) else { return "<p>\(escapedHTML(figure.words))</p>\n" }
        return "<img alt=\"\(escapedHTML(figure.words))\" src=\"data:image/png;base64,\(Data(bytes).base64EncodedString())\">\n"
    }

    private mutating func slider() -> String {
        guard let last = frames.indices.last else { return "" }
        let pictures = frames.enumerated().map { index, figures in
            let caption = figures.map { escapedHTML($0.figure.title ?? $0.kind) }.joined(separator: " | ")
            return "<figure class=\"frame\"\(index == last ? "" : " hidden")>\n" + figures.map { picture($0.figure) }.joined()
                + "<figcaption>\(caption)</figcaption>\n</figure>\n"
        }
        frames = []
        hasSlider = true
        return block("<div class=\"frames\">\n\(pictures.joined())\(last > 0 ? PageStyle.slider(to: last) : "")</div>\n")
    }
}

/// A table of results in HTML.
enum HTMLTable {
    static func render(_ table: TextTable) -> String {
        func row(_ cells: [String], _ tag: String, isMarked: Bool = false) -> String {
            let cells = cells.enumerated().map { column, text in
                let side = table.leftColumns.contains(column) ? "" : " class=\"number\""
                return "<\(tag)\(side)>\(escapedHTML(text))</\(tag)>"
            }
            return "<tr\(isMarked ? " class=\"marked\"" : "")>\(cells.joined())</tr>\n"
        }
        let header = table.header.enumerated().map { column, name in name + (table.units[column].map { " (\($0))" } ?? "") }
        let rows = table.rows.enumerated().map { row($1, "td", isMarked: table.markedRows.contains($0)) }
        let title = table.title.map { "<caption>\(escapedHTML($0))</caption>\n" } ?? ""
        let footnote = table.footnote.map { "<p class=\"footnote\">* \(escapedHTML($0))</p>\n" } ?? ""
        return "<div class=\"table\"><table>\n\(title)<thead>\n\(row(header, "th"))</thead>\n<tbody>\n\(rows.joined())</tbody>\n</table></div>\n"
            + footnote
    }
}

extension Diagnostic {
    /// Whether its statement came to no end.
    var isFailedStatement: Bool { self.severity == .error || self.category == .interruption }
}
