/// A heat map as text: two colours a character as half blocks, or shades where there is no colour.
struct TextMap {
    let map: Heatmap
    let terminal: Terminal

    static let asciiShades: [Character] = Array(" .:-=+*#%@")
    static let blockShades: [Character] = Array(" ░▒▓█")

    func draw(on grid: inout TextGrid, row: Int, column: Int, width: Int, height: Int) {
        guard let shown = map.shownValues, width > 0, height > 0 else { return }
        for line in 0..<height {
            for place in 0..<width {
                let across = (Double(place) + 0.5) / Double(width)
                func value(_ part: Double) -> Double? {
                    map.value(atX: across, y: 1 - (Double(line) + part) / Double(height))
                }
                grid[row + line, column + place] =
                    terminal.mode == .ascii || terminal.color == .none
                    ? shade(value(0.5), shown) : halfBlock(value(0.25), value(0.75), shown)
            }
        }
    }

    private func halfBlock(_ upper: Double?, _ lower: Double?, _ shown: ClosedRange<Double>) -> TextGrid.Cell {
        func color(_ value: Double?) -> Color { value.map { map.colorMap.color(of: $0, in: shown) } ?? .missing }
        return TextGrid.Cell(character: "▀", foreground: color(upper), background: color(lower))
    }

    private func shade(_ value: Double?, _ shown: ClosedRange<Double>) -> TextGrid.Cell {
        guard let value else { return TextGrid.Cell(character: "?") }
        let span = shown.upperBound - shown.lowerBound
        let density = map.colorMap.density((value - shown.lowerBound) / span)
        return TextGrid.Cell(character: Self.shade(density, isASCII: terminal.mode == .ascii))
    }

    /// The letter that is as dense as a fraction from 0 to 1.
    static func shade(_ fraction: Double, isASCII: Bool) -> Character {
        let shades = isASCII ? asciiShades : blockShades
        guard !fraction.isNaN else { return "?" }
        return shades[min(Int(min(max(fraction, 0), 1) * Double(shades.count)), shades.count - 1)]
    }
}

/// The colour bar of a heat map as text, with its ends and middle named.
struct TextColorBar {
    let map: Heatmap
    let shown: ClosedRange<Double>
    let labels: [(row: Int, text: String)]
    let height: Int

    /// Columns of the bar itself, a gap, and the labels.
    var width: Int { 3 + (labels.map(\.text.count).max() ?? 0) }

    init?(_ map: Heatmap, height: Int) {
        guard let shown = map.shownValues, height > 1 else { return nil }
        self.map = map
        self.shown = shown
        self.height = height
        let span = shown.upperBound - shown.lowerBound
        labels = Ticks.linear(shown.lowerBound, shown.upperBound, count: max(2, min(5, height / 3))).map { tick in
            (Int(((shown.upperBound - tick.value) / span * Double(height - 1)).rounded()), tick.label)
        }
    }

    func draw(on grid: inout TextGrid, row: Int, column: Int, terminal: Terminal) {
        let span = shown.upperBound - shown.lowerBound
        for line in 0..<height {
            func value(_ part: Double) -> Double {
                shown.upperBound - span * (Double(line) + part) / Double(height)
            }
            let cell =
                terminal.mode == .ascii || terminal.color == .none
                ? TextGrid.Cell(
                    character: TextMap.shade(
                        map.colorMap.density((value(0.5) - shown.lowerBound) / span), isASCII: terminal.mode == .ascii))
                : TextGrid.Cell(
                    character: "▀", foreground: map.colorMap.color(of: value(0.25), in: shown),
                    background: map.colorMap.color(of: value(0.75), in: shown))
            grid[row + line, column] = cell
            grid[row + line, column + 1] = cell
        }
        for label in labels { grid.write(label.text, row: row + label.row, column: column + 3) }
    }
}
