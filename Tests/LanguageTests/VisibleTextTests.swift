import Testing

@testable import Language

@Suite("Nothing from a script steers the terminal")
struct VisibleTextTests {
    @Test("control characters are written out, line feeds and tabs are not")
    func controls() {
        #expect(visible("a\u{1B}[31mb\u{7F}\u{9B}\r") == "a\\u{1b}[31mb\\u{7f}\\u{9b}\\u{d}")
        #expect(visible("x\n\ty é 日本 👩‍👩‍👧") == "x\n\ty é 日本 👩‍👩‍👧")
        #expect(visible("\u{0}\u{8}") == "\\u{0}\\u{8}")
    }

    @Test("what belongs on one line has its line feeds and tabs written out too")
    func oneLine() {
        #expect(visibleOnOneLine("a\nb\tc\u{1B}") == "a\\u{a}b\\u{9}c\\u{1b}")
        #expect(visibleOnOneLine("D(x) é") == "D(x) é")
    }

    @Test("marks that turn the reading direction are written out", arguments: [0x202A, 0x202E, 0x2066, 0x2069, 0x200F] as [UInt32])
    func directions(_ value: UInt32) throws {
        let mark = String(try #require(Unicode.Scalar(value)))
        #expect(visible("a\(mark)b") == "a\\u{\(String(value, radix: 16))}b")
    }

    @Test("a diagnostic shows names, lines and places without what steers")
    func diagnostics() {
        let source = Source(name: "e\u{1B}]0;x\u{7}.gan", text: "say \"\u{1B}[2J\u{202E}\" foo\u{9B}")
        var diagnostic = Diagnostic("unknown `\u{1B}c`", at: Span(source, 4..<10), label: "\u{8}", notes: ["\u{1B}"], help: ["\r"])
        diagnostic.severity = .warning
        let shown = diagnostic.render(color: false)
        #expect(visible(shown) == shown)
        #expect(shown.contains("e\\u{1b}]0;x\\u{7}.gan:1:5"))
        let lines = shown.split(separator: "\n")
        let marked = lines.first { $0.contains("^") }.map { $0.prefix { $0 != "^" }.count }
        let line = lines.first { $0.contains("say") }.map { $0.prefix { $0 != "\"" }.count }
        #expect(marked == line, "the carets stay under what they mark")
    }
}
