import Testing

@testable import Language

@Suite("Calculations in texts")
struct InterpolationTests {
    @Test("braces hold a calculation, shown as `print` shows it", arguments: [
        ("say \"only {heat} degrees\"", "only 20 degrees"),
        ("let n = 3\nsay \"{n}x{n - 1}={n*(n-1)}\"", "3x2=6"),
        ("let n = 3\nsay \"s-{n-1}.png\"", "s-2.png"),
        ("say \"{1 / 3}\"", "0.333333"),
        ("let k = tomato\nsay \"{k}, {[1, 2]} and {1..3} {28x28}\"", "tomato, 1, 2 and 1..3 28x28"),
        ("say \"{{}} {{x}} }\"", "{} {x} }"),
        ("say \"{max(1, 2)}\" \"\"", "2 "),
        ("say \"“{heat}\"", "“20"),
        ("let t = \"{{a}}\"\nsay t (t + \"{1}\")", "{a} {a}1"),
    ])
    func values(_ script: String, _ expected: String) throws {
        #expect(try shown(script) == [expected])
    }

    @Test("they are worked out when the statement runs")
    func scope() throws {
        #expect(try shown("for i in 1..3\nsay \"{i} of {i * 2}\"\nend") == ["1 of 2", "2 of 4", "3 of 6"])
        #expect(try shown("define f x\nsay \"<{x}>\"\nend\nf 2\nf tomato") == ["<2>", "<tomato>"])
    }

    @Test("mistakes point into the text", arguments: [
        ("say \"a {hat} b\"", 9, "unknown name `hat`"),
        ("say \"a {1 2} b\"", 11, "expected `}`, found 2"),
        ("say \"a {} b\"", 8, "expected a value between the braces, found nothing"),
        ("say \"a {1 b\"", 8, "expected a closing `}` before the end of the text"),
        ("say \"a {(1} b\"", 9, "expected `)`, found the closing `}`"),
        ("say \"a {1 / 0} b\"", 13, "division by zero"),
        ("say \"a {$} b\"", 9, "unexpected `$`"),
    ])
    func mistakes(_ script: String, column: Int, message: String) {
        let error = #expect(throws: Diagnostic.self) { try interpreter().run(Source(name: "s", text: script)) }
        #expect(error?.message == message)
        #expect(error?.span?.column == column)
    }

    @Test("a value reads back as it was written")
    func description() throws {
        let text = "a {b} \"}}\" \\"
        #expect(try shown("say \(Value.text(text).description)") == [text])
    }

    @Test("Tab completes names between the braces")
    func completion() {
        let texts = Completer(interpreter()).complete("say \"at {hea").candidates.map(\.text)
        #expect(texts == ["heat"])
        #expect(Completer(interpreter()).complete("say \"at {heat} hea").candidates.isEmpty)
        #expect(Completer(interpreter()).complete("say \"at {{hea").candidates.isEmpty)
    }
}
