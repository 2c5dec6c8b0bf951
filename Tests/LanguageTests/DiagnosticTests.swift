import Testing

@testable import Language

@Suite("Diagnostics")
struct DiagnosticTests {
    private func script(_ line: String, at number: Int) -> Source {
        Source(name: "lesson.gan", text: String(repeating: "\n", count: number - 1) + line + "\n")
    }

    private func span(_ source: Source, _ piece: String) -> Span {
        let all = source.characters
        let wanted = Array(piece)
        let start = all.indices.first { all[$0...].starts(with: wanted) } ?? 0
        return Span(source, start..<start + wanted.count)
    }

    @Test("an unknown word shows its place, the nearest word and the choices")
    func unknownWord() {
        let source = script("loss wgan-pg", at: 12)
        let diagnostic = Diagnostic.unknown(
            "loss", "wgan-pg", at: span(source, "wgan-pg"),
            choices: ["minimax", "non-saturating", "lsgan", "wgan", "wgan-gp", "hinge"], listed: "losses")
        #expect(
            diagnostic.render(color: false) == """
                error: unknown loss `wgan-pg`
                  --> lesson.gan:12:6
                   |
                12 | loss wgan-pg
                   |      ^^^^^^^ did you mean `wgan-gp`?
                   = losses: minimax, non-saturating, lsgan, wgan, wgan-gp, hinge
                """)
    }

    @Test("a wrong shape shows the layer where it goes wrong and the way out")
    func wrongShape() {
        let source = script("  layer deconv 1 stride 2 tanh", at: 9)
        let diagnostic = Diagnostic(
            "the generator makes 14x14x1 but `data mnist` is 28x28x1", at: span(source, "layer deconv 1 stride 2 tanh"),
            label: "7x7x64 becomes 14x14x1 here",
            help: ["one more `layer deconv 64 stride 2` before it doubles the size to 28x28"])
        #expect(
            diagnostic.render(color: false) == """
                error: the generator makes 14x14x1 but `data mnist` is 28x28x1
                 --> lesson.gan:9:3
                  |
                9 |   layer deconv 1 stride 2 tanh
                  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 7x7x64 becomes 14x14x1 here
                  = help: one more `layer deconv 64 stride 2` before it doubles the size to 28x28
                """)
    }

    @Test(
        "carets stand under characters of any width",
        arguments: [
            ("say \"é\" cok", 9, "say \"é\" cok", "        ^^^"),
            ("say \"日本\" cok", 10, "say \"日本\" cok", "           ^^^"),
            ("say \"👩‍👩‍👧\" cok", 9, "say \"👩‍👩‍👧\" cok", "         ^^^"),
            ("\tsay cok", 6, "    say cok", "        ^^^"),
            ("say \"e\u{301}\" cok", 9, "say \"e\u{301}\" cok", "        ^^^"),
        ])
    func wideCharacters(line: String, column: Int, shown: String, carets: String) {
        let source = script(line, at: 1)
        let rendered = Diagnostic("wrong", at: span(source, "cok")).render(color: false)
        #expect(rendered == "error: wrong\n --> lesson.gan:1:\(column)\n  |\n1 | \(shown)\n  | \(carets)")
    }

    @Test("a mark over several lines stays on the first, an empty one shows one caret")
    func extents() {
        let source = Source(name: "s", text: "one two\nthree")
        #expect(Diagnostic("m", at: Span(source, 4..<13)).render(color: false).hasSuffix("1 | one two\n  |     ^^^"))
        #expect(Diagnostic("m", at: Span(source, 7..<7)).render(color: false).hasSuffix("1 | one two\n  |        ^"))
        #expect(Diagnostic("m", at: Span(source, 90..<99)).render(color: false).hasSuffix("2 | three\n  |      ^"))
        #expect(
            Diagnostic("m", at: Span(Source(name: "e", text: ""), 0..<0)).render(color: false)
                == "error: m\n --> e:1:1\n  |\n1 |\n  | ^")
    }

    @Test("of a long line only the neighbourhood is shown")
    func longLines() {
        let line = String(repeating: "a", count: 500) + " cok " + String(repeating: "b", count: 500)
        let rows = Diagnostic("wrong", at: span(Source(name: "s", text: line), "cok")).render(color: false)
            .split(separator: "\n")
        let shown = "…" + String(repeating: "a", count: 39) + " cok " + String(repeating: "b", count: 56) + "…"
        #expect(rows[3] == "1 | \(shown)")
        #expect(rows[4].hasSuffix("| " + String(repeating: " ", count: 41) + "^^^"))
    }

    @Test("sentences are broken between words in a window, and lines of the script are not")
    func narrow() {
        let source = Source(name: "s", text: String(repeating: "word ", count: 8))
        let diagnostic = Diagnostic("expected a word that the window has room for", at: Span(source, 0..<4), help: ["look at `help words` first"])
        let rows = diagnostic.render(color: false, columns: 24).split(separator: "\n").map(String.init)
        #expect(rows == [
            "error: expected a word", "  that the window has", "  room for", " --> s:1:1", "  |", "1 | " + String(repeating: "word ", count: 7) + "word",
            "  | ^^^^", "  = help: look at", "    `help words` first",
        ])
        let colored = diagnostic.render(color: true, columns: 24)
        #expect(colored.replacing(#/\u{1B}\[[0-9;]*m/#, with: "").split(separator: "\n").map(String.init) == rows)
    }

    @Test("colour adds only escapes, and a script cannot smuggle its own")
    func color() {
        let source = Source(name: "s", text: "bad \u{1B}[31m")
        let diagnostic = Diagnostic("wrong", at: Span(source, 0..<3), label: "here", severity: .warning)
        let plain = diagnostic.render(color: false)
        #expect(!plain.contains("\u{1B}"))
        let colored = diagnostic.render(color: true)
        #expect(colored.contains("\u{1B}[1;33mwarning\u{1B}[0m"))
        #expect(colored.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
    }

    @Test(
        "the nearest word is found for the usual slips",
        arguments: [
            ("trian", "train"), ("wgan-pg", "wgan-gp"), ("TRAIN", "train"), ("gener", "generator"), ("tran", "train"),
        ])
    func near(typed: String, meant: String) {
        #expect(nearest(to: typed, in: ["wgan", "generator", "train", "wgan-gp", "loss"]) == meant)
    }

    @Test("a far word has no nearest one")
    func far() {
        #expect(nearest(to: "zebra", in: ["train", "loss"]) == nil)
        #expect(nearest(to: "x", in: ["y", "ab"]) == nil)
        #expect(nearest(to: "foo", in: ["for"]) == nil)
        #expect(nearest(to: String(repeating: "a", count: 1000), in: ["a"]) == nil)
    }

    @Test(
        "edit distance counts a swap once",
        arguments: [
            ("", "", 0), ("abc", "", 3), ("ab", "ba", 1), ("kitten", "sitting", 3), ("wgan-pg", "wgan-gp", 1),
        ])
    func distance(left: String, right: String, expected: Int) {
        #expect(editDistance(left, right) == expected)
        #expect(editDistance(right, left) == expected)
    }
}
