extension Diagnostic {
    /// The diagnostic as a terminal shows it:
    /// ```
    /// error: unknown loss `wgan-pg`
    ///  --> lesson.gan:9:6
    ///   |
    /// 9 | loss wgan-pg
    ///   |      ^^^^^^^ did you mean `wgan-gp`?
    ///   = losses: minimax, wgan, wgan-gp
    /// ```
    /// The gutter is as wide as the line number, so the carets stay under their text on every line. Names, places and
    /// source lines come from scripts and files: they are written out by `visible`.
    ///
    /// - Parameter columns: sentences wider than these are broken between words; lines of the source are not.
    public func render(color: Bool, columns: Int? = nil) -> String {
        let paint = Paint(isOn: color)
        let accent = Paint.accent(of: self.severity)
        let name = self.severity.rawValue
        var lines = wrapped("\(name): \(visible(self.message))", columns: columns ?? .max, hanging: "  ").enumerated().map { place, line in
            place == 0 ? paint(name, accent) + paint(String(line.dropFirst(name.count)), .bold) : paint(line, .bold)
        }
        var gutter = " "
        func remark(_ text: String) -> [String] {
            let head = "\(gutter) ="
            return wrapped("\(head) \(visible(text))", columns: columns ?? .max, hanging: gutter + "   ").enumerated().map { place, line in
                place == 0 ? "\(gutter) \(paint("=", .gutter))" + line.dropFirst(head.count) : line
            }
        }
        if let span = self.span {
            let number = String(span.line)
            gutter = String(repeating: " ", count: number.count)
            lines.append("\(gutter)\(paint("-->", .gutter)) \(visible(span.source.name)):\(number):\(span.column)")
            lines.append("\(gutter) \(paint("|", .gutter))")
            let (shown, carets) = marked(span)
            lines.append(trimmed("\(paint("\(number) |", .gutter)) \(shown)"))
            let pointer = paint(carets.marks + (self.label.map { " \(visible($0))" } ?? ""), accent)
            lines.append("\(gutter) \(paint("|", .gutter)) \(carets.indent)\(pointer)")
        } else if let label = self.label {
            lines += remark(label)
        }
        lines += self.notes.flatMap(remark)
        lines += self.help.flatMap { remark("help: " + $0) }
        return lines.joined(separator: "\n")
    }

    /// The first line of the span with tabs spread out, and the blanks and carets that mark the span in it.
    private func marked(_ span: Span) -> (line: String, carets: (indent: String, marks: String)) {
        let whole = span.source.range(ofLine: span.line)
        let lineRange = Self.neighbourhood(of: span.range.lowerBound, in: whole)
        let start = min(span.range.lowerBound, lineRange.upperBound)
        let end = max(start, min(span.range.upperBound, lineRange.upperBound))
        let characters = span.source.characters
        let before = (lineRange.lowerBound > whole.lowerBound ? "…" : "") + spread(characters[lineRange.lowerBound..<start])
        let inside = spread(characters[start..<end])
        let after = spread(characters[end..<lineRange.upperBound]) + (lineRange.upperBound < whole.upperBound ? "…" : "")
        let indent = String(repeating: " ", count: displayWidth(before))
        let marks = String(repeating: "^", count: max(1, displayWidth(inside)))
        return (before + inside + after, (indent, marks))
    }

    /// The hundred characters of a long line around a place.
    private static func neighbourhood(of place: Int, in line: Range<Int>) -> Range<Int> {
        let width = 100
        guard line.count > width else { return line }
        let start = min(max(line.lowerBound, place - 40), line.upperBound - width)
        return start..<start + width
    }

    /// Tabs as four blanks, and nothing that steers the terminal.
    private func spread(_ characters: ArraySlice<Character>) -> String {
        visible(characters.reduce(into: "") { $0 += $1 == "\t" ? "    " : String($1) })
    }

    private func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}

/// Terminal colours, or nothing.
struct Paint {
    enum Style: String {
        case bold = "1"
        case red = "1;31"
        case yellow = "1;33"
        case cyan = "1;36"
        case gutter = "1;34"
    }

    let isOn: Bool

    func callAsFunction(_ text: String, _ style: Style) -> String {
        isOn ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    static func accent(of severity: Diagnostic.Severity) -> Style {
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .note: .cyan
        }
    }
}
