/// A text as HTML shows it: nothing in it opens a tag, ends an attribute or steers a reader's terminal.
///
/// Source: HTML Living Standard, section 13.1.2 (text and attribute values).
public func escapedHTML(_ text: String) -> String {
    visible(text).reduce(into: "") { result, character in
        switch character {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result.append(character)
        }
    }
}

/// Draws Markdown as HTML: what `ProseRenderer` is for a terminal.
public enum HTMLProse {
    public static func render(_ text: String) -> String { Markdown(text).blocks.map(html).joined() }

    private static func html(of block: Markdown.Block) -> String {
        switch block {
        case .heading(let level, let text): "<h\(level)>\(inline(text))</h\(level)>\n"
        case .paragraph(let text): "<p>\(inline(text))</p>\n"
        case .code(let lines): "<pre class=\"words\">\(escapedHTML(lines.joined(separator: "\n")))</pre>\n"
        case .table(let lines): table(lines)
        case .quote(let blocks): "<blockquote>\n\(blocks.map(html).joined())</blockquote>\n"
        case .list(let items): list(items)
        case .rule: "<hr>\n"
        }
    }

    private static func list(_ items: [Markdown.Item]) -> String {
        let number = items.first.flatMap { Int($0.mark.dropLast()) }
        let (opening, closing) = number.map { ("<ol start=\"\($0)\">", "</ol>") } ?? ("<ul>", "</ul>")
        let rows = items.map { item in
            // A single paragraph stands close, as in the text.
            if case .paragraph(let text)? = item.blocks.first, item.blocks.count == 1 { return "<li>\(inline(text))</li>\n" }
            return "<li>\(item.blocks.map(html).joined())</li>\n"
        }
        return opening + "\n" + rows.joined() + closing + "\n"
    }

    /// Bars divide cells; the second line of a table is its rule.
    private static func table(_ lines: [String]) -> String {
        var rows = lines.map { line in
            var cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
            if cells.last?.allSatisfy(\.isWhitespace) == true { cells = cells.dropLast() }
            return cells.map { $0.trimmedBlanks }
        }
        var header = ""
        if rows.count > 1, rows[1].allSatisfy({ !$0.isEmpty && $0.allSatisfy { "-: ".contains($0) } }) {
            header = "<thead>\n" + row(rows[0], "th") + "</thead>\n"
            rows.removeFirst(2)
        }
        return "<table>\n\(header)<tbody>\n\(rows.map { row($0, "td") }.joined())</tbody>\n</table>\n"
    }

    private static func row(_ cells: [String], _ tag: String) -> String {
        "<tr>" + cells.map { "<\(tag)>\(inline($0))</\(tag)>" }.joined() + "</tr>\n"
    }

    private static func inline(_ text: String) -> String {
        InlineText(text).pieces.map { piece in
            let words = escapedHTML(piece.text)
            return switch piece.style {
            case .plain: words
            case .emphasis: "<em>\(words)</em>"
            case .strong: "<strong>\(words)</strong>"
            case .code: "<code>\(words)</code>"
            }
        }.joined()
    }
}

extension Substring {
    fileprivate var trimmedBlanks: String {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
