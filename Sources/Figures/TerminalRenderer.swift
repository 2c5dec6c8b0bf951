/// A figure as text for a terminal: no wider than its columns, no higher than its rows (with the smallest sizes at which
/// a picture still says something as lower limits), ended by a line feed.
///
/// Empty for `GraphicsMode.none`. Where pixels fail, half blocks and braille are drawn instead.
public func renderTerminal(_ figure: Figure, on terminal: Terminal) -> String {
    switch terminal.mode {
    case .none: return ""
    case .kitty, .iterm, .sixel:
        if let picture = TerminalPixels(figure: figure, terminal: terminal).text() { return picture }
        var text = terminal
        text.mode = .blocks
        return renderTerminal(figure, on: text)
    case .blocks: return renderText(figure, on: terminal)
    case .ascii:
        var plain = terminal
        plain.color = .none
        // Names come from people and may hold any letter; this mode promises plain ones.
        return String(renderText(figure, on: plain).map { $0.isASCII ? $0 : "?" })
    }
}

/// The same from single values, with true colours or none.
public func renderTerminal(_ figure: Figure, mode: GraphicsMode, columns: Int, rows: Int, color: Bool) -> String {
    renderTerminal(
        figure, on: Terminal(mode: mode, columns: columns, rows: rows, color: color ? .truecolor : .none))
}

private func renderText(_ figure: Figure, on terminal: Terminal) -> String {
    if let scene = Scene(figure) { return TextScene(scene: scene, terminal: terminal).text() }
    guard case .images(let grid) = figure.content else { return "" }
    return TextImageGrid(title: figure.title, grid: grid, terminal: terminal).text()
}
