/// A figure as text for a terminal: no wider than its columns, no higher than its rows.
///
/// Empty for `GraphicsMode.none`; its title alone where the window is too small for a picture. Where pixels fail, half
/// blocks and braille are drawn instead.
public func renderTerminal(_ figure: Figure, on terminal: Terminal) -> String {
    renderTerminal([figure], on: terminal)
}

/// Several figures together, no wider and no higher than the terminal: side by side where it is wide, else one above the
/// other.
///
/// The cursor ends at the beginning of the line below, and every line feed stands for one row: pixel pictures make their
/// rows first and are then put into them.
public func renderTerminal(_ figures: [Figure], on terminal: Terminal) -> String {
    let figures = figures.flatMap(\.parts)
    guard !figures.isEmpty else { return "" }
    switch terminal.mode {
    case .none: return ""
    case .kitty, .iterm, .sixel:
        if let picture = TerminalPixels(figures: figures, terminal: terminal).text() { return picture }
        var text = terminal
        text.mode = .blocks
        return renderTerminal(figures, on: text)
    case .blocks: return renderText(figures, on: terminal)
    case .ascii:
        var plain = terminal
        plain.color = .none
        // Names come from people and may hold any letter; this mode promises plain ones.
        return String(renderText(figures, on: plain).map { $0.isASCII ? $0 : "?" })
    }
}

/// The same from single values, with true colours or none.
public func renderTerminal(_ figure: Figure, mode: GraphicsMode, columns: Int, rows: Int, color: Bool) -> String {
    renderTerminal(
        figure, on: Terminal(mode: mode, columns: columns, rows: rows, color: color ? .truecolor : .none))
}

private func renderText(_ figures: [Figure], on terminal: Terminal) -> String {
    guard figures.count > 1 else { return textGrid(figures[0], on: terminal).text(color: terminal.color) }
    let plan = Arrangement(count: figures.count, columns: terminal.columns, rows: terminal.rows)
    var room = terminal
    (room.columns, room.rows) = (plan.columns, plan.rows)
    let grids = figures.map { textGrid($0, on: room) }
    var bands: [[TextGrid]] = []
    for start in stride(from: 0, to: grids.count, by: plan.across) {
        bands.append(Array(grids[start..<min(start + plan.across, grids.count)]))
    }
    let heights = bands.map { $0.map(\.rows).max() ?? 0 }
    var paper = TextGrid(columns: min(terminal.columns, 2000), rows: heights.reduce(0, +))
    var row = 0
    for (band, height) in zip(bands, heights) {
        for (index, grid) in band.enumerated() {
            paper.place(grid, row: row, column: index * (plan.columns + Arrangement.gap))
        }
        row += height
    }
    return paper.text(color: terminal.color)
}

private func textGrid(_ figure: Figure, on terminal: Terminal) -> TextGrid {
    if let scene = Scene(figure), let grid = TextScene(scene: scene, terminal: terminal).grid() { return grid }
    if case .images(let images) = figure.content,
        let paper = TextImageGrid(title: figure.title, grid: images, terminal: terminal).paper()
    {
        return paper
    }
    var line = TextGrid(columns: min(max(terminal.columns, 0), 1000), rows: 1)
    line.writeCentered(figure.title ?? "", row: 0, around: 0)
    return line
}
