import Testing

@testable import Figures

/// The text pictures, character by character: what changes here changes what a learner sees.
@Suite struct TerminalTextTests {
    /// A terminal of 44 by 14 characters, small enough for pictures that can be checked by eye.
    private func text(_ figure: Figure, _ mode: GraphicsMode, _ color: ColorDepth = .none) -> String {
        renderTerminal(figure, on: Terminal(mode: mode, columns: 44, rows: 14, color: color))
    }

    @Test("curves in ASCII cross where they should, with one marker for each") func curvesInASCII() {
        let expected = """
                                Losses
                     o generator   x discriminator
            loss
            4 +ooo                                   xx
              |   ooooo                          xxxx
              |        ooooo                  xxx
              |             ooooo         xxxx
            2 +                  oooooxxxx
              |               xxxxxxxx  ooooooo
              |     xxxxxxxxxx                 ooooo
            0 +xxxxx                                ooo
              ++---------+---------+--------+---------+
               0         1         2        3         4
                                 step

            """
        #expect(text(SampleFigures.lines, .ascii) == expected)
    }

    @Test("points in ASCII keep equal scales") func pointsInASCII() {
        let expected = """
                     Samples
              o real   x generated
               y
             2 +        o
               |
               |           x
               |
             0 + o      x     o
               |
               |
            -2 +        o
               +-+------+-----+-
                -2      0     2
                        x

            """
        #expect(text(SampleFigures.scatter, .ascii) == expected)
    }

    @Test("a map in ASCII has shades, a bar and points on top") func mapInASCII() {
        let expected = """
                      Critic
                      o real
                                      D(x)
             1 +@%%##**++==--::..   @@ 1.0
               |%###**+++===--:::.  %%
               |#****++++====----:  ##
               |*++++++++========-  **
             0 ++++++++++o++++++++  ++ 0.5
               |-========++++++++*  --
               |:----====++++****#  ::
               |.:::--===+++**###%  ..
            -1 + ..::--==++**##%%@     0
               ++--------+-------+
               -1        0       1

            """
        #expect(text(SampleFigures.map, .ascii) == expected)
    }

    @Test("images in ASCII are enlarged to the room there is") func imagesInASCII() {
        let expected = """
                             Digits
                      @@@@@@@@@@ @@@@@@@@@@@@@@@@@@@@
                      @@@@@@@@@@ @@@@@@@@@@@@@@@@@@@@
                      @@@@@@@@@@ @@@@@@@@@@@@@@@@@@@@
                      @@@@@@@@@@ @@@@@@@@@@@@@@@@@@@@
                      @@@@@@@@@@ @@@@@@@@@@@@@@@@@@@@
            @@@@@@@@@@
            @@@@@@@@@@
            @@@@@@@@@@
            @@@@@@@@@@
            @@@@@@@@@@

            """
        #expect(text(SampleFigures.images, .ascii) == expected)
    }

    @Test("curves without colour differ by Unicode markers") func curvesWithoutColor() {
        let expected = """
                                Losses
                     ● generator   × discriminator
            loss
            4 ┤●●●                                   ××
              │   ●●●●●                          ××××
              │        ●●●●●                  ×××
              │             ●●●●●         ××××
            2 ┤                  ●●●●●××××
              │               ××××××××  ●●●●●●●
              │     ××××××××××                 ●●●●●
            0 ┤×××××                                ●●●
              └┬─────────┬─────────┬────────┬─────────┬
               0         1         2        3         4
                                 step

            """
        #expect(text(SampleFigures.lines, .blocks) == expected)
    }

    @Test("curves with colour are drawn in braille") func curvesInBraille() {
        let expected = """
                                Losses
                     \u{1B}[0;38;5;25m━\u{1B}[0m generator   \u{1B}[0;38;5;166m━\u{1B}[0m discriminator
            loss
            4 ┤\u{1B}[0;38;5;25m⠒⠤⢄⣀\u{1B}[0m                                  \u{1B}[0;38;5;166m⡠⠔\u{1B}[0m
              │    \u{1B}[0;38;5;25m⠉⠒⠢⠤⣀⡀\u{1B}[0m                        \u{1B}[0;38;5;166m⢀⡠⠔⠉\u{1B}[0m
              │         \u{1B}[0;38;5;25m⠈⠉⠒⠤⢄⡀\u{1B}[0m                \u{1B}[0;38;5;166m⢀⡠⠒⠁\u{1B}[0m
              │              \u{1B}[0;38;5;25m⠈⠉⠒⠤⢄⡀\u{1B}[0m        \u{1B}[0;38;5;166m⣀⠤⠒⠁\u{1B}[0m
            2 ┤                   \u{1B}[0;38;5;25m⠈⠉⠒⠢⢄\u{1B}[0;38;5;166m⣀⠤⠒⠉\u{1B}[0m
              │                   \u{1B}[0;38;5;166m⣀⣀⠤⠒⠉\u{1B}[0m \u{1B}[0;38;5;25m⠉⠑⠢⠤⣀⡀\u{1B}[0m
              │           \u{1B}[0;38;5;166m⣀⣀⠤⠤⠒⠒⠉⠉\u{1B}[0m           \u{1B}[0;38;5;25m⠈⠉⠒⠢⢄⣀\u{1B}[0m
            0 ┤\u{1B}[0;38;5;166m⠤⠤⠔⠒⠒⠒⠒⠊⠉⠉⠉\u{1B}[0m                         \u{1B}[0;38;5;25m⠉⠑⠒⠤\u{1B}[0m
              └┬─────────┬─────────┬────────┬─────────┬
               0         1         2        3         4
                                 step

            """
        #expect(text(SampleFigures.lines, .blocks, .palette) == expected)
    }

    @Test("one curve without colour is drawn in braille") func singleCurve() {
        let figure = Figure(.lines(LinePlot(series: [.init(name: "", x: [0, 1, 2], y: [0, 1, 0])])))
        let expected = """
            1 ┤         ⡠⠢⡀
              │       ⡠⠊  ⠈⢢
              │     ⡠⠊      ⠑⢄
              │   ⢀⠔⠁         ⠑⢄
              │ ⢀⠔⠁             ⠣⡀
            0 ┤⠔⠁                ⠈⠢
              └┬─────────┬────────┬
               0         1        2

            """
        #expect(renderTerminal(figure, mode: .blocks, columns: 24, rows: 8, color: false) == expected)
    }

    @Test("an image in colour takes two pixels a character") func halfBlocks() {
        let grid = ImageGrid(images: [-1, 1, 1, -1], count: 1, height: 2, width: 2, channels: 1)
        let picture = renderTerminal(
            Figure(.images(grid)), on: Terminal(mode: .blocks, columns: 8, rows: 2, color: .truecolor))
        let black = "0;0;0"
        let white = "255;255;255"
        #expect(
            picture.hasPrefix("\u{1B}[0;38;2;\(black);48;2;\(black)m")
                || picture.contains("38;2;\(black);48;2;\(white)m▀"))
        #expect(picture.contains("▀"))
        #expect(picture.hasSuffix("\u{1B}[0m\n"))
    }

    @Test("lines to compare with lie behind the curves, in letters of their own") func references() {
        let figure = Figure(
            .lines(
                LinePlot(
                    series: [.init(name: "loss", x: [0, 1, 2, 3, 4], y: [0, 1, 2, 3, 4])],
                    references: [
                        .init(name: "end", at: .height(3)), .init(name: "failed", at: .position(3)),
                    ])))
        let expected = """
             ━ loss   ┈ end   ┊ failed
            4 ┤                ┊  ⢀⡠⠔
              │                ⡠⠔⠊⠁
              │┈┈┈┈┈┈┈┈┈┈┈┈┈⡠⠔⠉┊┈┈┈┈┈
            2 ┤          ⣀⠔⠊   ┊
              │      ⣀⠤⠒⠉      ┊
              │  ⢀⡠⠔⠊          ┊
            0 ┤⠔⠊⠁             ┊
              └┬──────────┬─────────┬
               0          2         4

            """
        #expect(renderTerminal(figure, mode: .blocks, columns: 26, rows: 10, color: false) == expected)
    }

    @Test("ASCII stays ASCII and without escapes, whatever the names hold") func plainLetters() {
        let figure = Figure(
            title: "Verluste ½ \u{1B}[31m",
            .lines(LinePlot(series: [.init(name: "générateur", x: [0, 1], y: [0, 1])], xLabel: "σ", yLabel: "λ")))
        let picture = renderTerminal(figure, mode: .ascii, columns: 60, rows: 16, color: true)
        #expect(picture.allSatisfy { $0.isASCII })
        #expect(!picture.contains("\u{1B}"))
        #expect(picture.contains("g?n?rateur"))
    }

    @Test("a title cannot steer the terminal") func noInjection() {
        let figure = Figure(title: "a\u{1B}[2Jb\u{7}", SampleFigures.lines.content)
        let picture = renderTerminal(figure, mode: .blocks, columns: 60, rows: 16, color: false)
        #expect(!picture.contains("\u{1B}"))
        #expect(!picture.contains("\u{7}"))
        #expect(picture.contains("a [2Jb"))
    }

    @Test("an empty figure says so in a sentence") func emptySentence() {
        let empty: [Figure] = [
            Figure(.lines(LinePlot(series: []))),
            Figure(.scatter(Scatter(groups: [PointGroup(name: "real", points: [])]))),
            Figure(.heatmap(Heatmap(values: [], width: 0, height: 0, xRange: 0...1, yRange: 0...1))),
            Figure(.images(ImageGrid(images: [], count: 0, height: 8, width: 8, channels: 1))),
        ]
        for figure in empty {
            #expect(renderTerminal(figure, mode: .blocks, columns: 60, rows: 16, color: true).contains(Scene.emptyNote))
        }
    }

    @Test("mode none draws nothing") func nothing() {
        #expect(renderTerminal(SampleFigures.lines, mode: .none, columns: 80, rows: 24, color: true).isEmpty)
    }

    @Test("a table has names for its rows, sharp cells, and the root of a share as its darkness") func table() {
        let map = Heatmap(
            values: [0.5, 0.5, 0, 0, 0.125, 0.125, 0.5, 0.5, 0.375, 0.375, 0.5, 0.5], width: 4, height: 3, xRange: 0...40, yRange: 0...3,
            colorMap: .ink, valueRange: 0...1, rowNames: ["none", "one", "two"])
        let lines = text(Figure(.heatmap(map)), .ascii).split(separator: "\n").map(String.init)
        func row(_ name: String) -> String { lines.first { $0.contains(name) } ?? "" }
        // √½ of ten shades is the eighth, √⅛ the fourth.
        #expect(row("none").contains("##") && !row("none").contains("-") && row("one").contains("--") && row("one").contains("##"))
        #expect(row("two").contains("**") && row("two").contains("##"))
    }

    @Test("arrows are letters at their tails, in eight directions") func arrows() {
        let steps: [(x: Double, y: Double)] = [(1, 0), (1, 2), (0, 1), (-1, 2), (-1, 0), (-1, -2), (0, -1), (1, -2)]
        let arrows = steps.enumerated().map { place, step -> ArrowGroup.Arrow in
            let tail = Point(Double(place), 5)
            return ArrowGroup.Arrow(from: tail, to: Point(tail.x + step.x / 4, tail.y + step.y / 4))
        }
        let plot = LinePlot(
            series: [.init(name: "", x: [0, 7], y: [0, 10])], xRange: 0...7, yRange: 0...10, arrows: ArrowGroup(name: "push", arrows: arrows))
        let drawn = text(Figure(.lines(plot)), .blocks)
        let line = drawn.split(separator: "\n").first { $0.contains("↑") && !$0.contains("push") } ?? ""
        #expect(line.filter { "→↗↑↖←↙↓↘".contains($0) } == "→↗↑↖←↙↓↘")
        #expect(drawn.contains("→ push"))
        let isPlain = text(Figure(.lines(plot)), .ascii).allSatisfy { $0.isASCII }
        #expect(isPlain)
    }

    @Test("a path is drawn through its points in their order; single points beside it are signs") func path() {
        let scatter = Scatter(
            groups: [PointGroup(name: "end", points: [Point(0, 2)], style: 5)],
            paths: [.init(name: "way", points: [Point(2, 0), Point(0, 0), Point(0, 2)], style: 1)])
        let drawn = text(Figure(.scatter(scatter)), .ascii)
        #expect(drawn.filter { $0 == "x" }.count > 12)
        #expect(drawn.filter { $0 == "s" }.count == 2)
    }
}
