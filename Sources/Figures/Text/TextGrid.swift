/// A rectangle of coloured characters: the paper of the terminal's text pictures.
struct TextGrid {
    struct Cell: Hashable {
        var character: Character = " "
        var foreground: Color?
        var background: Color?
    }

    let columns: Int
    let rows: Int
    private(set) var cells: [Cell]

    init(columns: Int, rows: Int) {
        self.columns = max(columns, 0)
        self.rows = max(rows, 0)
        cells = Array(repeating: Cell(), count: self.columns * self.rows)
    }

    /// Places outside are empty to read and ignored when written.
    subscript(row: Int, column: Int) -> Cell {
        get { holds(row, column) ? cells[row * columns + column] : Cell() }
        set { if holds(row, column) { cells[row * columns + column] = newValue } }
    }

    private func holds(_ row: Int, _ column: Int) -> Bool {
        row >= 0 && row < rows && column >= 0 && column < columns
    }

    /// Writes one line; what does not fit is cut, and characters that would steer the terminal become blanks.
    mutating func write(_ text: String, row: Int, column: Int, color: Color? = nil) {
        for (offset, character) in text.enumerated() {
            self[row, column + offset] = Cell(character: isControl(character) ? " " : character, foreground: color)
        }
    }

    /// A text that is too long is ended by an ellipsis.
    mutating func writeCentered(_ text: String, row: Int, around column: Int) {
        let room = columns
        let shown = text.count > room ? String((text.prefix(max(room - 1, 0)) + "…").prefix(room)) : text
        write(shown, row: row, column: min(max(column - shown.count / 2, 0), room - shown.count))
    }

    /// Copies another grid into this one; what lies beyond its ends is cut.
    mutating func place(_ other: TextGrid, row: Int, column: Int) {
        for line in 0..<other.rows {
            for place in 0..<other.columns { self[row + line, column + place] = other[line, place] }
        }
    }

    /// The lines, each ended by a line feed, with colours as escape sequences; blanks at line ends are left out.
    func text(color depth: ColorDepth) -> String {
        var result = ""
        for row in 0..<rows {
            let line = cells[(row * columns)..<((row + 1) * columns)]
            let used =
                line.lastIndex { $0.character != " " || (depth != .none && $0.background != nil) }
                .map { $0 + 1 } ?? line.startIndex
            var foreground: Color?
            var background: Color?
            for cell in line[..<used] {
                if depth != .none, cell.foreground != foreground || cell.background != background {
                    result += Self.escape(cell.foreground, cell.background, depth)
                    foreground = cell.foreground
                    background = cell.background
                }
                result.append(cell.character)
            }
            if foreground != nil || background != nil { result += "\u{1B}[0m" }
            result += "\n"
        }
        return result
    }

    private static func escape(_ foreground: Color?, _ background: Color?, _ depth: ColorDepth) -> String {
        var codes = ["0"]
        if let foreground { codes.append(code(38, foreground, depth)) }
        if let background { codes.append(code(48, background, depth)) }
        return "\u{1B}[\(codes.joined(separator: ";"))m"
    }

    private static func code(_ ground: Int, _ color: Color, _ depth: ColorDepth) -> String {
        depth == .truecolor
            ? "\(ground);2;\(color.red);\(color.green);\(color.blue)" : "\(ground);5;\(color.paletteIndex)"
    }
}

extension Color {
    /// The nearest of xterm's 256 colours: its cube of 6 by 6 by 6 or its 24 greys.
    var paletteIndex: Int {
        let levels = [0, 95, 135, 175, 215, 255]
        func nearest(_ part: UInt8) -> Int {
            levels.indices.min { abs(levels[$0] - Int(part)) < abs(levels[$1] - Int(part)) } ?? 0
        }
        func distance(_ red: Int, _ green: Int, _ blue: Int) -> Int {
            let parts = [red - Int(self.red), green - Int(self.green), blue - Int(self.blue)]
            return parts.map { $0 * $0 }.reduce(0, +)
        }
        let (red, green, blue) = (nearest(red), nearest(green), nearest(blue))
        let cube = distance(levels[red], levels[green], levels[blue])
        let mean = (Int(self.red) + Int(self.green) + Int(self.blue) + 1) / 3
        let step = min(max((mean - 3) / 10, 0), 23)
        let grey = 8 + 10 * step
        return distance(grey, grey, grey) < cube ? 232 + step : 16 + 36 * red + 6 * green + blue
    }
}
