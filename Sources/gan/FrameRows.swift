import Language

// A frame as rows of a terminal.

/// Lines over those of an earlier frame, each cleared behind its end, and what that had below them. To clear all of it first would
/// not do: tmux takes a screen that is cleared from its first place on for one that has scrolled away, and keeps it.
func replacingRows(_ lines: String, columns: Int) -> String {
    guard !lines.hasSuffix("\r") else {
        // The rows of a picture of pixels come first, and the picture stays whole.
        let rows = lines.prefix { $0 == "\n" }.count
        return String(repeating: "\u{1B}[K\n", count: rows) + String(lines.dropFirst(rows)) + "\u{1B}[J"
    }
    var text = ""
    for line in lines.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        let width = visibleWidth(line)
        text += String(line)
        // Behind a full row there is nothing: clearing there would take its last letter.
        if width == 0 || !width.isMultiple(of: columns) { text += "\u{1B}[K" }
        text += "\n"
    }
    return text + "\u{1B}[J"
}

/// Line feeds make rows, and so do lines that are wider than the screen. What follows the last line feed has none.
func rowCount(of block: String, columns: Int) -> Int {
    block.split(separator: "\n", omittingEmptySubsequences: false).dropLast().reduce(0) {
        $0 + max(1, (visibleWidth($1) + columns - 1) / columns)
    }
}
