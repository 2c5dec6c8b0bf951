/// Lines of one paragraph as one: a blank between two of them, and none between wide letters, which have no blanks between words.
func flowing(_ lines: [String]) -> String {
    lines.reduce(into: "") { text, line in
        if let last = text.last, let first = line.first, displayWidth(last) < 2 || displayWidth(first) < 2 { text += " " }
        text += line
    }
}
