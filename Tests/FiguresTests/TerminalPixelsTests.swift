import Testing

@testable import Figures

@Suite struct TerminalPixelsTests {
    @Test(
        "each protocol opens as its terminals expect",
        arguments: [(GraphicsMode.kitty, "\u{1B}_G"), (.iterm, "\u{1B}]1337;File="), (.sixel, "\u{1B}P")])
    func protocols(mode: GraphicsMode, opening: String) {
        let picture = renderTerminal(SampleFigures.lines, on: Terminal(mode: mode, columns: 30, rows: 10))
        #expect(picture.contains(opening))
        #expect(picture.count > 1000)
    }

    @Test("sixels inside tmux stay far below its buffer of a megabyte") func capped() {
        let large = Terminal(
            mode: .sixel, columns: 300, rows: 90, cellWidth: 12, cellHeight: 24, isMultiplexed: true)
        for (name, figure) in SampleFigures.all {
            let picture = renderTerminal(figure, on: large)
            #expect(picture.utf8.count < 500_000, "\(name)")
            #expect(picture.contains("\u{1B}P"))
        }
    }
}
