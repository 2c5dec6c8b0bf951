/// The plotting area in text. Curves and points are drawn on dots finer than characters where characters allow it:
/// braille letters hold two by four dots. Plain letters hold one.
struct DotCanvas {
    enum Style {
        /// Braille: fine, one colour a character.
        case braille
        /// One marker letter a character, so that series differ without colour.
        case markers(isASCII: Bool)
    }

    let columns: Int
    let rows: Int
    let style: Style
    private var patterns: [UInt8]
    private var letters: [Character?]
    private var colors: [Color?]

    init(columns: Int, rows: Int, style: Style) {
        self.columns = max(columns, 1)
        self.rows = max(rows, 1)
        self.style = style
        let count = self.columns * self.rows
        patterns = Array(repeating: 0, count: count)
        letters = Array(repeating: nil, count: count)
        colors = Array(repeating: nil, count: count)
    }

    /// Dots across and down.
    var width: Int { if case .braille = style { columns * 2 } else { columns } }
    var height: Int { if case .braille = style { rows * 4 } else { rows } }

    /// The bit of each of a braille letter's dots, by row and column (Unicode 15, chapter 21).
    private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

    /// Sets one dot; places outside are ignored.
    mutating func set(x: Int, y: Int, _ series: SeriesStyle) {
        guard x >= 0, x < width, y >= 0, y < height else { return }
        switch style {
        case .braille:
            let cell = (y / 4) * columns + x / 2
            patterns[cell] |= Self.bits[y % 4][x % 2]
            colors[cell] = series.textColor
        case .markers(let isASCII):
            let cell = y * columns + x
            letters[cell] = isASCII ? series.asciiMarker : series.textMarker
            colors[cell] = series.textColor
        }
    }

    /// Sets the dots of a straight line (Bresenham, "Algorithm for computer control of a digital plotter", 1965).
    mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), _ series: SeriesStyle) {
        let across = abs(end.x - start.x)
        let down = -abs(end.y - start.y)
        let stepX = start.x < end.x ? 1 : -1
        let stepY = start.y < end.y ? 1 : -1
        var error = across + down
        var (x, y) = start
        while true {
            set(x: x, y: y, series)
            if x == end.x && y == end.y { return }
            let doubled = 2 * error
            if doubled >= down {
                error += down
                x += stepX
            }
            if doubled <= across {
                error += across
                y += stepY
            }
        }
    }

    /// The dot of a place given as fractions from the left and from below.
    func dot(_ x: Double, _ y: Double) -> (x: Int, y: Int) {
        (Int((x * Double(width - 1)).rounded()), Int(((1 - y) * Double(height - 1)).rounded()))
    }

    /// Copies what was drawn, leaving everything else as it is.
    func draw(on grid: inout TextGrid, row: Int, column: Int) {
        for cell in 0..<(columns * rows) {
            let character: Character
            if let letter = letters[cell] {
                character = letter
            } else if patterns[cell] != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(patterns[cell])) {
                character = Character(scalar)
            } else {
                continue
            }
            let place = (row: row + cell / columns, column: column + cell % columns)
            var ground = grid[place.row, place.column]
            if let upper = ground.foreground, let lower = ground.background {
                // On a coloured map the series' colours would drown: the letter alone tells whose point it is.
                let mean = upper.mixed(with: lower, 0.5)
                ground.background = mean
                ground.foreground = mean.brightness > 0.5 ? .black : .white
            } else {
                ground.foreground = colors[cell]
            }
            ground.character = character
            grid[place.row, place.column] = ground
        }
    }
}
