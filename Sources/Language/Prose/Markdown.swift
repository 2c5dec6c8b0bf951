/// A text in Markdown as blocks: what lessons are written in, and no more of CommonMark than they need.
///
/// Headings, paragraphs, lists in lists, quotes, code (fenced or indented by four blanks), rules and tables; links and emphasis
/// are found within a block by `InlineText`. Whatever has no meaning here stays as it was written.
/// Source: CommonMark 0.31, sections 4 and 5.
public struct Markdown: Sendable, Equatable {
    public indirect enum Block: Sendable, Equatable {
        case heading(level: Int, text: String)
        case paragraph(String)
        /// Lines that keep their breaks and blanks.
        case code([String])
        /// A table keeps its lines too: their bars are aligned by whoever wrote them.
        case table([String])
        case quote([Block])
        /// An item's mark (`-`, `2.`) and what stands behind it.
        case list([Item])
        case rule
    }

    public struct Item: Sendable, Equatable {
        public var mark: String
        public var blocks: [Block]
    }

    public let blocks: [Block]

    public init(_ text: String) {
        let lines = text.split(omittingEmptySubsequences: false) { $0.endsLine }.map { Line($0) }
        blocks = Self.blocks(lines[...], depth: 0)
    }

    /// Quotes and lists deeper than this are text.
    private static let deepest = 8

    private static func blocks(_ lines: ArraySlice<Line>, depth: Int) -> [Block] {
        var blocks: [Block] = []
        var rest = lines
        while let line = rest.first {
            if line.isBlank {
                rest.removeFirst()
            } else if line.fence != nil {
                blocks.append(fencedCode(&rest))
            } else if line.indent >= 4 {
                blocks.append(indentedCode(&rest))
            } else if let heading = line.heading {
                blocks.append(heading)
                rest.removeFirst()
            } else if line.isRule {
                blocks.append(.rule)
                rest.removeFirst()
            } else if line.text.first == "|" {
                blocks.append(.table(rest.take { $0.text.first == "|" }.map(\.text)))
            } else if line.text.first == ">", depth < deepest {
                let inner = rest.take { $0.text.first == ">" }.map { $0.withoutQuote }
                blocks.append(.quote(Self.blocks(inner[...], depth: depth + 1)))
            } else if line.mark != nil, depth < deepest {
                blocks.append(.list(list(&rest, depth: depth)))
            } else {
                blocks.append(paragraph(&rest))
            }
        }
        return blocks
    }

    private static func fencedCode(_ rest: inout ArraySlice<Line>) -> Block {
        let fence = rest.removeFirst()
        let code = rest.take { $0.fence == nil }
        if !rest.isEmpty { rest.removeFirst() }
        return .code(code.map { $0.dropping(fence.indent).whole })
    }

    private static func indentedCode(_ rest: inout ArraySlice<Line>) -> Block {
        var code = rest.take { $0.indent >= 4 || $0.isBlank }
        while code.last?.isBlank == true { code.removeLast() }
        return .code(code.map { $0.dropping(4).whole })
    }

    private static func paragraph(_ rest: inout ArraySlice<Line>) -> Block {
        var words = [rest.removeFirst().text]
        words += rest.take { !$0.isBlank && !$0.opensBlock }.map(\.text)
        return .paragraph(flowing(words))
    }

    /// Items up to a line that stands left of their text and opens none.
    private static func list(_ rest: inout ArraySlice<Line>, depth: Int) -> [Item] {
        var items: [Item] = []
        while let first = rest.first, let mark = first.mark {
            rest.removeFirst()
            let inset = first.indent + mark.count + 1
            var body = [first.dropping(inset)]
            while let next = rest.first {
                // A paragraph of the item may go on without its indentation.
                let goesOn = next.indent >= inset || next.isBlank
                let isLazy = !next.opensBlock && next.mark == nil && body.last?.isBlank == false
                guard goesOn || isLazy else { break }
                body.append(goesOn ? next.dropping(inset) : next)
                rest.removeFirst()
            }
            items.append(Item(mark: mark, blocks: blocks(body[...], depth: depth + 1)))
        }
        return items
    }
}

/// One line, with what it may open.
private struct Line {
    /// Blanks before the text; a tab counts four.
    let indent: Int
    /// Without blanks at both ends.
    let text: String

    init(_ line: some StringProtocol) {
        let blanks = line.prefix { $0 == " " || $0 == "\t" }
        self.init(
            indent: blanks.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }, text: line.dropFirst(blanks.count).trimmedAtEnd)
    }

    private init(indent: Int, text: String) {
        (self.indent, self.text) = (indent, text)
    }

    var isBlank: Bool { text.isEmpty }
    var whole: String { String(repeating: " ", count: indent) + text }

    /// With so many columns less on its left; a list's mark among them goes as well.
    func dropping(_ columns: Int) -> Line {
        guard indent < columns else { return Line(indent: indent - columns, text: text) }
        guard let mark else { return Line(indent: 0, text: text) }
        let rest = Line(text.dropFirst(mark.count + 1))
        return indent + mark.count + 1 == columns ? rest : Line(indent: 0, text: text)
    }

    var withoutQuote: Line {
        let rest = text.dropFirst()
        return Line(rest.first == " " ? rest.dropFirst() : rest)
    }

    var fence: String? { text.hasPrefix("```") || text.hasPrefix("~~~") ? String(text.prefix(3)) : nil }

    var heading: Markdown.Block? {
        let level = text.prefix { $0 == "#" }.count
        guard (1...6).contains(level), text.dropFirst(level).first == " " else { return nil }
        return .heading(level: level, text: Line(text.dropFirst(level)).text)
    }

    var isRule: Bool {
        guard let mark = text.first, "-*_".contains(mark) else { return false }
        return text.count >= 3 && text.allSatisfy { $0 == mark || $0 == " " } && text.count(where: { $0 == mark }) >= 3
    }

    /// `-`, `*`, `+`, `3.` or `3)` with a blank behind it.
    var mark: String? {
        if isRule { return nil }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let mark = digits.isEmpty ? text.prefix(1) : text.prefix(digits.count + 1)
        guard let last = mark.last, digits.count <= 9, (digits.isEmpty ? "-*+" : ".)").contains(last),
            text.dropFirst(mark.count).first == " "
        else { return nil }
        return String(mark)
    }

    var opensBlock: Bool {
        fence != nil || heading != nil || isRule || mark != nil || text.first == ">" || text.first == "|"
    }
}

extension ArraySlice {
    /// Removes and returns the elements before the first that does not belong.
    fileprivate mutating func take(while belongs: (Element) -> Bool) -> [Element] {
        let taken = prefix(while: belongs)
        self = dropFirst(taken.count)
        return Array(taken)
    }
}

extension StringProtocol {
    fileprivate var trimmedAtEnd: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
