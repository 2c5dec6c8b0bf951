/// A part of a script between percent lines: `# %%` opens code, `# %% [markdown]` prose in comments.
///
/// The form is Jupytext's percent format, which editors and notebooks know.
public struct Cell: Sendable, Hashable {
    public enum Kind: Sendable { case code, markdown }

    public let kind: Kind
    /// What stands behind `%%`, without the kind and the attributes.
    public let title: String
    /// `key="value"` pairs of the percent line.
    public let attributes: [String: String]
    /// The lines of the cell, counted from 1, without its percent line.
    public let lines: Range<Int>
    /// The cell's place in its source, without its percent line.
    public let span: Span

    /// The text of the cell; of a markdown cell the comments' text without `# `.
    public var text: String {
        let shown = lines.map { number -> String in
            let line = span.source.line(number)
            guard kind == .markdown else { return line }
            let bare = line.drop { $0 == " " || $0 == "\t" }
            guard bare.first == "#" else { return line }
            return String(bare.dropFirst(bare.hasPrefix("# ") ? 2 : 1))
        }
        var trimmed = shown[...]
        while trimmed.last.map({ $0.allSatisfy(\.isWhitespace) }) == true { trimmed.removeLast() }
        return trimmed.joined(separator: "\n")
    }

    /// Quarto's `#| key: value` lines at the top of a code cell.
    public var options: [String: String] {
        var options: [String: String] = [:]
        for number in lines {
            let line = span.source.line(number)
            guard line.hasPrefix("#|") else { break }
            let pair = line.dropFirst(2).split(separator: ":", maxSplits: 1).map { $0.trimmingBlanks }
            if pair.count == 2 { options[pair[0]] = pair[1] }
        }
        return options
    }

    /// Whether a line is a comment for people: no percent line, no option of a cell (`#| …`), no `#!`.
    static func isComment(_ line: String) -> Bool {
        guard line.first(where: { !$0.isWhitespace }) == "#" else { return false }
        return Header(line) == nil && !line.hasPrefix("#|") && !line.hasPrefix("#!")
    }

    /// The cells of a source, in order.
    ///
    /// Lines before the first percent line are a cell of their own unless all are blank.
    public static func cells(of source: Source) -> [Cell] {
        var cells: [Cell] = []
        var header: Header? = nil
        var start = 1
        func close(before line: Int) {
            let range = start..<line
            let isBlank = range.allSatisfy { source.line($0).allSatisfy(\.isWhitespace) }
            if header == nil, isBlank { return }
            let header = header ?? Header(kind: .code, title: "", attributes: [:])
            let from =
                range.isEmpty ? source.range(ofLine: line - 1).upperBound : source.range(ofLine: start).lowerBound
            let to = range.isEmpty ? from : source.range(ofLine: line - 1).upperBound
            cells.append(
                Cell(
                    kind: header.kind, title: header.title, attributes: header.attributes, lines: range,
                    span: Span(source, from..<to)))
        }
        for number in 1...source.lineCount {
            guard let found = Header(source.line(number)) else { continue }
            if number > 1 { close(before: number) }
            header = found
            start = number + 1
        }
        close(before: source.lineCount + 1)
        return cells
    }

    /// A percent line.
    private struct Header {
        var kind: Kind
        var title: String
        var attributes: [String: String]

        init(kind: Kind, title: String, attributes: [String: String]) {
            (self.kind, self.title, self.attributes) = (kind, title, attributes)
        }

        init?(_ line: String) {
            guard line.first == "#" else { return nil }
            let mark = line.dropFirst().drop { $0 == " " }
            guard mark.hasPrefix("%%"), !mark.hasPrefix("%%%") else { return nil }
            kind = .code
            attributes = [:]
            var words: [String] = []
            for word in Header.pieces(of: mark.dropFirst(2)) {
                let pair = word.split(separator: "=", maxSplits: 1)
                if word == "[markdown]" || word == "[md]" {
                    kind = .markdown
                } else if pair.count == 2, pair[1].first == "\"", pair[1].last == "\"", pair[1].count >= 2 {
                    attributes[String(pair[0])] = String(pair[1].dropFirst().dropLast())
                } else {
                    words.append(word)
                }
            }
            title = words.joined(separator: " ")
        }

        /// Words, where quotes keep their blanks.
        private static func pieces(of text: Substring) -> [String] {
            var pieces: [String] = []
            var piece = ""
            var isQuoted = false
            for character in text {
                if character == "\"" { isQuoted.toggle() }
                if character.isWhitespace, !isQuoted {
                    if !piece.isEmpty { pieces.append(piece) }
                    piece = ""
                } else {
                    piece.append(character)
                }
            }
            if !piece.isEmpty { pieces.append(piece) }
            return pieces
        }
    }
}

extension Substring {
    /// Without blanks at both ends.
    var trimmingBlanks: String {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
