/// A text broken between words into lines of at most so many columns; every line but the first begins with `hanging`.
///
/// A word that is wider than a line stands alone and is not cut: it may be something to type. What stands in backticks
/// is such a word as well.
public func wrapped(_ text: String, columns: Int, hanging: String = "") -> [String] {
    var lines: [String] = []
    var line = ""
    var isEmpty = true
    for word in unbreakable(text) {
        if !isEmpty, displayWidth(line) + 1 + displayWidth(word) > columns {
            lines.append(line)
            line = hanging + word
        } else {
            line += (isEmpty ? "" : " ") + word
        }
        isEmpty = false
    }
    return lines + [line]
}

/// The lines of a text, each broken between words where it is wider than the columns; as it is where there are none.
public func wrappedLines(_ text: String, columns: Int?) -> String {
    guard let columns else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
        .flatMap { wrapped(String($0), columns: columns) }.joined(separator: "\n")
}

/// The words of a text, those between two backticks joined; blanks at its beginning stay with the first word.
private func unbreakable(_ text: String) -> [String] {
    let start = text.prefix { $0 == " " }
    var words: [String] = []
    var isOpen = false
    for piece in text.dropFirst(start.count).split(separator: " ", omittingEmptySubsequences: false) {
        if isOpen, let last = words.popLast() {
            words.append(last + " " + piece)
        } else {
            words.append(String(piece))
        }
        if !piece.count(where: { $0 == "`" }).isMultiple(of: 2) { isOpen.toggle() }
    }
    if let first = words.first { words[0] = start + first }
    return words
}
