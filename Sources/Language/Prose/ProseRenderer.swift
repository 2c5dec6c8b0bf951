/// Draws Markdown for a terminal: headings, emphasis and code as colours and weights where there are any, as the marks they were
/// written with where there are none; paragraphs wrapped, code and tables line by line.
public struct ProseRenderer: Sendable {
    /// No line is wider, unless a word, code or a table is.
    public var columns: Int
    /// Whether styles are escape sequences.
    public var hasColor: Bool
    /// Whether there are no letters beyond ASCII for rules and bullets.
    public var isPlain: Bool

    /// Longer lines are hard to read, however wide the window is.
    static let widest = 88

    public init(columns: Int = 80, hasColor: Bool = false, isPlain: Bool = false) {
        self.columns = min(max(columns, 20), Self.widest)
        self.hasColor = hasColor
        self.isPlain = isPlain
    }

    /// The text as whole lines, a blank one between blocks.
    public func render(_ text: String) -> String {
        lines(of: Markdown(text).blocks, columns: columns).map { $0 + "\n" }.joined()
    }

    /// The title of a cell: what happens next.
    public func render(title: String) -> String {
        styled((isPlain ? "-- " : "── ") + visible(title), .strong) + "\n"
    }

    /// Lines of a script as they would be typed, so that pasting them at the prompt runs them.
    public func render(code: [String], prompts: (first: String, further: String)) -> String {
        code.enumerated().map { index, line in
            dimmed(index == 0 ? prompts.first : prompts.further) + visible(line) + "\n"
        }.joined()
    }

    // MARK: - Blocks

    private func lines(of blocks: [Markdown.Block], columns: Int) -> [String] {
        Array(blocks.map { lines(of: $0, columns: columns) }.joined(separator: [""]))
    }

    private func lines(of block: Markdown.Block, columns: Int) -> [String] {
        switch block {
        case .heading(let level, let text):
            let title = filled(text, columns: columns, base: .strong)
            guard level <= 2 else { return title }
            let width = title.map { visibleWidth($0) }.max() ?? 0
            let mark = level == 1 ? (isPlain ? "=" : "═") : (isPlain ? "-" : "─")
            return title + [dimmed(String(repeating: mark, count: width))]
        case .paragraph(let text): return filled(text, columns: columns)
        case .code(let code): return code.map { "    " + styled(visible($0), .code) }
        case .table(let rows): return rows.map(visible)
        case .quote(let blocks):
            let bar = isPlain ? "| " : "│ "
            return lines(of: blocks, columns: columns - 2).map { dimmed(bar) + $0 }
        case .list(let items):
            // Items of one line each stand close together.
            let drawn = items.map { lines(of: $0, columns: columns) }
            let isLoose = items.contains { $0.blocks.count > 1 && !$0.isTight }
            return Array(drawn.joined(separator: isLoose ? [""] : []))
        case .rule: return [dimmed(String(repeating: isPlain ? "-" : "─", count: columns))]
        }
    }

    private func lines(of item: Markdown.Item, columns: Int) -> [String] {
        let mark = item.mark.count > 1 || isPlain ? item.mark : "•"
        let inset = mark.count + 3
        let body =
            item.isTight
            ? item.blocks.flatMap { lines(of: $0, columns: columns - inset) }
            : lines(of: item.blocks, columns: columns - inset)
        return body.enumerated().map { index, line in
            (index == 0 ? "  \(mark) " : line.isEmpty ? "" : String(repeating: " ", count: inset)) + line
        }
    }

    // MARK: - Words

    /// A run of text that is not broken, in one style.
    private struct Word {
        var pieces: [InlineText.Piece] = []
        var width: Int { pieces.reduce(0) { $0 + displayWidth($1.text) } }
        /// Whether a blank stands before it.
        var isApart = false
    }

    /// A text broken between words, and between wide letters, which have no blanks between them.
    private func filled(_ text: String, columns: Int, base: InlineText.Style = .plain) -> [String] {
        var lines: [String] = []
        var line = ""
        var width = 0
        for word in words(of: text, base: base) {
            let gap = word.isApart && width > 0 ? 1 : 0
            if width > 0, width + gap + word.width > columns {
                lines.append(line)
                (line, width) = ("", 0)
            }
            if word.isApart, width > 0 {
                line += " "
                width += 1
            }
            line += word.pieces.map { styled($0.text, $0.style) }.joined()
            width += word.width
        }
        return line.isEmpty ? lines : lines + [line]
    }

    private func words(of text: String, base: InlineText.Style) -> [Word] {
        var words: [Word] = []
        var word = Word()
        func close(isApart: Bool) {
            if !word.pieces.isEmpty { words.append(word) }
            word = Word(isApart: isApart || (word.pieces.isEmpty && word.isApart))
        }
        for piece in InlineText(visible(text)).pieces {
            let style = piece.style == .plain ? base : piece.style
            // Without colours the marks show where a style begins and ends, and count as letters.
            let shown = hasColor ? piece.text : marked(piece.text, piece.style)
            var run = ""
            func add() {
                if !run.isEmpty { word.pieces.append(InlineText.Piece(style: style, text: run)) }
                run = ""
            }
            for character in shown {
                if character.isWhitespace, style != .code {
                    add()
                    close(isApart: true)
                } else if displayWidth(character) > 1, !closingWide.contains(character) {
                    add()
                    close(isApart: false)
                    run.append(character)
                } else {
                    run.append(character)
                }
            }
            add()
        }
        close(isApart: false)
        return words
    }

    /// Wide marks that stand at the beginning of no line.
    private let closingWide: Set<Character> = ["。", "，", "、", "：", "；", "！", "？", "）", "」", "』", "》"]

    // MARK: - Styles

    private func marked(_ text: String, _ style: InlineText.Style) -> String {
        switch style {
        case .plain: text
        case .emphasis: "*\(text)*"
        case .strong: "**\(text)**"
        case .code: "`\(text)`"
        }
    }

    private func styled(_ text: String, _ style: InlineText.Style) -> String {
        guard hasColor, !text.isEmpty else { return text }
        switch style {
        case .plain: return text
        case .emphasis: return "\u{1B}[3m\(text)\u{1B}[23m"
        case .strong: return "\u{1B}[1m\(text)\u{1B}[22m"
        case .code: return "\u{1B}[36m\(text)\u{1B}[39m"
        }
    }

    private func dimmed(_ text: String) -> String { hasColor ? "\u{1B}[2m\(text)\u{1B}[22m" : text }
}

extension Markdown.Item {
    /// A text with at most lists below it, which need no blank lines.
    fileprivate var isTight: Bool {
        blocks.dropFirst().allSatisfy { if case .list = $0 { true } else { false } }
    }
}
