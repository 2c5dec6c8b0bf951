/// The text of a block as pieces of one style: `*emphasis*`, `**strong**`, `` `code` ``, `[text](address)`.
///
/// A mark counts where it stands at a word (`3 * 4` and `snake_case` have none) and its partner follows; others stay text.
/// Source: CommonMark 0.31, section 6.
struct InlineText: Equatable {
    enum Style: Equatable { case plain, emphasis, strong, code }

    struct Piece: Equatable {
        var style: Style
        var text: String
    }

    private(set) var pieces: [Piece] = []

    init(_ text: String) {
        var plain = ""
        var rest = text[...]
        /// A mark opens at the beginning of a word.
        var isAtWord = true
        while let character = rest.first {
            if let (piece, length) = Self.piece(at: rest, isAtWord: isAtWord) {
                add(.plain, plain)
                plain = ""
                add(piece.style, piece.text)
                rest = rest.dropFirst(length)
                isAtWord = false
                continue
            }
            let isEscape = character == "\\" && rest.dropFirst().first.map { "*_`[]\\#".contains($0) } == true
            if isEscape { rest.removeFirst() }
            plain.append(rest.removeFirst())
            isAtWord = !isEscape && !(character.isLetter || character.isNumber || character == "_" || character == "*")
        }
        add(.plain, plain)
    }

    private mutating func add(_ style: Style, _ text: String) {
        guard !text.isEmpty else { return }
        if let last = pieces.last, last.style == style {
            pieces[pieces.count - 1].text += text
        } else {
            pieces.append(Piece(style: style, text: text))
        }
    }

    /// What begins here other than plain text, and how many characters it takes.
    private static func piece(at rest: Substring, isAtWord: Bool) -> (Piece, Int)? {
        switch rest.first {
        case "`":
            let ticks = rest.prefix { $0 == "`" }
            guard let code = inside(rest, ticks, ticks) else { return nil }
            // A blank at both ends only keeps a backtick inside apart from the marks.
            let isPadded = code.count > 2 && code.first == " " && code.last == " "
            return (Piece(style: .code, text: String(isPadded ? code.dropFirst().dropLast() : code)), code.count + 2 * ticks.count)
        case "*", "_":
            guard isAtWord else { return nil }
            for (mark, style) in [("**", Style.strong), ("__", .strong), ("*", .emphasis), ("_", .emphasis)] {
                guard let text = inside(rest, mark[...], mark[...]), text.first?.isWhitespace == false,
                    text.last?.isWhitespace == false
                else { continue }
                return (Piece(style: style, text: String(text)), text.count + 2 * mark.count)
            }
            return nil
        case "[":
            guard let text = inside(rest, "[", "]("), case let behind = rest.dropFirst(text.count + 3),
                let end = behind.firstIndex(of: ")")
            else { return nil }
            let address = behind[..<end]
            let shown = address.isEmpty || address == text ? String(text) : "\(text) (\(address))"
            return (Piece(style: .plain, text: shown), text.count + address.count + 4)
        default: return nil
        }
    }

    /// The text between an opening and the next closing mark.
    private static func inside(_ rest: Substring, _ open: Substring, _ close: Substring) -> Substring? {
        guard rest.hasPrefix(open) else { return nil }
        let body = rest.dropFirst(open.count)
        var at = body.startIndex
        while at < body.endIndex {
            if body[at...].hasPrefix(close) { return at == body.startIndex ? nil : body[..<at] }
            at = body.index(after: at)
        }
        return nil
    }
}
