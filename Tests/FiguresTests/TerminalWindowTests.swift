import Testing

@testable import Figures

/// The text pictures in windows of any size.
@Suite struct TerminalWindowTests {
    @Test("no line is wider or higher than the terminal", arguments: [(24, 9), (40, 10), (44, 14), (80, 24), (200, 60)])
    func staysInside(columns: Int, rows: Int) {
        for (name, figure) in SampleFigures.all {
            for mode in [GraphicsMode.blocks, .ascii] {
                let lines = renderTerminal(figure, mode: mode, columns: columns, rows: rows, color: false)
                    .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                #expect(lines.count <= rows, "\(name) in \(mode)")
                #expect(lines.allSatisfy { $0.count <= columns }, "\(name) in \(mode)")
                #expect(lines.count > 2, "\(name) in \(mode)")
            }
        }
    }

    @Test(
        "a window of any size shows the title, and a picture where there is room",
        arguments: [(200, 58), (80, 22), (40, 10), (20, 6), (16, 5), (12, 3), (2, 2), (1, 1)])
    func anySize(columns: Int, rows: Int) {
        for (name, figure) in SampleFigures.all {
            for mode in [GraphicsMode.blocks, .ascii] {
                let lines = renderTerminal(figure, mode: mode, columns: columns, rows: rows, color: false)
                    .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                #expect(lines.count <= rows && lines.allSatisfy { $0.count <= columns }, "\(name) in \(mode)")
                let title = figure.title ?? ""
                let shown = title.count > columns ? String(title.prefix(columns - 1)) + (columns > 2 ? "…" : "") : title
                #expect(shown.isEmpty || lines.first?.contains(shown) == true, "\(name) in \(mode)")
                if columns >= 16, rows >= 5 { #expect(lines.count >= 4, "\(name) in \(mode)") }
            }
        }
    }

    @Test("a low window keeps curves, legend and axis") func low() {
        let expected = """
                  Losses
                o generator
            4 +ooooo  xxxxx
            0 +xxxxxxxooooo
              ++-----+----+
               0     2    4

            """
        #expect(renderTerminal(SampleFigures.lines, mode: .ascii, columns: 16, rows: 6, color: false) == expected)
    }

    @Test("two figures stand side by side in a wide window, one above the other in a narrow one") func together() {
        let figures = [SampleFigures.lines, SampleFigures.scatter]
        func lines(_ columns: Int, _ rows: Int) -> [Substring] {
            renderTerminal(figures, on: Terminal(mode: .ascii, columns: columns, rows: rows))
                .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        }
        let wide = lines(80, 18)
        #expect(wide[0].contains("Losses") && wide[0].contains("Samples"))
        let narrow = lines(40, 30)
        #expect(narrow[0].contains("Losses") && !narrow[0].contains("Samples"))
        #expect(narrow.contains { $0.contains("Samples") })
        for (columns, rows) in [(80, 18), (40, 30), (200, 60), (20, 6), (2, 2)] {
            let drawn = lines(columns, rows)
            #expect(drawn.count <= rows && drawn.allSatisfy { $0.count <= columns }, "\(columns)x\(rows)")
        }
    }

    @Test("too many images are counted, not squeezed") func rest() {
        let grid = ImageGrid(
            images: [Float](repeating: 0, count: 64 * 28 * 28), count: 64, height: 28, width: 28, channels: 1,
            columns: 8)
        let picture = renderTerminal(Figure(.images(grid)), mode: .blocks, columns: 80, rows: 24, color: false)
        #expect(picture.contains("more images that need a larger window or a file"))
    }
}
